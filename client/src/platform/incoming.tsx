/** Incoming webhooks, by room: addresses at which programs elsewhere say something. */
import { Webhook } from "lucide";
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { IncomingHook, IncomingHookMade } from "../api/types";
import { useApp } from "../app/context";
import { Button } from "../ui/button";
import { ConfirmDialog, Dialog } from "../ui/dialog";
import { Field, Select } from "../ui/field";
import { Form } from "../ui/form";
import { Icon } from "../ui/icon";
import { useSubmit } from "../ui/submit";
import { ago } from "../ui/time";
import { Listing } from "./listing";
import { useLoaded } from "./loaded";
import { roomsOf } from "./places";
import { usePlatform } from "./requests";
import { Secret } from "./secret";

export function IncomingSection({ groupId }: { groupId: string }) {
	const platform = usePlatform();
	const rooms = roomsOf(useApp().state.value, groupId);
	const [chosen, setChosen] = useState<string | null>(null);
	const roomId = chosen ?? rooms[0]?.[0] ?? "";
	const hooks = useLoaded(async () => (roomId ? platform.incoming(roomId) : []), roomId);
	const [asked, setAsked] = useState<"new" | IncomingHook | null>(null);
	const [renewed, setRenewed] = useState<IncomingHookMade | null>(null);
	return (
		<Section title="Webhooks in" lead="A program posts to an address and it is said in a room. Slack's shape works.">
			{rooms.length > 0 && <Select label="Room" value={roomId} options={rooms} onChange={setChosen} />}
			<Listing
				loaded={hooks}
				none="No webhook in this room."
				row={(hook) => (
					<IncomingLine key={hook.id} hook={hook} onRenewed={setRenewed} onRemove={() => setAsked(hook)} />
				)}
			/>
			<div class="form-actions">
				<Button icon={Webhook} disabled={roomId === ""} onClick={() => setAsked("new")}>
					Make a webhook
				</Button>
			</div>
			{asked === "new" && <NewIncoming roomId={roomId} onMade={hooks.reload} onClose={() => setAsked(null)} />}
			{asked !== null && asked !== "new" && (
				<ConfirmDialog
					title={`Delete ${asked.name}?`}
					words="Its address works no more. What it said stays."
					action="Delete"
					run={async () => {
						await platform.removeIncoming(asked.id);
						await hooks.reload();
					}}
					onClose={() => setAsked(null)}
				/>
			)}
			{renewed && (
				<Dialog title={renewed.hook.name} onClose={() => setRenewed(null)}>
					<Address made={renewed} onClose={() => setRenewed(null)} />
				</Dialog>
			)}
		</Section>
	);
}

interface LineProps {
	hook: IncomingHook;
	onRenewed: (made: IncomingHookMade) => void;
	onRemove: () => void;
}

function IncomingLine({ hook, onRenewed, onRemove }: LineProps) {
	const platform = usePlatform();
	const renew = useSubmit(async () => onRenewed(await platform.renewIncoming(hook.id)));
	return (
		<li class="line wraps">
			<Icon shape={Webhook} />
			<div class="grow words">
				<b>{hook.name}</b>
				<small>{renew.general ?? (hook.last_used_at ? `Used ${ago(hook.last_used_at)}` : "Never used")}</small>
			</div>
			<Button busy={renew.busy} onClick={renew.run} aria-label={`Another address for ${hook.name}`}>
				Another address
			</Button>
			<Button onClick={onRemove} aria-label={`Delete ${hook.name}`}>
				Delete
			</Button>
		</li>
	);
}

function Address({ made, onClose }: { made: IncomingHookMade; onClose: () => void }) {
	return (
		<div class="form">
			<Secret label="Address of the webhook" text={made.url} warning="Whoever has it may speak in the room." />
			<div class="form-actions">
				<Button onClick={onClose}>Done</Button>
			</div>
		</div>
	);
}

interface NewIncomingProps {
	roomId: string;
	onMade: () => Promise<void>;
	onClose: () => void;
}

function NewIncoming({ roomId, onMade, onClose }: NewIncomingProps) {
	const platform = usePlatform();
	const [name, setName] = useState("");
	const [made, setMade] = useState<IncomingHookMade | null>(null);
	const form = useSubmit(async () => {
		setMade(await platform.makeIncoming(roomId, name.trim()));
		await onMade();
	}, ["name"]);
	return (
		<Dialog title={made ? made.hook.name : "A new webhook in"} onClose={onClose}>
			{made ? (
				<Address made={made} onClose={onClose} />
			) : (
				<Form form={form} action="Make the webhook" disabled={name.trim() === ""} onBack={onClose}>
					<Field
						label="Name"
						name="name"
						required
						maxLength={80}
						value={name}
						onInput={setName}
						error={form.error("name")}
						hint="It speaks under this name."
						autoFocus
					/>
				</Form>
			)}
		</Dialog>
	);
}
