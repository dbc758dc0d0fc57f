/** The first rows of the sidebar: catching up, what is saved, what waits to be sent. */
import { Bookmark, Clock, Sparkles } from "lucide";
import { Link, useLocation } from "wouter-preact";
import { useApp } from "../app/context";
import { unreadInAll } from "../conversations/select";
import { count } from "../groups/people";
import { Icon, type IconShape } from "../ui/icon";
import { dueReminders } from "./due";

export function LaterRows() {
	const state = useApp().state.value;
	const due = dueReminders(state).length;
	const failed = [...state.scheduled.values()].filter((it) => it.failure).length;
	return (
		<ul role="list" class="later-rows">
			<LaterRow href="/catch-up" icon={Sparkles} name="Catch up" number={unreadInAll(state)} what="new message" />
			<LaterRow href="/saved" icon={Bookmark} name="Saved" number={due} what="reminder" />
			{state.scheduled.size > 0 && (
				<LaterRow href="/scheduled" icon={Clock} name="Scheduled" number={failed} what="message that was not sent" />
			)}
		</ul>
	);
}

interface LaterRowProps {
	href: string;
	icon: IconShape;
	name: string;
	/** Of what is new there; none is shown for 0. */
	number: number;
	what: string;
}

function LaterRow({ href, icon, name, number, what }: LaterRowProps) {
	const [path] = useLocation();
	const current = path === href;
	return (
		<li>
			<Link href={href} class={`row${current ? " on" : ""}`} aria-current={current ? "page" : undefined}>
				<span class="row-icon">
					<Icon shape={icon} size={18} />
				</span>
				<span class="clip grow">{name}</span>
				{number > 0 && !current && (
					<span class="later-number">
						<span aria-hidden="true">{number > 99 ? "99+" : number}</span>
						<span class="unseen">{count(number, what)}</span>
					</span>
				)}
			</Link>
		</li>
	);
}
