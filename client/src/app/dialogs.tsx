/** The dialogs that open from several places, each with what happens when it is done. */
import { useLocation } from "wouter-preact";
import { NotJoinedDialog, PreviewDialog, UnavailableDialog, VoiceDialog } from "../calls/views/lazy";
import { NewChatDialog } from "../conversations/new-chat-dialog";
import { NewRoomDialog } from "../conversations/new-room-dialog";
import { Gallery, Lightbox } from "../files/lazy";
import { GifDialog } from "../gifs/lazy";
import { InviteDialog } from "../groups/invite-dialog";
import { InviteList } from "../groups/invite-list";
import { NewGroupDialog } from "../groups/new-group-dialog";
import { RemindDialog, RescheduleDialog, ScheduleDialog } from "../later/lazy";
import { DeleteMessageDialog, ForwardDialog, HistoryDialog, PinsDialog } from "../messages/actions/lazy";
import { NewPollDialog, VotesDialog } from "../polls/lazy";
import { DayDialog } from "../search/lazy";
import { Dialog } from "../ui/dialog";
import { useApp } from "./context";
import { QuickSwitcher } from "./quick-switcher";
import type { OpenDialog, ShowDialog } from "./show-dialog";

export function ShellDialog({ dialog, show }: { dialog: OpenDialog; show: ShowDialog }) {
	const [, navigate] = useLocation();
	const close = () => show(null);
	const goTo = (conversationId: string) => {
		close();
		navigate(`/c/${conversationId}`);
	};
	switch (dialog.name) {
		case "switcher":
			return <QuickSwitcher onClose={close} />;
		case "invites":
			return <InvitesDialog onClose={close} />;
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
		case "invite":
			return <InviteTo groupId={dialog.groupId} onClose={close} />;
		case "preview":
			return <PreviewDialog conversationId={dialog.conversationId} onClose={close} />;
		case "voice":
			return <VoiceDialog onClose={close} />;
		case "not-joined":
			return <NotJoinedDialog conversationId={dialog.conversationId} words={dialog.words} onClose={close} />;
		case "forward":
			return <ForwardDialog message={dialog.message} onClose={close} />;
		case "history":
			return <HistoryDialog message={dialog.message} onClose={close} />;
		case "delete-message":
			return <DeleteMessageDialog message={dialog.message} onClose={close} />;
		case "pins":
			return <PinsDialog conversationId={dialog.conversationId} onClose={close} />;
		case "day":
			return <DayDialog conversationId={dialog.conversationId} onClose={close} />;
		case "remind":
			return <RemindDialog messageId={dialog.messageId} onClose={close} />;
		case "schedule":
			return <ScheduleDialog {...dialog} onClose={close} />;
		case "reschedule":
			return <RescheduleDialog scheduledId={dialog.scheduledId} onClose={close} />;
		case "new-poll":
			return <NewPollDialog {...dialog} onClose={close} />;
		case "gif":
			return <GifDialog {...dialog} onClose={close} />;
		case "votes":
			return <VotesDialog {...dialog} onClose={close} />;
		case "lightbox":
			return <Lightbox files={dialog.files} at={dialog.at} onClose={close} />;
		case "gallery":
			return <Gallery conversationId={dialog.conversationId} onClose={close} />;
		case "calls-unavailable":
			return <UnavailableDialog onClose={close} />;
	}
}

function InviteTo({ groupId, onClose }: { groupId: string; onClose: () => void }) {
	const entry = useApp().state.value.groups.get(groupId);
	if (!entry) return null;
	const { group, myRole } = entry;
	return (
		<InviteDialog groupId={groupId} groupName={group.name} mayInviteAdmins={myRole === "owner"} onClose={onClose} />
	);
}

function InvitesDialog({ onClose }: { onClose: () => void }) {
	const invites = [...useApp().state.value.invites.values()];
	return (
		<Dialog title="You are invited" onClose={onClose}>
			{invites.length > 0 ? <InviteList invites={invites} onDone={onClose} /> : <p>No more invites.</p>}
		</Dialog>
	);
}
