/** Above a conversation whose call I am not in: who is inside, for how long, and the way in. */
import { DoorOpen } from "lucide";
import type { Call } from "../../api/types";
import { useApp } from "../../app/context";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Elapsed } from "./elapsed";
import { insidersOf, marksOf, namedInside } from "./inside";
import { useWalkIn } from "./walk-in";

const FACES = 8;

export function Porch({ call }: { call: Call }) {
	const { state, calls } = useApp();
	const walkIn = useWalkIn();
	const insiders = insidersOf(state.value, calls, call);
	const elsewhere = insiders.some(({ mine }) => mine);
	return (
		<section class="porch" aria-label="The call">
			<span class="avatar-stack" aria-hidden="true">
				{insiders.slice(0, FACES).map(({ userId, name, mine, deleted, told }) => (
					<span key={userId} title={[name, ...marksOf(told)].join(", ")}>
						<Avatar id={userId} name={name} size={36} mine={mine} deleted={deleted} />
					</span>
				))}
			</span>
			<p class="grow">
				<span class="porch-names">{namedInside(insiders)}</span>
				<small>
					{elsewhere ? "You are in on another device or tab, for " : "In the call for "}
					<Elapsed since={call.started_at} />
				</small>
			</p>
			<Button look="live" icon={DoorOpen} onClick={() => walkIn(call.conversation_id)}>
				{elsewhere ? "Move here" : "Join"}
			</Button>
		</section>
	);
}
