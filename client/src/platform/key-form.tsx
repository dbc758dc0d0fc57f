/** Making a key: its name, what it may do, where, for how long, how often. Then its secret, this once. */
import { useState } from "preact/hooks";
import type { KeyMade } from "../api/types";
import { useApp } from "../app/context";
import type { State } from "../store/state";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Select } from "../ui/field";
import { FieldError } from "../ui/field-error";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { FieldProblem, useSubmit } from "../ui/submit";
import { placesOf } from "./places";
import type { KeyForm } from "./requests";
import { ScopeChoice } from "./scope-choice";
import { Secret } from "./secret";
import { EXPIRIES, originsOf, wholeNumber } from "./words";

interface NewKeyProps {
	title: string;
	/** An instance key has no choice of scopes and places. */
	micro?: boolean;
	/** Its place is one of these; without it, all that I may. */
	groupId?: string;
	make: (form: KeyForm) => Promise<KeyMade>;
	onMade: () => void;
	onClose: () => void;
}

export function NewKeyDialog({ title, make, onMade, onClose, ...form }: NewKeyProps) {
	const [made, setMade] = useState<KeyMade | null>(null);
	const run = async (wanted: KeyForm) => {
		setMade(await make(wanted));
		onMade();
	};
	return (
		<Dialog title={made ? made.key.name : title} onClose={onClose}>
			{made ? <MadeKey made={made} onClose={onClose} /> : <KeyFields {...form} make={run} onBack={onClose} />}
		</Dialog>
	);
}

export function MadeKey({ made, onClose }: { made: KeyMade; onClose: () => void }) {
	return (
		<div class="form">
			<Secret
				label={`Secret of ${made.key.name}`}
				text={made.secret}
				warning="Whoever has it can do all that the key may. Keep it out of pages and repositories."
			/>
			<div class="form-actions">
				<Button onClick={onClose}>Done</Button>
			</div>
		</div>
	);
}

interface Wanted {
	name: string;
	scopes: ReadonlySet<string>;
	place: string;
	origins: string;
	expires: string;
	perMinute: string;
	perDay: string;
}

const FIRST: Wanted = {
	name: "",
	scopes: new Set(["messages:read", "messages:write", "streams:read"]),
	place: "",
	origins: "",
	expires: "",
	perMinute: "120",
	perDay: "",
};

interface FieldsProps {
	micro?: boolean;
	groupId?: string;
	make: (form: KeyForm) => Promise<void>;
	onBack: () => void;
}

const SHOWN = ["name", "scopes", "origins", "per_minute", "per_day"];

function KeyFields({ micro = false, groupId, make, onBack }: FieldsProps) {
	const state = useApp().state.value;
	const [wanted, setWanted] = useState(FIRST);
	const change = (part: Partial<Wanted>) => setWanted({ ...wanted, ...part });
	const form = useSubmit(() => make(formOf(wanted, { micro, groupId, state })), SHOWN);
	return (
		<Form form={form} action="Make the key" disabled={wanted.name.trim() === ""} onBack={onBack}>
			{micro && (
				<Notice kind="bad">
					An instance key reads and writes everything here, as anyone. Give it only to a program that you run yourself.
				</Notice>
			)}
			<Field
				label="Name"
				name="name"
				required
				maxLength={80}
				value={wanted.name}
				onInput={(name) => change({ name })}
				error={form.error("name")}
				hint="What will use it: “Weather bot”, “Backup script”."
				autoFocus
			/>
			{!micro && <ScopeChoice chosen={wanted.scopes} onChange={(scopes) => change({ scopes })} />}
			{form.error("scopes") && <FieldError words={form.error("scopes") ?? ""} />}
			{!micro && (
				<Select
					label="Where"
					value={wanted.place}
					options={placesOf(state, groupId)}
					onChange={(place) => change({ place })}
				/>
			)}
			<Select label="Ends" value={wanted.expires} options={EXPIRIES} onChange={(expires) => change({ expires })} />
			<MoreFields wanted={wanted} change={change} error={form.error} />
		</Form>
	);
}

interface MoreProps {
	wanted: Pick<Wanted, "origins" | "perMinute" | "perDay">;
	change: (part: Partial<Pick<Wanted, "origins" | "perMinute" | "perDay">>) => void;
	error: (field: string) => string | undefined;
}

function MoreFields(props: MoreProps) {
	const wrong = ["origins", "per_minute", "per_day"].some((field) => props.error(field));
	return (
		<details class="more" open={wrong || undefined}>
			<summary>More</summary>
			<div class="form">
				<LimitFields {...props} />
			</div>
		</details>
	);
}

/** Pages and limits: also of a key that is there. */
export function LimitFields({ wanted, change, error }: MoreProps) {
	return (
		<>
			<Field
				label="Pages that may use it"
				name="origins"
				value={wanted.origins}
				onInput={(origins) => change({ origins })}
				error={error("origins")}
				placeholder="https://site.example"
				hint="Origins, with spaces between them. None: only programs that are no web page."
			/>
			<div class="pair">
				<Field
					label="Calls a minute"
					name="per_minute"
					inputMode="numeric"
					value={wanted.perMinute}
					onInput={(perMinute) => change({ perMinute })}
					error={error("per_minute")}
				/>
				<Field
					label="Calls a day"
					name="per_day"
					inputMode="numeric"
					value={wanted.perDay}
					onInput={(perDay) => change({ perDay })}
					error={error("per_day")}
					placeholder="No limit"
				/>
			</div>
		</>
	);
}

/** The limits as the server takes them. Raises `FieldProblem`. */
export function limitsOf(wanted: MoreProps["wanted"]) {
	const perMinute = wholeNumber(wanted.perMinute);
	const perDay = wholeNumber(wanted.perDay);
	if (perMinute === null || perMinute > 6_000) throw new FieldProblem("per_minute", "A number from 1 to 6000.");
	if (perDay === null && wanted.perDay.trim() !== "") throw new FieldProblem("per_day", "A number, or nothing.");
	return { origins: originsOf(wanted.origins), per_minute: perMinute, per_day: perDay };
}

interface Around {
	micro: boolean;
	groupId: string | undefined;
	state: State;
}

function formOf(wanted: Wanted, { micro, groupId, state }: Around): KeyForm {
	const scopes = micro ? ["micro"] : [...wanted.scopes];
	if (scopes.length === 0) throw new FieldProblem("scopes", "Choose at least one thing that it may do.");
	const room = state.conversations.get(wanted.place);
	const place = room?.kind === "room" ? { group_id: room.group_id, room_id: room.id } : groupPlace(wanted.place);
	return {
		name: wanted.name.trim(),
		scopes,
		...(micro ? {} : groupId && place.room_id === undefined ? {} : place),
		...limitsOf(wanted),
		...(wanted.expires ? { expires_in: Number(wanted.expires) } : {}),
	};
}

function groupPlace(id: string): { group_id?: string; room_id?: string } {
	return id === "" ? {} : { group_id: id };
}
