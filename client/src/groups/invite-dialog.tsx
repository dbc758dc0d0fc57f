/** Invite someone: a link and its QR code at once, and by email, or a link with limits, when that is not enough. */

import { Mail } from "lucide";
import { useEffect, useState } from "preact/hooks";
import type { InviteRole } from "../api/roles";
import type { NewInvite } from "../api/types";
import { useApp } from "../app/context";
import type { InviteForm as InviteValues } from "../app/seam";
import { Button } from "../ui/button";
import { CopyField } from "../ui/copy";
import { Dialog } from "../ui/dialog";
import { Field, Select } from "../ui/field";
import { Form } from "../ui/form";
import { lazy } from "../ui/lazy";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { until } from "../ui/time";

const QrCode = lazy(async () => (await import("./qr")).QrCode);

const LIFETIMES = [
	["3600", "An hour"],
	["86400", "A day"],
	["604800", "A week"],
	["2592000", "A month"],
	["31536000", "A year"],
] as const;
const USES = [
	["", "Any number of people"],
	["1", "One person"],
	["10", "Ten people"],
	["50", "Fifty people"],
] as const;
const ROLES = [
	["member", "Member"],
	["admin", "Admin"],
] as const;

interface InviteDialogProps {
	groupId: string;
	groupName: string;
	/** An owner may also invite admins. */
	mayInviteAdmins: boolean;
	onClose: () => void;
	onMade?: () => void;
}

export function InviteDialog({ groupId, groupName, mayInviteAdmins, onClose, onMade }: InviteDialogProps) {
	const app = useApp();
	const [invite, setInvite] = useState<NewInvite | null>(null);
	const make = async (form: InviteValues) => {
		setInvite((await app.createInvite(groupId, form)).invite);
		onMade?.();
	};
	const sendsMail = app.instance.value?.mail !== false;
	const first = useSubmit(() => make({}));
	// One link when the dialog opens.
	useEffect(() => void first.run(), []);
	return (
		<Dialog title={`Invite to ${groupName}`} onClose={onClose}>
			{first.general && <Notice kind="bad">{first.general}</Notice>}
			{invite ? <LinkToSend invite={invite} /> : <div class="qr-space">{first.busy && <span class="spinner" />}</div>}
			<ByEmail groupId={groupId} sendsMail={sendsMail} {...(onMade ? { onMade } : {})} />
			<Limits mayInviteAdmins={mayInviteAdmins} make={make} />
		</Dialog>
	);
}

export function LinkToSend({ invite }: { invite: NewInvite }) {
	const isOnlyHere = isLoopback(invite.url);
	const people =
		invite.max_uses === null ? "anyone who has it" : invite.max_uses === 1 ? "one person" : `${invite.max_uses} people`;
	return (
		<>
			<div class={isOnlyHere ? undefined : "link-to-send"}>
				{!isOnlyHere && <QrCode text={invite.url} label="QR code of the invite link" />}
				<div class="form">
					<p>
						<b>Send this to a friend.</b>{" "}
						<span class="soft">
							It lets {people} in, and ends {until(invite.expires_at)}.
						</span>
					</p>
					<CopyField label="Invite link" text={invite.url} />
				</div>
			</div>
			{isOnlyHere && <OnlyHere />}
		</>
	);
}

/** A QR code would lead a phone to itself: this stands in its place. */
function OnlyHere() {
	return (
		<Notice>
			Links made now lead to this computer only. To let others in, start the server again with{" "}
			<code class="command">make run ARGS="--host 0.0.0.0"</code> or{" "}
			<code class="command">distributed serve --host 0.0.0.0</code>, then make a new link.
		</Notice>
	);
}

/** An address that means another machine on each machine. */
function isLoopback(url: string): boolean {
	return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

interface ByEmailProps {
	groupId: string;
	/** Without mail it is for somebody who has an account here: they see it in the page. */
	sendsMail: boolean;
	onMade?: () => void;
}

function ByEmail({ groupId, sendsMail, onMade }: ByEmailProps) {
	const app = useApp();
	const [email, setEmail] = useState("");
	const [sent, setSent] = useState<{ to: string; invite: NewInvite; mailed: boolean } | null>(null);
	const form = useSubmit(async () => {
		const made = await app.createInvite(groupId, { email: email.trim() });
		setSent({ to: email.trim(), ...made });
		setEmail("");
		onMade?.();
	}, ["email"]);
	return (
		<form class="form" onSubmit={form.onSubmit}>
			<div class="field-and-button">
				<Field
					label={sendsMail ? "Or by email" : "Or somebody with an account here, by email"}
					name="email"
					type="email"
					autocomplete="off"
					required
					value={email}
					onInput={setEmail}
					error={form.error("email")}
				/>
				<Button type="submit" icon={Mail} busy={form.busy}>
					{sendsMail ? "Send" : "Invite"}
				</Button>
			</div>
			{form.general && <Notice kind="bad">{form.general}</Notice>}
			{sent?.mailed && <Notice kind="good">A mail is on its way to {sent.to}.</Notice>}
			{sent && !sent.mailed && (
				<>
					<Notice>
						This server sends no mail. With an account here {sent.to} sees it already; else send this link yourself:
					</Notice>
					<CopyField label={`Invite link for ${sent.to}`} text={sent.invite.url} />
				</>
			)}
		</form>
	);
}

function Limits({ mayInviteAdmins, make }: { mayInviteAdmins: boolean; make: (form: InviteValues) => Promise<void> }) {
	const [lifetime, setLifetime] = useState("604800");
	const [uses, setUses] = useState("");
	const [role, setRole] = useState<string>("member");
	const form = useSubmit(() =>
		make({ expires_in: Number(lifetime), role: role as InviteRole, ...(uses ? { max_uses: Number(uses) } : {}) }),
	);
	return (
		<details class="more">
			<summary>A link with other limits</summary>
			<Form form={form} action="Make this link" look="plain">
				<div class="pair">
					<Select label="It works for" value={lifetime} options={LIFETIMES} onChange={setLifetime} />
					<Select label="It lets in" value={uses} options={USES} onChange={setUses} />
				</div>
				{mayInviteAdmins && <Select label="They join as" value={role} options={ROLES} onChange={setRole} />}
			</Form>
		</details>
	);
}
