/** An archive to keep, of a group or of what is mine: begun, on its way, ready to be downloaded. */

import { Archive as ArchiveIcon } from "lucide";
import { useEffect } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import { path } from "../api/client";
import type { Export } from "../api/types";
import { useApp } from "../app/context";
import { SaveLink } from "../app/save-link";
import { sizeInWords } from "../files/words";
import { Progress } from "../imports/progress";
import { newId } from "../lib/ids";
import { useLoaded } from "../platform/loaded";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { ago } from "../ui/time";

const LOOK_MS = 1_000;

/** Without a group: my chats, and what I wrote in rooms. */
export function ArchiveSection({ groupId }: { groupId?: string | undefined }) {
	const { platform } = useApp();
	const about = groupId ?? "me";
	const loaded = useLoaded(
		async () => ofThis((await platform.get<{ exports: Export[] }>("/api/exports")).exports, groupId),
		about,
	);
	const begin = useSubmit(async () => {
		const form = groupId === undefined ? { of: "me" } : { of: "group", group_id: groupId };
		await platform.post("/api/exports", { id: newId(), ...form });
		await loaded.reload();
	});
	const going = loaded.value?.some(isGoing) ?? false;
	useEffect(() => {
		if (!going) return;
		const timer = setInterval(() => void loaded.reload(), LOOK_MS);
		return () => clearInterval(timer);
	}, [going, about]);
	return (
		<Section title="Archive" lead={LEAD[groupId === undefined ? "me" : "group"]}>
			{(begin.general ?? loaded.problem) && <Notice kind="bad">{begin.general ?? loaded.problem}</Notice>}
			<ul role="list" class="lines">
				{loaded.value?.map((one) => (
					<ArchiveLine key={one.id} it={one} onGone={loaded.reload} />
				))}
			</ul>
			<div class="form-actions">
				<Button icon={ArchiveIcon} busy={begin.busy} disabled={going} onClick={begin.run}>
					Make an archive
				</Button>
			</div>
		</Section>
	);
}

const LEAD = {
	me: "Your chats and what you wrote, as one file: it opens in a browser without this server.",
	group: "The rooms that you may read, as one file: it opens in a browser, and another Distributed can import it.",
};

export function ArchiveLine({ it, onGone }: { it: Export; onGone: () => Promise<void> }) {
	const { platform } = useApp();
	const remove = useSubmit(async () => {
		await platform.delete(path`/api/exports/${it.id}`);
		await onGone();
	});
	return (
		<li class="line wraps">
			<Icon shape={ArchiveIcon} />
			<div class="grow words">
				<b>{it.file ? it.file.name : "Archive"}</b>
				<small>{remove.general ?? wordsOf(it)}</small>
				{isGoing(it) && <Progress label="Making the archive" value={it.done} max={it.total} />}
			</div>
			{it.file && (
				<SaveLink class="button" file={it.file}>
					Download
				</SaveLink>
			)}
			<Button
				busy={remove.busy}
				onClick={remove.run}
				aria-label={isGoing(it) ? "Stop the archive" : "Delete the archive"}
			>
				{isGoing(it) ? "Stop" : "Delete"}
			</Button>
		</li>
	);
}

export function wordsOf({ state, file, done, error, created_at }: Export): string {
	if (state === "failed") return error ?? "That did not work.";
	const messages = `${done.toLocaleString("en")} messages`;
	if (!file) return messages;
	return `${messages} · ${sizeInWords(file.size)} · made ${ago(created_at)}, kept for a week`;
}

export const ofThis = (all: readonly Export[], groupId: string | undefined): Export[] =>
	all.filter((one) => (groupId === undefined ? one.of === "me" : one.group_id === groupId));

const isGoing = ({ state }: Export) => state === "waiting" || state === "working";
