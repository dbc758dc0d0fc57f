/** A group's settings: its name, who is in it and as what, its invites, and leaving or ending it. */
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { Section } from "../accounts/settings/section";
import { useApp } from "../app/context";
import { ArchiveSection } from "../archive/lazy";
import { EmojiSection } from "../emoji/lazy";
import type { GroupEntry } from "../store/state";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Empty, Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { useSubmit } from "../ui/submit";
import { DangerSection } from "./danger";
import { InvitesSection } from "./invites";
import { MembersSection } from "./members";
import { count } from "./people";
import { RetentionSection } from "./retention";

export function GroupSettingsPage({ groupId }: { groupId: string }) {
	const entry = useApp().state.value.groups.get(groupId);
	if (!entry) return <Empty title="This group is not here">It was deleted, or you are no longer in it.</Empty>;
	const leads = entry.myRole !== "member";
	return (
		<Page
			title={entry.group.name}
			lead={`${count(entry.members.size, "member")} of ${entry.group.member_limit} at most`}
		>
			{leads && <NameSection key={groupId} entry={entry} />}
			<MembersSection entry={entry} />
			<EmojiSection entry={entry} />
			{leads && <InvitesSection entry={entry} />}
			{leads && <PlatformSection groupId={groupId} />}
			{leads && <ImportSection groupId={groupId} />}
			{leads && <ArchiveSection groupId={groupId} />}
			<RetentionSection entry={entry} />
			<DangerSection entry={entry} />
		</Page>
	);
}

function PlatformSection({ groupId }: { groupId: string }) {
	return (
		<Section
			title="Bots and webhooks"
			lead="Programs that speak here, addresses that are told what happens, slash commands."
		>
			<div class="form-actions">
				<Link class="button" href={`/g/${groupId}/platform`}>
					Bots and webhooks…
				</Link>
			</div>
		</Section>
	);
}

function ImportSection({ groupId }: { groupId: string }) {
	return (
		<Section
			title="Import"
			lead="Rooms from Slack, Discord, Zulip or another Distributed, with all that was said there."
		>
			<div class="form-actions">
				<Link class="button" href={`/g/${groupId}/import`}>
					Import…
				</Link>
			</div>
		</Section>
	);
}

function NameSection({ entry }: { entry: GroupEntry }) {
	const app = useApp();
	const [name, setName] = useState(entry.group.name);
	const form = useSubmit(() => app.renameGroup(entry.group.id, name.trim()), ["name"]);
	return (
		<Section title="Name">
			<form class="form" onSubmit={form.onSubmit}>
				<div class="field-and-button">
					<Field
						label="Name of the group"
						name="name"
						required
						value={name}
						onInput={setName}
						error={form.error("name")}
					/>
					<Button type="submit" busy={form.busy} disabled={name.trim() === "" || name.trim() === entry.group.name}>
						Rename
					</Button>
				</div>
				{form.general && <Notice kind="bad">{form.general}</Notice>}
			</form>
		</Section>
	);
}
