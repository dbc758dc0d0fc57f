/** Hands a message on into one or several rooms and chats, as a copy that says who wrote it first. */
import { Hash, Lock, UsersRound } from "lucide";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Message } from "../../api/types";
import { useApp } from "../../app/context";
import { lastMoment, othersIn, titleOf } from "../../conversations/select";
import { newId } from "../../lib/ids";
import type { Conversation, State } from "../../store/state";
import { Avatar } from "../../ui/avatar";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Icon } from "../../ui/icon";
import { moveFocus } from "../../ui/roving";
import { FieldProblem, useSubmit } from "../../ui/submit";
import { notify } from "./notices";
import { SaidBy } from "./said-by";

const SHOWN = 60;
/** Each copy is a request, and a push to all who read there. */
const MOST = 10;

export function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
	const app = useApp();
	const state = app.state.value;
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	/** Of the copies: a second try sends nothing twice. */
	const ids = useRef(new Map<string, string>());
	const form = useSubmit(async () => {
		if (chosen.size === 0) throw new FieldProblem("to", "Choose where it goes.");
		await app.messages.forward(
			message.id,
			[...chosen].map((to) => ({ id: idOf(ids.current, to), conversationId: to })),
		);
		const only = chosen.size === 1 ? state.conversations.get([...chosen][0] ?? "") : undefined;
		notify(only ? `Forwarded to ${titleOf(state, only)}` : `Forwarded to ${chosen.size} conversations`);
		onClose();
	});
	const action = chosen.size > 1 ? `Forward to ${chosen.size}` : "Forward";
	return (
		<Dialog title="Forward" onClose={onClose}>
			<Form form={form} action={action} onBack={onClose}>
				<div class="forwarding">
					<SaidBy message={message} />
				</div>
				<Places state={state} chosen={chosen} onChange={setChosen} />
			</Form>
		</Dialog>
	);
}

function idOf(ids: Map<string, string>, conversationId: string): string {
	const id = ids.get(conversationId) ?? newId();
	ids.set(conversationId, id);
	return id;
}

interface PlacesProps {
	state: State;
	chosen: ReadonlySet<string>;
	onChange: (chosen: ReadonlySet<string>) => void;
}

function Places({ state, chosen, onChange }: PlacesProps) {
	const [search, setSearch] = useState("");
	const all = useMemo(() => liveliestFirst(state), [state.conversations]);
	const words = search.trim().toLowerCase();
	const found = all.filter((it) => nameOf(state, it).toLowerCase().includes(words)).slice(0, SHOWN);
	const toggle = (id: string) => {
		const next = new Set(chosen);
		if (!next.delete(id) && next.size < MOST) next.add(id);
		onChange(next);
	};
	return (
		<fieldset class="fieldset" onKeyDown={(event) => moveFocus(event, event.currentTarget, "input[type=checkbox]")}>
			<legend>To</legend>
			<input
				class="input"
				type="text"
				data-autofocus
				aria-label="Find a room or chat"
				placeholder="Find a room or chat"
				value={search}
				onInput={(event) => setSearch(event.currentTarget.value)}
			/>
			<div class="choices">
				{found.map((conversation) => (
					<label class="choice" key={conversation.id}>
						<input type="checkbox" checked={chosen.has(conversation.id)} onChange={() => toggle(conversation.id)} />
						<PlaceFace state={state} conversation={conversation} />
						<span class="clip grow" dir="auto">
							{titleOf(state, conversation)}
						</span>
						<small class="clip">{whereOf(state, conversation)}</small>
					</label>
				))}
				{found.length === 0 && <p class="soft">Nothing of that name.</p>}
			</div>
		</fieldset>
	);
}

function PlaceFace({ state, conversation }: { state: State; conversation: Conversation }) {
	const others = conversation.kind === "chat" ? othersIn(state, conversation) : [];
	if (others.length === 1 && others[0]) return <Avatar id={others[0].id} name={titleOf(state, conversation)} />;
	const shape = conversation.kind === "chat" ? UsersRound : conversation.private ? Lock : Hash;
	return (
		<span class="row-face">
			<Icon shape={shape} size={16} />
		</span>
	);
}

function liveliestFirst(state: State): Conversation[] {
	return [...state.conversations.values()].sort((a, b) => lastMoment(b).localeCompare(lastMoment(a)));
}

function whereOf(state: State, conversation: Conversation): string {
	return conversation.kind === "chat" ? "Chat" : (state.groups.get(conversation.group_id)?.group.name ?? "");
}

function nameOf(state: State, conversation: Conversation): string {
	return `${titleOf(state, conversation)} ${whereOf(state, conversation)}`;
}
