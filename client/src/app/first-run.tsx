/** Nobody has a group at first: the invites that wait for me, and making one. */
import { useState } from "preact/hooks";
import { Link, Redirect, useLocation } from "wouter-preact";
import { Frame } from "../accounts/frame";
import { InviteList } from "../groups/invite-list";
import { NewGroupForm } from "../groups/new-group-dialog";
import { useApp } from "./context";
import { homeAddress } from "./places";
import { useShowDialog } from "./show-dialog";

export function FirstRun() {
	const { state } = useApp();
	const [, navigate] = useLocation();
	const show = useShowDialog();
	const { me, invites, groups } = state.value;
	const [making, setMaking] = useState(false);
	// Somebody has taken me in meanwhile, or I came in on another device: a group that I make here, I own.
	const address = [...groups.values()].some(({ myRole }) => myRole !== "owner") ? homeAddress(state.value) : null;
	if (address) return <Redirect to={address} replace />;
	const waits = invites.size > 0 && !making;
	return (
		<Frame
			title={waits ? "You are invited" : "Make your first group"}
			lead={
				waits
					? undefined
					: `Hello ${me?.first_name ?? ""}. A group is the people you talk with: family, friends, a team.`
			}
			foot={<Foot onMake={waits ? () => setMaking(true) : null} />}
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

function Foot({ onMake }: { onMake: (() => void) | null }) {
	return (
		<>
			{onMake && (
				<>
					<button type="button" class="link-button" onClick={onMake}>
						Make a group of my own
					</button>
					{" · "}
				</>
			)}
			<Link href="/import">Bring rooms along</Link>
			{" · "}
			<Link href="/settings">Settings</Link>
		</>
	);
}
