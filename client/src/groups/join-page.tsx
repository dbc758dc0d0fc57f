/** Behind an invite link: what one would join and who asks, and on the same page the account that it takes. */
import { useEffect, useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { Frame } from "../accounts/frame";
import { SignInForm } from "../accounts/sign-in";
import { SignUpForm } from "../accounts/sign-up";
import type { InvitePreview } from "../api/types";
import { useApp } from "../app/context";
import { GroupAvatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { count, userName } from "./people";

type Preview = { invite: InvitePreview; already_member: boolean };

export function JoinPage({ code }: { code: string }) {
	const app = useApp();
	const [preview, setPreview] = useState<Preview | null>(null);
	const load = useSubmit(async () => setPreview(await app.previewInvite(code)));
	// Once per code.
	useEffect(() => void load.run(), [code]);
	if (preview) return <Invitation code={code} preview={preview} />;
	if (load.busy || !load.general) return <Frame title="One moment…">{<span class="spinner" />}</Frame>;
	return (
		<Frame title="This invite does not work" foot={<Link href="/">Go to the start</Link>}>
			<Notice kind="bad">{load.general}</Notice>
			<p class="soft">It may have ended, been used up or been taken back. Ask whoever sent it for a new one.</p>
		</Frame>
	);
}

function Invitation({ code, preview }: { code: string; preview: Preview }) {
	const app = useApp();
	const { group, invited_by, email, role } = preview.invite;
	const signedIn = app.phase.value === "signed-in";
	return (
		<Frame
			title={`Join ${group.name}`}
			art={<GroupAvatar id={group.id} name={group.name} size={64} />}
			lead={
				<>
					<b>{userName(invited_by)}</b> invites you{role === "admin" ? " as an admin" : ""}.{" "}
					{count(group.member_count, "person is", "people are")} there.
				</>
			}
		>
			{signedIn ? <Accept code={code} preview={preview} /> : <Arrive code={code} email={email} groupId={group.id} />}
		</Frame>
	);
}

function Accept({ code, preview }: { code: string; preview: Preview }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const groupId = preview.invite.group.id;
	const accept = useSubmit(async () => {
		if (!preview.already_member) await app.acceptInvite(code);
		navigate(`/g/${groupId}`, { replace: true });
	});
	const decline = useSubmit(async () => {
		await app.declineInvite(code);
		navigate("/", { replace: true });
	});
	const failed = accept.general ?? decline.general;
	return (
		<div class="form">
			{failed && <Notice kind="bad">{failed}</Notice>}
			<Button look="primary" wide busy={accept.busy} onClick={accept.run} data-autofocus>
				{preview.already_member ? "You are in. Open it" : "Join"}
			</Button>
			{!preview.already_member && (
				<Button look="quiet" wide busy={decline.busy} onClick={decline.run}>
					No, thank you
				</Button>
			)}
		</div>
	);
}

/** Signing up with the code joins in the same step; signing in joins right after. Both land inside. */
function Arrive({ code, email, groupId }: { code: string; email: string | null; groupId: string }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const [known, setKnown] = useState(false);
	const enter = () => navigate(`/g/${groupId}`, { replace: true });
	const join = useSubmit(async () => {
		await app.acceptInvite(code);
		enter();
	});
	return (
		<>
			{known ? (
				<SignInForm email={email ?? ""} onDone={join.run} />
			) : (
				<SignUpForm invite={code} email={email} onDone={enter} />
			)}
			{join.general && <Notice kind="bad">{join.general}</Notice>}
			<button type="button" class="link-button centered" onClick={() => setKnown(!known)}>
				{known ? "I have no account yet" : "I have an account already"}
			</button>
		</>
	);
}
