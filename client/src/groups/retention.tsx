/** How long the group keeps what is said in its rooms. Its owners say so; everybody may know. */
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import { path } from "../api/client";
import type { RetentionPreview } from "../api/types";
import { useApp } from "../app/context";
import { useLoaded } from "../platform/loaded";
import type { GroupEntry } from "../store/state";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";
import { Select } from "../ui/field";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { count } from "./people";

const CHOICES = [1, 7, 30, 90, 365, 1_095];

export function RetentionSection({ entry: { group, myRole } }: { entry: GroupEntry }) {
	const days = group.keep_days ?? null;
	if (myRole !== "owner" && days === null) return null;
	return (
		<Section title="How long messages are kept" lead={leadOf(days)}>
			{myRole === "owner" && <Choice key={`${group.id} ${days}`} groupId={group.id} days={days} />}
		</Section>
	);
}

function Choice({ groupId, days }: { groupId: string; days: number | null }) {
	const app = useApp();
	const [wanted, setWanted] = useState(days);
	const [asking, setAsking] = useState(false);
	const put = () => app.platform.put(path`/api/groups/${groupId}/retention`, { days: wanted });
	const form = useSubmit(put);
	const isShorter = wanted !== null && (days === null || wanted < days);
	return (
		<>
			<div class="field-and-button">
				<Select
					label="Keep messages"
					value={String(wanted ?? "")}
					options={optionsWith(days)}
					onChange={(value) => setWanted(value === "" ? null : Number(value))}
				/>
				<Button busy={form.busy} disabled={wanted === days} onClick={isShorter ? () => setAsking(true) : form.run}>
					{isShorter ? "Change…" : "Change"}
				</Button>
			</div>
			{form.general && <Notice kind="bad">{form.general}</Notice>}
			{asking && wanted !== null && (
				<ConfirmDialog
					title={`Keep messages for ${inWords(wanted)}?`}
					words={<Consequence groupId={groupId} days={wanted} />}
					action="Erase what is older"
					run={put}
					onClose={() => setAsking(false)}
				/>
			)}
		</>
	);
}

/** What goes at once, counted by the server before anybody agrees to it. */
function Consequence({ groupId, days }: { groupId: string; days: number }) {
	const { platform } = useApp();
	const { value, problem } = useLoaded(
		() => platform.get<RetentionPreview>(`${path`/api/groups/${groupId}/retention`}?days=${days}`),
		`${groupId} ${days}`,
	);
	if (problem) return <Notice kind="bad">{problem}</Notice>;
	if (!value) return <span class="spinner" role="status" aria-label="Counting messages" />;
	return (
		<>
			<p>
				<b>{goesNow(value)}</b>
			</p>
			<p>
				What gets older goes too, with its files, for everybody, pinned or not. It can't be brought back. Direct chats
				stay.
			</p>
		</>
	);
}

function goesNow({ messages, rooms }: RetentionPreview): string {
	if (messages === 0) return "Nothing is that old yet.";
	const many = messages.toLocaleString("en");
	return `${many} ${messages === 1 ? "message is" : "messages are"} older, in ${count(rooms, "room")}: erased now.`;
}

function leadOf(days: number | null): string {
	if (days === null) return "For ever, until somebody deletes them.";
	return `For ${inWords(days)}. What is older is erased from every room, with its files.`;
}

/** A rule that a program set may be none of ours. */
function optionsWith(days: number | null): [string, string][] {
	const all = days === null || CHOICES.includes(days) ? CHOICES : [...CHOICES, days].sort((a, b) => a - b);
	return [["", "For ever"], ...all.map((one): [string, string] => [String(one), `For ${inWords(one)}`])];
}

function inWords(days: number): string {
	return days % 365 === 0 ? count(days / 365, "year") : count(days, "day");
}
