/**
 * Bringing rooms here from Slack, Discord, Zulip or another Distributed: choose the file, say who is who, wait. What is
 * on its way is asked for when the page opens, so closing or reloading it ends nothing.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { Section } from "../accounts/settings/section";
import type { Import } from "../api/types";
import { useApp } from "../app/context";
import { count } from "../groups/people";
import { Button } from "../ui/button";
import { Empty, Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { failureWords, useSubmit } from "../ui/submit";
import { ChooseArchive } from "./choose";
import { type Choices, candidates, messagesTaken, suggested, told } from "./people";
import { PeopleTable } from "./people-table";
import { Progress } from "./progress";

/** Milliseconds between two looks at how far it is. */
const LOOK_EVERY = 1_000;
const ON_ITS_WAY = new Set<Import["state"]>(["reading", "waiting", "working"]);

export function ImportPage({ groupId }: { groupId: string | null }) {
	const entry = groupId === null ? null : useApp().state.value.groups.get(groupId);
	const [it, setIt, problem] = useLatest(groupId);
	if (entry === undefined || entry?.myRole === "member") {
		return <Empty title="Nothing to import here">Only those who lead a group bring rooms into it.</Empty>;
	}
	return (
		<Page title="Import" lead={entry ? `Into ${entry.group.name}` : "As a new group"}>
			{problem && <Notice kind="bad">{problem}</Notice>}
			{it === undefined && <Progress label="Looking for what is on its way" />}
			{it === null && <ChooseArchive groupId={groupId} onBegun={setIt} />}
			{it && <OneImport it={it} onChange={setIt} />}
		</Page>
	);
}

/** The import of this page that is on its way or asks: undefined until that is known, null when there is none. */
function useLatest(groupId: string | null) {
	const { imports } = useApp();
	const [it, setIt] = useState<Import | null | undefined>(undefined);
	const [problem, setProblem] = useState<string | null>(null);
	const gone = useRef(false);
	const ask = async (load: () => Promise<Import | null>) => {
		try {
			const found = await load();
			if (!gone.current) setIt(found);
			setProblem(null);
		} catch (error) {
			setProblem(failureWords(error));
		}
	};
	useEffect(() => {
		gone.current = false;
		void ask(async () => {
			const found = (await imports.list()).find((one) => isOf(one, groupId));
			return found ? imports.get(found.id) : null;
		});
		return () => {
			gone.current = true;
		};
	}, [groupId]);
	useEffect(() => {
		if (!it || !ON_ITS_WAY.has(it.state)) return;
		const timer = setTimeout(() => void ask(() => imports.get(it.id)), LOOK_EVERY);
		return () => clearTimeout(timer);
	}, [it, problem]);
	return [it, setIt, problem] as const;
}

function isOf(one: Import, groupId: string | null): boolean {
	const isOpen = one.state !== "done" && one.state !== "failed";
	return isOpen && (groupId === null || one.group_id === groupId);
}

interface OneProps {
	it: Import;
	onChange: (it: Import | null) => void;
}

function OneImport({ it, onChange }: OneProps) {
	switch (it.state) {
		case "reading":
			return (
				<Section title={it.name} lead="It is looked into: nobody sees anything of it yet.">
					<Progress label={it.total > 0 ? `${count(it.total, "message")} so far` : "Reading"} />
					<GiveUp it={it} onGone={() => onChange(null)} />
				</Section>
			);
		case "asks":
			return <WhoIsWho key={it.id} it={it} onChange={onChange} />;
		case "done":
			return <Done it={it} onMore={() => onChange(null)} />;
		case "failed":
			return (
				<Section title={it.name}>
					<Notice kind="bad">{it.error}</Notice>
					<div class="form-actions">
						<Button onClick={() => onChange(null)}>Choose another file</Button>
					</div>
				</Section>
			);
		default:
			return (
				<Section title={it.name} lead="You can close this page: it goes on, and its rooms appear when all is there.">
					<Progress
						label={`${it.done.toLocaleString()} of ${count(it.total, "message")}`}
						value={it.done}
						max={it.total}
					/>
					<GiveUp it={it} onGone={() => onChange(null)} />
				</Section>
			);
	}
}

function WhoIsWho({ it, onChange }: OneProps) {
	const app = useApp();
	const { groups, me, users } = app.state.value;
	const entry = it.group_id === null ? undefined : groups.get(it.group_id);
	const members = entry ? [...entry.members.keys()].flatMap((id) => users.get(id) ?? []) : me ? [me] : [];
	const [choices, setChoices] = useState<Choices>(() => suggested(it.people));
	const start = useSubmit(async () => onChange(await app.imports.start(it.id, told(choices))));
	return (
		<Section
			title="Who is who?"
			lead="What somebody wrote stands under their account here, or under their name alone: nobody can sign in as a name."
		>
			{!entry && <p class="soft">In a new group there is only you. Invite the others first to map them, too.</p>}
			<PeopleTable people={it.people} members={candidates(members)} choices={choices} onChoose={setChoices} />
			<Notes notes={it.notes} />
			{start.general && <Notice kind="bad">{start.general}</Notice>}
			<div class="form-actions">
				<GiveUp it={it} onGone={() => onChange(null)} />
				<Button look="primary" busy={start.busy} onClick={start.run}>
					Import {count(messagesTaken(it.people, choices), "message")}
				</Button>
			</div>
		</Section>
	);
}

function Done({ it, onMore }: { it: Import; onMore: () => void }) {
	return (
		<Section title="It is all here" lead={`${count(it.done, "message")} from ${it.name}`}>
			{it.rooms.length === 0 && <p class="soft">There was nothing new in it.</p>}
			<ul role="list" class="import-rooms">
				{it.rooms.map((room) => (
					<li key={room.id}>
						<Link href={`/c/${room.id}`}># {room.topic}</Link>
					</li>
				))}
			</ul>
			<Notes notes={it.notes} />
			<div class="form-actions">
				<Button onClick={onMore}>Import more</Button>
			</div>
		</Section>
	);
}

function Notes({ notes }: { notes: readonly string[] }) {
	if (notes.length === 0) return null;
	return (
		<Notice>
			{notes.map((note) => (
				<p key={note}>{note}</p>
			))}
		</Notice>
	);
}

function GiveUp({ it, onGone }: { it: Import; onGone: () => void }) {
	const { imports } = useApp();
	const form = useSubmit(async () => {
		await imports.remove(it.id);
		onGone();
	});
	return (
		<>
			{form.general && <Notice kind="bad">{form.general}</Notice>}
			<Button busy={form.busy} onClick={form.run}>
				Give up
			</Button>
		</>
	);
}
