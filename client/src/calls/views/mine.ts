/** Where I am: small questions about the call that I am in, answered anew only when the answer changes. */
import { useComputed } from "@preact/signals";
import { useApp } from "../../app/context";
import { shortName } from "../../groups/people";

/** The conversation in whose call I am, or am about to be; null when in none. */
export function useCallPlace(): string | null {
	const { calls } = useApp();
	// The levels of everybody change ten times a second: who asks only this is not drawn again for them.
	return useComputed(() => calls.active.value?.conversationId ?? null).value;
}

/** Somebody else shows a screen in the call of this conversation: the layout becomes wide. */
export function useScreensIn(conversationId: string): boolean {
	const { calls } = useApp();
	return useComputed(() => {
		const call = calls.active.value;
		return call?.conversationId === conversationId && call.people.some(({ me, sharing }) => sharing && !me);
	}).value;
}

/** The first names of the others in my call, as one word that changes only with them. */
export function useCompany(): string[] {
	const { calls, state } = useApp();
	const ids = useComputed(() =>
		(calls.active.value?.people ?? [])
			.filter(({ me }) => !me)
			.map(({ userId }) => userId)
			.join(" "),
	).value;
	return ids === "" ? [] : ids.split(" ").map((id) => shortName(state.value.users.get(id)));
}
