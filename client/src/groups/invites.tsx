/** The invites of a group that still work, and a new one. */
import { Link2, Mail, UserPlus } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { Invite } from "../api/types";
import { useApp } from "../app/context";
import type { GroupEntry } from "../store/state";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { until } from "../ui/time";
import { InviteDialog } from "./invite-dialog";
import { userName } from "./people";

export function InvitesSection({ entry }: { entry: GroupEntry }) {
	const app = useApp();
	const [invites, setInvites] = useState<Invite[]>([]);
	const [making, setMaking] = useState(false);
	const load = useSubmit(async () => setInvites(await app.invites(entry.group.id)));
	// Once per group.
	useEffect(() => void load.run(), [entry.group.id]);
	const working = invites.filter((invite) => invite.max_uses === null || invite.uses < invite.max_uses);
	return (
		<Section title="Invites" lead="Links that still work. A link is shown only once, when it is made.">
			{load.general && <Notice kind="bad">{load.general}</Notice>}
			{working.length === 0 && !load.busy && <p class="soft">No open invites.</p>}
			<ul role="list" class="lines">
				{working.map((invite) => (
					<InviteRow
						key={invite.id}
						invite={invite}
						onGone={() => setInvites(invites.filter(({ id }) => id !== invite.id))}
					/>
				))}
			</ul>
			<div class="form-actions">
				<Button icon={UserPlus} onClick={() => setMaking(true)}>
					Invite someone
				</Button>
			</div>
			{making && (
				<InviteDialog
					groupId={entry.group.id}
					groupName={entry.group.name}
					mayInviteAdmins={entry.myRole === "owner"}
					onClose={() => setMaking(false)}
					onMade={load.run}
				/>
			)}
		</Section>
	);
}

function InviteRow({ invite, onGone }: { invite: Invite; onGone: () => void }) {
	const app = useApp();
	const maker = app.state.value.users.get(invite.created_by);
	const revoke = useSubmit(async () => {
		await app.revokeInvite(invite.id);
		onGone();
	});
	const used = invite.max_uses === null ? `${invite.uses} joined` : `${invite.uses} of ${invite.max_uses} joined`;
	return (
		<li class="line">
			<Icon shape={invite.email ? Mail : Link2} />
			<div class="grow words">
				<b class="clip">{invite.email ?? (invite.role === "admin" ? "A link for admins" : "A link")}</b>
				<small>
					{revoke.general ??
						`${used} · ends ${until(invite.expires_at)} · by ${maker ? userName(maker) : "a former member"}`}
				</small>
			</div>
			<Button busy={revoke.busy} onClick={revoke.run}>
				Take back
			</Button>
		</li>
	);
}
