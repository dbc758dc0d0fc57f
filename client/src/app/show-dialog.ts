/** Opening a dialog from anywhere: one at a time, by name, held by the shell. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { File, Message } from "../api/types";
import type { ScheduledWords } from "../store/kept";

export type OpenDialog =
	| { name: "lightbox"; files: readonly File[]; at: number }
	| { name: "gallery"; conversationId: string }
	| { name: "switcher" }
	| { name: "new-group" }
	| { name: "new-room"; groupId: string }
	| { name: "new-chat" }
	| { name: "invites" }
	| { name: "invite"; groupId: string }
	| { name: "preview"; conversationId: string }
	| { name: "voice" }
	| { name: "not-joined"; conversationId: string; words: string }
	| { name: "forward"; message: Message }
	| { name: "history"; message: Message }
	| { name: "delete-message"; message: Message }
	| { name: "pins"; conversationId: string }
	| { name: "day"; conversationId: string }
	| { name: "remind"; messageId: string }
	| { name: "schedule"; conversationId: string; words: ScheduledWords; onDone: () => void }
	| { name: "reschedule"; scheduledId: string }
	| { name: "new-poll"; conversationId: string; threadOf?: string | undefined; text?: string }
	| { name: "gif"; conversationId: string; threadOf?: string | undefined; words?: string }
	| { name: "votes"; conversationId: string; messageId: string }
	| { name: "calls-unavailable" };

export type ShowDialog = (dialog: OpenDialog | null) => void;

export const DialogContext = createContext<ShowDialog>(() => {});

export function useShowDialog(): ShowDialog {
	return useContext(DialogContext);
}
