/** Making and changing an outgoing webhook: its address, and which events it is told. */
import { useState } from "preact/hooks";
import type { OutgoingHook, OutgoingHookMade } from "../api/types";
import { useApp } from "../app/context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Select } from "../ui/field";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { type Submit, useSubmit } from "../ui/submit";
import { roomsOf } from "./places";
import { usePlatform } from "./requests";
import { Secret } from "./secret";
import { EVENTS } from "./words";

interface Wanted {
	name: string;
	url: string;
	events: ReadonlySet<string>;
}

const FIELDS = ["name", "url"];

interface NewOutgoingProps {
	groupId: string;
	onMade: () => Promise<void>;
	onClose: () => void;
}

export function NewOutgoing({ groupId, onMade, onClose }: NewOutgoingProps) {
	const platform = usePlatform();
	const rooms = roomsOf(useApp().state.value, groupId);
	const [wanted, setWanted] = useState<Wanted>({ name: "", url: "", events: new Set(["message.posted"]) });
	const [roomId, setRoomId] = useState("");
	const [made, setMade] = useState<OutgoingHookMade | null>(null);
	const form = useSubmit(async () => {
		setMade(await platform.makeOutgoing(groupId, { ...sent(wanted), room_id: roomId || null }));
		await onMade();
	}, FIELDS);
	return (
		<Dialog title={made ? made.hook.name : "A new webhook out"} onClose={onClose} kind="platform-wide">
			{made ? (
				<SigningSecret made={made} onClose={onClose} />
			) : (
				<Form form={form} action="Make the webhook" disabled={!whole(wanted)} onBack={onClose}>
					<HookFields wanted={wanted} onChange={setWanted} form={form} />
					<Select
						label="Where"
						value={roomId}
						options={[["", "All open rooms of the group"], ...rooms]}
						onChange={setRoomId}
					/>
				</Form>
			)}
		</Dialog>
	);
}

interface EditProps {
	hook: OutgoingHook;
	onChange: () => Promise<void>;
	onClose: () => void;
}

export function EditOutgoing({ hook, onChange, onClose }: EditProps) {
	const platform = usePlatform();
	const [wanted, setWanted] = useState<Wanted>({ name: hook.name, url: hook.url, events: new Set(hook.events) });
	const [made, setMade] = useState<OutgoingHookMade | null>(null);
	const form = useSubmit(async () => {
		await platform.changeOutgoing(hook.id, sent(wanted));
		await onChange();
		onClose();
	}, FIELDS);
	const renew = useSubmit(async () => setMade(await platform.renewOutgoing(hook.id)));
	if (made) {
		return (
			<Dialog title={hook.name} onClose={onClose}>
				<SigningSecret made={made} onClose={onClose} />
			</Dialog>
		);
	}
	return (
		<Dialog title={`Change ${hook.name}`} onClose={onClose} kind="platform-wide">
			<Form form={form} action="Save" disabled={!whole(wanted)} onBack={onClose}>
				<HookFields wanted={wanted} onChange={setWanted} form={form} />
				{renew.general && <Notice kind="bad">{renew.general}</Notice>}
				<div class="form-actions">
					<Button busy={renew.busy} onClick={renew.run}>
						Make a new signing secret
					</Button>
				</div>
			</Form>
		</Dialog>
	);
}

const whole = ({ name, url, events }: Wanted) => name.trim() !== "" && url.trim() !== "" && events.size > 0;
const sent = ({ name, url, events }: Wanted) => ({ name: name.trim(), url: url.trim(), events: [...events] });

function SigningSecret({ made, onClose }: { made: OutgoingHookMade; onClose: () => void }) {
	return (
		<div class="form">
			<Secret
				label="Signing secret"
				text={made.secret}
				warning="With it your program checks that what it gets is from here."
			/>
			<div class="form-actions">
				<Button onClick={onClose}>Done</Button>
			</div>
		</div>
	);
}

interface FieldsProps {
	wanted: Wanted;
	onChange: (wanted: Wanted) => void;
	form: Submit;
}

function HookFields({ wanted, onChange, form }: FieldsProps) {
	const toggle = (event: string) => {
		const events = new Set(wanted.events);
		if (!events.delete(event)) events.add(event);
		onChange({ ...wanted, events });
	};
	return (
		<>
			<Field
				label="Name"
				name="name"
				required
				maxLength={80}
				value={wanted.name}
				onInput={(name) => onChange({ ...wanted, name })}
				error={form.error("name")}
				autoFocus
			/>
			<Field
				label="Address"
				name="url"
				required
				value={wanted.url}
				onInput={(url) => onChange({ ...wanted, url })}
				error={form.error("url")}
				placeholder="https://site.example/hook"
			/>
			{EVENTS.map(([title, events]) => (
				<fieldset key={title} class="fieldset">
					<legend>{title}</legend>
					<div class="platform-events">
						{events.map(([event, words]) => (
							<label key={event} class="choice" title={event}>
								<input type="checkbox" checked={wanted.events.has(event)} onChange={() => toggle(event)} />
								{words}
							</label>
						))}
					</div>
				</fieldset>
			))}
		</>
	);
}
