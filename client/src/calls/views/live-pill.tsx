/** The green pill of a row: the faces of those inside and the call's time. One tap and you are in. */
import { Hand, Monitor } from "lucide";
import type { Call } from "../../api/types";
import { useApp } from "../../app/context";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icon";
import { Elapsed } from "./elapsed";
import { type Insider, insidersOf, namedInside } from "./inside";
import { useCallPlace } from "./mine";
import { useWalkIn } from "./walk-in";

/** What fits beside the name of a room. */
const FACES = 3;

export function LivePill({ call, place }: { call: Call; place: string }) {
	const { state, calls } = useApp();
	const walkIn = useWalkIn();
	const mine = useCallPlace() === call.conversation_id;
	const insiders = insidersOf(state.value, calls, call);
	const names = namedInside(insiders);
	const at = state.value.conversations.get(call.conversation_id)?.kind === "chat" ? "with" : "in";
	const inside = (
		<>
			<Faces insiders={insiders} />
			<span class="unseen">{mine ? `You are in the call: ${names}.` : `Join the call ${at} ${place}: ${names}.`}</span>
			<Elapsed since={call.started_at} />
		</>
	);
	if (mine) {
		return (
			<span class="lit" title={names}>
				{inside}
			</span>
		);
	}
	return (
		<button type="button" class="lit" title={`Join ${names}`} onClick={() => walkIn(call.conversation_id)}>
			{inside}
		</button>
	);
}

function Faces({ insiders }: { insiders: readonly Insider[] }) {
	const more = insiders.length - FACES;
	const shape = insiders.some(({ told }) => told?.hand) ? Hand : Monitor;
	const marked = insiders.some(({ told }) => told?.hand || told?.sharing);
	return (
		<>
			<span class="avatar-stack" aria-hidden="true">
				{insiders.slice(0, FACES).map(({ userId, name, mine, deleted }) => (
					<Avatar key={userId} id={userId} name={name} size={20} mine={mine} deleted={deleted} />
				))}
			</span>
			{more > 0 && <span aria-hidden="true">+{more}</span>}
			{marked && <Icon shape={shape} size={14} />}
		</>
	);
}
