/** Where I am by voice, wherever I look meanwhile: with the microphone and the way out. */
import { useComputed } from "@preact/signals";
import { PhoneOff } from "lucide";
import { Link } from "wouter-preact";
import { useApp } from "../../app/context";
import { titleOf } from "../../conversations/select";
import { listed } from "../../groups/people";
import { IconButton } from "../../ui/button";
import { Elapsed } from "./elapsed";
import { MicrophoneButton } from "./microphone-button";
import { useCallPlace, useCompany } from "./mine";

export function CallFoot() {
	const { state, calls } = useApp();
	const place = useCallPlace();
	const company = useCompany();
	const doing = useShown();
	const isJoining = useComputed(() => calls.active.value?.phase === "joining").value;
	const conversation = place ? state.value.conversations.get(place) : undefined;
	if (!place) return null;
	const since = conversation?.call?.started_at;
	return (
		<section class="call-foot" aria-label="Your call">
			<Link class="words grow" href={`/c/${place}`}>
				<b class="clip">
					{conversation?.kind !== "chat" && "In "}
					{conversation ? titleOf(state.value, conversation) : "a call"}
					{since && (
						<>
							{" · "}
							<Elapsed since={since} />
						</>
					)}
				</b>
				<small class="clip">{isJoining ? "Joining…" : [...doing, withWhom(company)].join(" · ")}</small>
			</Link>
			<MicrophoneButton look="filled" />
			<IconButton label="Leave the call" icon={PhoneOff} look="danger" onClick={() => void calls.leave()} />
		</section>
	);
}

/** What the others see of me: it must not be forgotten while I look elsewhere. */
function useShown(): string[] {
	const { calls } = useApp();
	const words = useComputed(() => {
		const mine = calls.active.value?.people.find(({ me }) => me);
		return [mine?.sharing && "screen shared", mine?.video && "camera on"].filter(Boolean).join("|");
	}).value;
	return words === "" ? [] : words.split("|");
}

function withWhom(company: readonly string[]): string {
	return company.length > 0 ? `with ${listed(company, 2)}` : "Nobody else is here";
}
