/** The invites that wait for me, to accept or to decline. */
import { useLocation } from "wouter-preact";
import type { InviteToMe } from "../api/types";
import { useApp } from "../app/context";
import { GroupAvatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { count, userName } from "./people";

export function InviteList({ invites, onDone }: { invites: readonly InviteToMe[]; onDone?: () => void }) {
	return (
		<ul role="list" class="lines">
			{invites.map((invite) => (
				<InviteRow key={invite.id} invite={invite} onJoined={onDone} />
			))}
		</ul>
	);
}

function InviteRow({ invite, onJoined }: { invite: InviteToMe; onJoined: (() => void) | undefined }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const accept = useSubmit(async () => {
		const group = await app.acceptInvite(invite.id);
		onJoined?.();
		navigate(`/g/${group.id}`);
	});
	const decline = useSubmit(() => app.declineInvite(invite.id));
	const failed = accept.general ?? decline.general;
	return (
		<li class="line wraps">
			<GroupAvatar id={invite.group.id} name={invite.group.name} size={44} />
			<div class="grow words">
				<b>{invite.group.name}</b>
				<small>
					{userName(invite.invited_by)} invites you · {count(invite.group.member_count, "person", "people")}
				</small>
			</div>
			<span class="line-actions">
				<Button
					look="quiet"
					busy={decline.busy}
					onClick={decline.run}
					aria-label={`No, thank you, ${invite.group.name}`}
				>
					No, thank you
				</Button>
				<Button look="primary" busy={accept.busy} onClick={accept.run} aria-label={`Join ${invite.group.name}`}>
					Join
				</Button>
			</span>
			{failed && <Notice kind="bad">{failed}</Notice>}
		</li>
	);
}
