/** A new room: open to the whole group, or private with chosen people (which can't change later). */
import { useState } from "preact/hooks";
import { useApp } from "../app/context";
import { membersOf } from "../groups/select";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Segments } from "../ui/field";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { PeoplePicker } from "./people-picker";

interface NewRoomDialogProps {
	groupId: string;
	onClose: () => void;
	onDone: (roomId: string) => void;
}

const KINDS = [
	["open", "Open to everybody"],
	["private", "Private"],
] as const;

export function NewRoomDialog({ groupId, onClose, onDone }: NewRoomDialogProps) {
	const app = useApp();
	const state = app.state.value;
	const [topic, setTopic] = useState("");
	const [kind, setKind] = useState<"open" | "private">("open");
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const form = useSubmit(async () => {
		const isPrivate = kind === "private";
		const room = await app.createRoom(groupId, {
			topic: topic.trim(),
			...(isPrivate ? { private: true, member_ids: [...chosen] } : {}),
		});
		onDone(room.id);
	}, ["topic"]);
	const others = membersOf(state, groupId).filter(({ user }) => user.id !== state.me?.id);
	return (
		<Dialog title="A new room" onClose={onClose}>
			<form class="form" onSubmit={form.onSubmit}>
				<Field
					label="What is it for?"
					name="topic"
					required
					placeholder="Holiday plans"
					value={topic}
					onInput={setTopic}
					error={form.error("topic")}
					autoFocus
				/>
				<Segments label="Who may come in" value={kind} options={KINDS} onChange={setKind} />
				{kind === "private" && (
					<>
						<PeoplePicker
							label="People in the room, beside you"
							people={others.map(({ user }) => user)}
							chosen={chosen}
							onChange={setChosen}
						/>
						<Notice>Who is in a private room is fixed when it is made.</Notice>
					</>
				)}
				{form.general && <Notice kind="bad">{form.general}</Notice>}
				<div class="form-actions">
					<Button onClick={onClose}>Cancel</Button>
					<Button type="submit" look="primary" busy={form.busy}>
						Make the room
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
