/** A direct chat with one or several people of my groups. The same people always have the same chat. */

import { useState } from "preact/hooks";
import type { User } from "../api/types";
import { useApp } from "../app/context";
import { userName } from "../groups/people";
import type { State } from "../store/state";
import { Dialog } from "../ui/dialog";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { PeoplePicker } from "./people-picker";

/** The server takes ten people at most, and I am one. */
const MOST_OTHERS = 9;

export function NewChatDialog({ onClose, onDone }: { onClose: () => void; onDone: (chatId: string) => void }) {
	const app = useApp();
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const form = useSubmit(async () => onDone((await app.openChat([...chosen])).id));
	const tooMany = chosen.size > MOST_OTHERS;
	return (
		<Dialog title="A direct chat" onClose={onClose}>
			<Form form={form} action="Open the chat" disabled={chosen.size === 0 || tooMany} onBack={onClose}>
				<PeoplePicker label="With whom?" people={acquaintances(app.state.value)} chosen={chosen} onChange={setChosen} />
				{tooMany && <Notice kind="bad">A direct chat is for ten people at most. Make a private room for more.</Notice>}
			</Form>
		</Dialog>
	);
}

/** Everybody with whom I share a group, by name. */
export function acquaintances(state: State): User[] {
	const ids = new Set<string>();
	for (const entry of state.groups.values()) for (const id of entry.members.keys()) ids.add(id);
	if (state.me) ids.delete(state.me.id);
	const users = [...ids].flatMap((id) => state.users.get(id) ?? []).filter(({ kind }) => kind === "person");
	return users.sort((a, b) => userName(a).localeCompare(userName(b)));
}
