/** "Find or jump to…", Ctrl K: every room, chat, person and group that I can go to, found by any part of its name. */
import { DoorOpen, Lock, Search, TextSearch, UsersRound } from "lucide";
import { useMemo, useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { acquaintances } from "../conversations/new-chat-dialog";
import { chatsOf, chatWith, lastMoment, roomsOf, titleOf, unreadIn } from "../conversations/select";
import { userName } from "../groups/people";
import { groupsByName } from "../groups/select";
import { searchAddress } from "../search/address";
import type { Conversation, State } from "../store/state";
import { Avatar } from "../ui/avatar";
import { Dialog } from "../ui/dialog";
import { Icon, type IconShape } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { useApp } from "./context";

interface Target {
	key: string;
	name: string;
	/** Where it is: the group of a room, "Group", "Direct chat". */
	where: string;
	go: { address: string } | { chatWith: string };
	face: { icon: IconShape } | { id: string };
	unread: number;
}

const SHOWN = 12;

export function QuickSwitcher({ onClose }: { onClose: () => void }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const [search, setSearch] = useState("");
	const [at, setAt] = useState(0);
	const all = useMemo(() => targets(app.state.value), [app.state.value]);
	const found = useMemo(() => [...matching(all, search), ...inMessages(search)], [all, search]);
	const chosen = useRef<Target | undefined>(undefined);
	const open = useSubmit(async () => {
		const { go } = chosen.current ?? {};
		if (!go) return;
		const address = "address" in go ? go.address : `/c/${(await app.openChat([go.chatWith])).id}`;
		onClose();
		navigate(address);
	});
	const pick = (target: Target | undefined) => {
		chosen.current = target;
		void open.run();
	};
	const find = (words: string) => {
		setSearch(words);
		setAt(0);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key];
		if (step === undefined) return;
		event.preventDefault();
		if (step === 0) pick(found[at]);
		else setAt((at + step + found.length) % Math.max(1, found.length));
	};
	return (
		<Dialog title="Find or jump to" kind="switcher" bare onClose={onClose}>
			<SearchBox search={search} active={found[at] && `switcher-${at}`} onInput={find} onKeyDown={onKeyDown} />
			{open.general && <Notice kind="bad">{open.general}</Notice>}
			<Results found={found} at={at} onHover={setAt} onPick={pick} />
		</Dialog>
	);
}

interface SearchBoxProps {
	search: string;
	/** The element id of the row that Enter takes. */
	active: string | undefined;
	onInput: (search: string) => void;
	onKeyDown: (event: KeyboardEvent) => void;
}

function SearchBox({ search, active, onInput, onKeyDown }: SearchBoxProps) {
	return (
		<div class="switcher-box">
			<Icon shape={Search} />
			<input
				data-autofocus
				class="switcher-input"
				type="text"
				role="combobox"
				aria-label="Find or jump to a room, a chat, a person or a group"
				aria-expanded="true"
				aria-controls="switcher-list"
				aria-activedescendant={active}
				aria-autocomplete="list"
				autocomplete="off"
				placeholder="Find or jump to…"
				value={search}
				onInput={(event) => onInput(event.currentTarget.value)}
				onKeyDown={onKeyDown}
			/>
			<kbd>Esc</kbd>
		</div>
	);
}

interface ResultsProps {
	found: readonly Target[];
	at: number;
	onHover: (at: number) => void;
	onPick: (target: Target) => void;
}

function Results({ found, at, onHover, onPick }: ResultsProps) {
	return (
		<div class="switcher-list" id="switcher-list" role="listbox" aria-label="Places">
			{found.map((target, index) => (
				<div
					key={target.key}
					id={`switcher-${index}`}
					role="option"
					aria-selected={index === at}
					tabIndex={-1}
					class="switcher-row"
					onMouseMove={() => index !== at && onHover(index)}
					onClick={() => onPick(target)}
				>
					{"icon" in target.face ? (
						<span class="switcher-icon">
							<Icon shape={target.face.icon} size={18} />
						</span>
					) : (
						<Avatar id={target.face.id} name={target.name} />
					)}
					<span class="clip grow">{target.name}</span>
					{target.unread > 0 && <span class="pill">{target.unread}</span>}
					<small class="clip">{target.where}</small>
				</div>
			))}
		</div>
	);
}

/** What is unread first, then what was talked in last. */
function targets(state: State): Target[] {
	const places: Array<Target & { moment: string }> = [];
	const add = (conversation: Conversation, rest: Pick<Target, "name" | "where" | "face">) =>
		places.push({
			...rest,
			key: conversation.id,
			go: { address: `/c/${conversation.id}` },
			unread: unreadIn(state, conversation),
			moment: lastMoment(conversation),
		});
	for (const { group } of groupsByName(state)) {
		for (const room of roomsOf(state, group.id)) {
			add(room, { name: room.topic, where: group.name, face: { icon: room.private ? Lock : DoorOpen } });
		}
	}
	for (const chat of chatsOf(state)) {
		const others = chat.user_ids.filter((id) => id !== state.me?.id);
		const face = others.length === 1 ? { id: others[0] as string } : { icon: UsersRound };
		add(chat, { name: titleOf(state, chat), where: "Direct chat", face });
	}
	places.sort((a, b) => Math.sign(b.unread) - Math.sign(a.unread) || b.moment.localeCompare(a.moment));
	return [...places, ...peopleToMeet(state), ...groupPlaces(state)];
}

function peopleToMeet(state: State): Target[] {
	return acquaintances(state)
		.filter(({ id }) => !chatWith(state, id))
		.map((user) => ({
			key: user.id,
			name: userName(user),
			where: "Person",
			go: { chatWith: user.id },
			face: { id: user.id },
			unread: 0,
		}));
}

function groupPlaces(state: State): Target[] {
	return groupsByName(state).map(({ group }) => ({
		key: group.id,
		name: group.name,
		where: "Group",
		go: { address: `/g/${group.id}` },
		face: { icon: UsersRound },
		unread: 0,
	}));
}

/** The last row: the same words in what was said. */
function inMessages(search: string): Target[] {
	const line = search.trim();
	if (!line) return [];
	const name = `Search messages for “${line}”`;
	const go = { address: searchAddress(line) };
	return [{ key: "messages", name, where: "", go, face: { icon: TextSearch }, unread: 0 }];
}

/** Every typed word must be somewhere in the name or place; names that begin with it come first. */
function matching(all: readonly Target[], search: string): Target[] {
	const words = folded(search).split(/\s+/).filter(Boolean);
	const found = all.filter((target) => words.every((word) => folded(`${target.name} ${target.where}`).includes(word)));
	const rank = (target: Target) => (words[0] && folded(target.name).startsWith(words[0]) ? 0 : 1);
	return found.sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
}

/** Without case and accents: "tomas" finds Tomás. */
function folded(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{Diacritic}/gu, "")
		.toLowerCase();
}
