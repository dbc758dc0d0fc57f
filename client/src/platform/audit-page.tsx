/** What instance keys did: for the owner of the instance. */
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { AuditEntry } from "../api/types";
import { useApp } from "../app/context";
import { Button } from "../ui/button";
import { Empty, Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { useSubmit } from "../ui/submit";
import { useLoaded } from "./loaded";
import { usePlatform } from "./requests";

export function AuditPage() {
	const me = useApp().state.value.me;
	if (!me?.is_owner) return <Empty title="Only for the owner of this instance" />;
	return (
		<Page title="What instance keys did" lead="Every call by the Micro API, the newest first, for 90 days.">
			<AuditSection />
		</Page>
	);
}

function AuditSection() {
	const platform = usePlatform();
	const first = useLoaded(platform.audit, "newest");
	const [older, setOlder] = useState<{ entries: AuditEntry[]; has_older: boolean } | null>(null);
	const entries = [...(first.value?.entries ?? []), ...(older?.entries ?? [])];
	const more = useSubmit(async () => {
		const page = await platform.audit(entries.at(-1)?.id);
		setOlder({ entries: [...(older?.entries ?? []), ...page.entries], has_older: page.has_older });
	});
	const problem = first.problem ?? more.general;
	return (
		<Section title="Audit log">
			{problem && <Notice kind="bad">{problem}</Notice>}
			{first.value && entries.length === 0 && <p class="soft">Nothing yet.</p>}
			{entries.length > 0 && <AuditTable entries={entries} />}
			{(older ?? first.value)?.has_older && (
				<div class="form-actions">
					<Button busy={more.busy} onClick={more.run}>
						Show older
					</Button>
				</div>
			)}
		</Section>
	);
}

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
	return (
		<div class="platform-table" tabIndex={0} role="region" aria-label="Audit log">
			<table>
				<thead>
					<tr>
						<th scope="col">When</th>
						<th scope="col">Key</th>
						<th scope="col">Did</th>
						<th scope="col">About</th>
						<th scope="col">From</th>
					</tr>
				</thead>
				<tbody>
					{entries.map((entry) => (
						<tr key={entry.id}>
							<td>{new Date(entry.at).toLocaleString()}</td>
							<td>{entry.key_name}</td>
							<td>
								<code>{entry.action}</code>
							</td>
							<td>
								<code>{entry.about}</code>
							</td>
							<td>{entry.address}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
