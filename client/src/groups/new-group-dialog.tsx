/** A new group with its first room. The first time of all it is a page of its own (`first-group.tsx`). */

import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useApp } from "../app/context";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { useSubmit } from "../ui/submit";

interface NewGroupFormProps {
	onDone: (made: { groupId: string; groupName: string; roomId: string }) => void;
}

export function NewGroupForm({ onDone }: NewGroupFormProps) {
	const app = useApp();
	const [name, setName] = useState("");
	const [topic, setTopic] = useState("Living room");
	// A group whose room could not be made yet: trying again must not make a second group.
	const [made, setMade] = useState<{ id: string; name: string } | null>(null);
	const form = useSubmit(async () => {
		const group = made ?? (await app.createGroup(name.trim()));
		setMade(group);
		const room = await app.createRoom(group.id, { topic: topic.trim() });
		onDone({ groupId: group.id, groupName: group.name, roomId: room.id });
	}, ["name", "topic"]);
	return (
		<Form form={form} action="Make the group" wide>
			<Field
				label="Name of the group"
				name="name"
				required
				placeholder="Sunday Crew"
				value={name}
				onInput={setName}
				error={form.error("name")}
				readOnly={made !== null}
				autoFocus
			/>
			<Field
				label="Its first room"
				name="topic"
				required
				value={topic}
				onInput={setTopic}
				error={form.error("topic")}
				hint="A room is a place for one kind of talk. You can make more."
			/>
		</Form>
	);
}

export function NewGroupDialog({ onClose, onDone }: NewGroupFormProps & { onClose: () => void }) {
	return (
		<Dialog title="A new group" onClose={onClose}>
			<NewGroupForm onDone={onDone} />
			<p class="soft">
				Or{" "}
				<Link href="/import" onClick={onClose}>
					bring one from Slack, Discord or Zulip
				</Link>
			</p>
		</Dialog>
	);
}
