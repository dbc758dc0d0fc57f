/** Walking into the call of a conversation, from wherever its door is: one tap, or the preview first. */
import { useLocation } from "wouter-preact";
import { useApp } from "../../app/context";
import { useShowDialog } from "../../app/show-dialog";
import { failureWords } from "../../ui/submit";
import type { JoinOptions } from "../seam";

/** Opens the conversation and joins its call. Where calls can't work it says so instead. */
export function useWalkIn(): (conversationId: string) => void {
	const { calls } = useApp();
	const show = useShowDialog();
	const [, navigate] = useLocation();
	const join = useJoin();
	return (conversationId) => {
		navigate(`/c/${conversationId}`);
		if (calls.unavailable) show({ name: "calls-unavailable" });
		else if (calls.preferences.value.askBefore) show({ name: "preview", conversationId });
		else void join(conversationId);
	};
}

/** Joins at once; a refusal is said in a dialog, because the button may be far from where one looks. */
export function useJoin(): (conversationId: string, options?: JoinOptions) => Promise<void> {
	const { calls } = useApp();
	const show = useShowDialog();
	return async (conversationId, options) => {
		try {
			await calls.join(conversationId, options);
		} catch (error) {
			show({ name: "not-joined", conversationId, words: failureWords(error) });
		}
	};
}
