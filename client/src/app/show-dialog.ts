/** Opening a dialog from anywhere: one at a time, by name, held by the shell. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export type OpenDialog =
	| { name: "switcher" }
	| { name: "new-group" }
	| { name: "new-room"; groupId: string }
	| { name: "new-chat" }
	| { name: "invites" }
	| { name: "invite"; groupId: string }
	| { name: "preview"; conversationId: string }
	| { name: "voice" }
	| { name: "not-joined"; conversationId: string; words: string }
	| { name: "calls-unavailable" };

export type ShowDialog = (dialog: OpenDialog | null) => void;

export const DialogContext = createContext<ShowDialog>(() => {});

export function useShowDialog(): ShowDialog {
	return useContext(DialogContext);
}
