/** What is asked about a room: its new name, and whether it shall go. */
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { Room } from "../api/types";
import { useApp } from "../app/context";
import { ConfirmDialog, Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { useSubmit } from "../ui/submit";

export function RenameDialog({ room, onClose }: { room: Room; onClose: () => void }) {
	const app = useApp();
	const [topic, setTopic] = useState(room.topic);
	const form = useSubmit(async () => {
		await app.renameRoom(room.id, topic.trim());
		onClose();
	}, ["topic"]);
	return (
		<Dialog title="Rename the room" onClose={onClose}>
			<Form form={form} action="Rename" onBack={onClose}>
				<Field
					label="Name"
					name="topic"
					required
					value={topic}
					onInput={setTopic}
					error={form.error("topic")}
					autoFocus
				/>
			</Form>
		</Dialog>
	);
}

export function DeleteDialog({ room, onClose }: { room: Room; onClose: () => void }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const run = async () => {
		await app.deleteRoom(room.id);
		navigate(`/g/${room.group_id}`, { replace: true });
	};
	return (
		<ConfirmDialog
			title={`Delete ${room.topic}?`}
			words="The room and every message in it go, for everybody. This can't be undone."
			action="Delete the room"
			run={run}
			onClose={onClose}
		/>
	);
}
