/** Above every page: that all is read now, and how long one was away. */
import { CheckCheck, Sparkles, X } from "lucide";
import { useEffect } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useApp } from "../app/context";
import { unreadInAll } from "../conversations/select";
import { count } from "../groups/people";
import { Button, IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { awaySince, watchAbsence } from "./absence";
import { saidOfAll, say } from "./reading-all";

export function CatchingUpNotices() {
	return (
		<>
			<AllReadNotice />
			<AwayCard />
		</>
	);
}

function AllReadNotice() {
	const said = saidOfAll.value;
	if (!said) return null;
	return (
		<p class="banner quiet">
			<Icon shape={CheckCheck} size={18} />
			<span>{said.words}</span>
			{said.undo && <Button onClick={said.undo}>Undo</Button>}
			<IconButton label="Hide this" icon={X} onClick={() => say(null)} />
		</p>
	);
}

/** Fewer messages than this are quicker read than summed up. */
const MANY = 10;

/** A gentle card after a long absence. It waits for nobody, and goes when it is answered or read up. */
function AwayCard() {
	const [path, navigate] = useLocation();
	const state = useApp().state.value;
	useEffect(watchAbsence, []);
	const since = awaySince.value;
	const unread = unreadInAll(state);
	if (since === null || unread < MANY || path === "/catch-up") return null;
	const mentions = [...state.mentions.values()].reduce((sum, numbers) => sum + numbers.length, 0);
	const hide = () => {
		awaySince.value = null;
	};
	return (
		<p class="banner quiet">
			<Icon shape={Sparkles} size={18} />
			<span>
				Welcome back. {count(unread, "new message")} since you were here {longAgo(since)}
				{mentions > 0 && `, ${mentions.toLocaleString()} of them for you`}.
			</span>
			<Button
				look="primary"
				onClick={() => {
					hide();
					navigate("/catch-up");
				}}
			>
				Catch me up
			</Button>
			<IconButton label="Not now" icon={X} onClick={hide} />
		</p>
	);
}

function longAgo(since: number): string {
	const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
	const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(since).setHours(0, 0, 0, 0)) / 86_400_000);
	return days === 0 ? "earlier today" : words.format(-days, "day");
}
