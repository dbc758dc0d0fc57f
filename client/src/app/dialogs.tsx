/** The dialogs that open from several places: one at a time, by name, held by the shell. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { NewChatDialog } from "../conversations/new-chat-dialog";
import { NewRoomDialog } from "../conversations/new-room-dialog";
import { InviteDialog } from "../groups/invite-dialog";
import { NewGroupDialog } from "../groups/new-group-dialog";
import { useApp } from "./context";
import { QuickSwitcher } from "./quick-switcher";

export type OpenDialog =
	| { name: "switcher" }
	| { name: "new-group" }
	| { name: "new-room"; groupId: string }
	| { name: "new-chat" }
	| { name: "invite"; groupId: string };

export type ShowDialog = (dialog: OpenDialog | null) => void;

export const DialogContext = createContext<ShowDialog>(() => {});

export function useShowDialog(): ShowDialog {
	return useContext(DialogContext);
}

export function ShellDialog({ dialog, show }: { dialog: OpenDialog; show: ShowDialog }) {
	const [, navigate] = useLocation();
	const { groups } = useApp().state.value;
	const close = () => show(null);
	const goTo = (conversationId: string) => {
		close();
		navigate(`/c/${conversationId}`);
	};
	switch (dialog.name) {
		case "switcher":
			return <QuickSwitcher onClose={close} />;
		case "new-chat":
			return <NewChatDialog onClose={close} onDone={goTo} />;
		case "new-room":
			return <NewRoomDialog groupId={dialog.groupId} onClose={close} onDone={goTo} />;
		case "new-group":
			return (
				<NewGroupDialog
					onClose={close}
					onDone={({ groupId, roomId }) => {
						navigate(`/c/${roomId}`);
						show({ name: "invite", groupId });
					}}
				/>
			);
		case "invite": {
			const entry = groups.get(dialog.groupId);
			if (!entry) return null;
			return (
				<InviteDialog
					groupId={dialog.groupId}
					groupName={entry.group.name}
					mayInviteAdmins={entry.myRole === "owner"}
					onClose={close}
				/>
			);
		}
	}
}
