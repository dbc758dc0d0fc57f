/** Nobody has a group at first: the invites that wait for me, and making one. */
import { useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { Frame } from "../accounts/frame";
import type { InviteToMe } from "../api/types";
import { NewGroupForm } from "../groups/new-group-dialog";
import { count, userName } from "../groups/people";
import { GroupAvatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { useApp } from "./context";
import { useShowDialog } from "./dialogs";

export function FirstRun() {
	const { state } = useApp();
	const [, navigate] = useLocation();
	const show = useShowDialog();
	const { me, invites } = state.value;
	const [making, setMaking] = useState(false);
	const waits = invites.size > 0 && !making;
	return (
		<Frame
			title={waits ? "You are invited" : "Make your first group"}
			lead={
				waits
					? undefined
					: `Hello ${me?.first_name ?? ""}. A group is the people you talk with: family, friends, a team.`
			}
			foot={
				<>
					{waits && (
						<>
							<button type="button" class="link-button" onClick={() => setMaking(true)}>
								Make a group of my own
							</button>
							{" · "}
						</>
					)}
					<Link href="/settings">Settings</Link>
				</>
			}
		>
			{waits ? (
				<InviteList invites={[...invites.values()]} />
			) : (
				<NewGroupForm
					onDone={({ groupId, roomId }) => {
						show({ name: "invite", groupId });
						navigate(`/c/${roomId}`);
					}}
				/>
			)}
		</Frame>
	);
}

export function InviteList({ invites }: { invites: readonly InviteToMe[] }) {
	return (
		<ul role="list" class="lines">
			{invites.map((invite) => (
				<InviteRow key={invite.id} invite={invite} />
			))}
		</ul>
	);
}

function InviteRow({ invite }: { invite: InviteToMe }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const accept = useSubmit(async () => navigate(`/g/${(await app.acceptInvite(invite.id)).id}`));
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
				<Button look="quiet" busy={decline.busy} onClick={decline.run} aria-label={`Decline ${invite.group.name}`}>
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
