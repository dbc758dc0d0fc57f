/** Where I am signed in, and a way to end each of them. */
import { MonitorSmartphone } from "lucide";
import { useEffect, useState } from "preact/hooks";
import type { Session } from "../../api/types";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { useSubmit } from "../../ui/submit";
import { ago } from "../../ui/time";
import { Section } from "./section";

export function DevicesSection() {
	const app = useApp();
	const [sessions, setSessions] = useState<Session[]>([]);
	const load = useSubmit(async () => setSessions(await app.sessions()));
	// Once, when the section appears.
	useEffect(() => void load.run(), []);
	const gone = (id: string) => setSessions(sessions.filter((session) => session.id !== id));
	return (
		<Section title="Devices" lead="Everywhere you are signed in.">
			{load.general && <Notice kind="bad">{load.general}</Notice>}
			<ul role="list" class="lines">
				{sessions.map((session) => (
					<Device key={session.id} session={session} onGone={() => gone(session.id)} />
				))}
			</ul>
		</Section>
	);
}

function Device({ session, onGone }: { session: Session; onGone: () => void }) {
	const app = useApp();
	const end = useSubmit(async () => {
		await app.revokeSession(session.id);
		onGone();
	});
	return (
		<li class="line">
			<Icon shape={MonitorSmartphone} />
			<div class="grow words">
				<b>{session.device}</b>
				<small>{end.general ?? (session.current ? "This device" : `Last used ${ago(session.last_used_at)}`)}</small>
			</div>
			{session.current ? (
				<span class="tag good">Here</span>
			) : (
				<Button busy={end.busy} onClick={end.run} aria-label={`Sign out ${session.device}`}>
					Sign out
				</Button>
			)}
		</li>
	);
}
