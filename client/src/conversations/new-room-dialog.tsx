/** A new room: open to the whole group, or private with chosen people (which can't change later). */

import { useState } from "preact/hooks";
import { useApp } from "../app/context";
import { membersOf } from "../groups/select";
import { Dialog } from "../ui/dialog";
import { Field, Segments } from "../ui/field";
import { Form } from "../ui/form";
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
	return (
		<Dialog title="A new room" onClose={onClose}>
			<Form form={form} action="Make the room" onBack={onClose}>
				<Field
					label="Name"
					name="topic"
					required
					placeholder="Holiday plans"
					hint="What is it for?"
					value={topic}
					onInput={setTopic}
					error={form.error("topic")}
					autoFocus
				/>
				<Segments label="Who may come in" value={kind} options={KINDS} onChange={setKind} />
				{kind === "private" && <ChoosePeople groupId={groupId} chosen={chosen} onChange={setChosen} />}
			</Form>
		</Dialog>
	);
}

interface ChoosePeopleProps {
	groupId: string;
	chosen: ReadonlySet<string>;
	onChange: (chosen: ReadonlySet<string>) => void;
}

function ChoosePeople({ groupId, chosen, onChange }: ChoosePeopleProps) {
	const state = useApp().state.value;
	const people = membersOf(state, groupId).map(({ user }) => user);
	const others = people.filter(({ id }) => id !== state.me?.id);
	return (
		<>
			<PeoplePicker label="People in the room, beside you" people={others} chosen={chosen} onChange={onChange} />
			<Notice>Who is in a private room is fixed when it is made.</Notice>
		</>
	);
}
