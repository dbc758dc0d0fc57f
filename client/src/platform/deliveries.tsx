/** What was sent to an outgoing webhook: state, tries, the words of both sides, and sending it again. */
import { useState } from "preact/hooks";
import type { Delivery, DeliveryAnswer, OutgoingHook, Spoken } from "../api/types";
import { count } from "../groups/people";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { ago, until } from "../ui/time";
import { useLoaded } from "./loaded";
import { usePlatform } from "./requests";
import { eventWords, STATE_WORDS } from "./words";

interface DeliveriesProps {
	hook: OutgoingHook;
	onClose: () => void;
}

export function DeliveriesDialog({ hook, onClose }: DeliveriesProps) {
	const platform = usePlatform();
	const first = useLoaded(() => platform.deliveries(hook.id), hook.id);
	const [older, setOlder] = useState<{ deliveries: Delivery[]; has_older: boolean } | null>(null);
	const reload = async () => {
		setOlder(null);
		await first.reload();
	};
	const ping = useSubmit(async () => {
		await platform.ping(hook.id);
		await reload();
	});
	const refresh = useSubmit(reload);
	const all = [...(first.value?.deliveries ?? []), ...(older?.deliveries ?? [])];
	const more = useSubmit(async () => {
		const page = await platform.deliveries(hook.id, all.at(-1)?.id);
		setOlder({ deliveries: [...(older?.deliveries ?? []), ...page.deliveries], has_older: page.has_older });
	});
	const problem = first.problem ?? ping.general ?? more.general;
	return (
		<Dialog title={`Sent to ${hook.name}`} onClose={onClose} kind="platform-wide">
			<div class="form-actions">
				<Button busy={refresh.busy} onClick={refresh.run}>
					Look again
				</Button>
				<Button busy={ping.busy} onClick={ping.run}>
					Send a ping
				</Button>
			</div>
			{problem && <Notice kind="bad">{problem}</Notice>}
			{first.value && all.length === 0 && <p class="soft">Nothing was sent yet.</p>}
			<ul role="list" class="lines">
				{all.map((delivery) => (
					<DeliveryLine key={delivery.id} delivery={delivery} onAgain={reload} />
				))}
			</ul>
			{(older ?? first.value)?.has_older && (
				<Button wide busy={more.busy} onClick={more.run}>
					Show older
				</Button>
			)}
		</Dialog>
	);
}

function DeliveryLine({ delivery, onAgain }: { delivery: Delivery; onAgain: () => Promise<void> }) {
	const platform = usePlatform();
	const [shown, setShown] = useState<DeliveryAnswer | null>(null);
	const look = useSubmit(async () => setShown(shown ? null : await platform.delivery(delivery.id)));
	const again = useSubmit(async () => {
		await platform.deliverAgain(delivery.id);
		await onAgain();
	});
	const problem = look.general ?? again.general;
	return (
		<li class="platform-delivery">
			<div class="line wraps">
				<div class="grow words">
					<b>{eventWords(delivery.event)}</b>
					<small>{problem ?? deliveryWords(delivery)}</small>
				</div>
				<span class={delivery.state === "delivered" ? "tag good" : "tag"}>{STATE_WORDS[delivery.state]}</span>
				<Button busy={look.busy} onClick={look.run} aria-expanded={shown !== null}>
					{shown ? "Less" : "More"}
				</Button>
				<Button busy={again.busy} onClick={again.run}>
					Deliver again
				</Button>
			</div>
			{shown && (
				<>
					<Words title="Sent" spoken={shown.request} />
					{shown.response ? <Words title="Answered" spoken={shown.response} /> : <p class="soft">No answer.</p>}
				</>
			)}
		</li>
	);
}

type Went = Omit<Delivery, "id" | "event" | "stream" | "seq">;

/** "5 minutes ago, 2 tries, 500, 120 ms, again in 1 minute". */
export function deliveryWords(delivery: Went, now: number = Date.now()): string {
	const { created_at, tries, status, error, took_ms, next_at, state } = delivery;
	const parts = [ago(created_at, now), count(tries, "try", "tries")];
	if (status !== null) parts.push(String(status));
	if (error) parts.push(error);
	if (took_ms !== null) parts.push(`${took_ms} ms`);
	if (state === "failed" && next_at)
		parts.push(Date.parse(next_at) > now ? `again ${until(next_at, now)}` : "again soon");
	return parts.join(", ");
}

function Words({ title, spoken }: { title: string; spoken: Spoken }) {
	const headers = Object.entries(spoken.headers).map(([name, value]) => `${name}: ${value}`);
	return (
		<section class="platform-part">
			<h3>{title}</h3>
			<pre class="platform-words" tabIndex={0} role="region" aria-label={title}>
				{`${headers.join("\n")}\n\n${spoken.body}`}
			</pre>
		</section>
	);
}
