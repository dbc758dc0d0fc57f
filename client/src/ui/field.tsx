/** Labelled inputs. An error stands beside its field, in words, and is tied to it for screen readers. */
import { ChevronDown, Eye, EyeOff } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { IconButton } from "./button";
import { FieldError } from "./field-error";
import { Icon } from "./icon";
import { hasTouch } from "./touch";

interface FieldProps {
	label: string;
	name: string;
	value: string;
	onInput: (value: string) => void;
	error?: string | undefined;
	hint?: string | undefined;
	type?: "text" | "email" | "password" | "search";
	autocomplete?: string;
	required?: boolean;
	maxLength?: number;
	inputMode?: "numeric" | "email" | "text";
	placeholder?: string;
	/** Gets the focus when its dialog or page opens. */
	autoFocus?: boolean;
	readOnly?: boolean;
}

export function Field({ label, error, hint, autoFocus, ...rest }: FieldProps) {
	const id = useId();
	const element = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (autoFocus && !hasTouch()) element.current?.focus();
	}, [autoFocus]);
	const wired: Wired = {
		id,
		ref: element,
		"data-autofocus": autoFocus || undefined,
		"aria-invalid": error ? "true" : undefined,
		"aria-describedby": describedBy(id, error, hint),
	};
	return (
		<FieldFrame id={id} label={label} error={error} hint={hint}>
			{rest.type === "password" ? <SecretInput {...rest} wired={wired} /> : <Input {...rest} wired={wired} />}
		</FieldFrame>
	);
}

interface FrameProps {
	/** Of what is inside. */
	id: string;
	label: string;
	error: string | null | undefined;
	hint: string | undefined;
	children: ComponentChildren;
}

/** A label above, what is wrong and what is wanted below. */
export function FieldFrame({ id, label, error, hint, children }: FrameProps) {
	return (
		<div class="field">
			<label for={id}>{label}</label>
			{children}
			{error && <FieldError id={`${id}-error`} words={error} />}
			{hint && (
				<span class="field-hint" id={`${id}-hint`}>
					{hint}
				</span>
			)}
		</div>
	);
}

/** The ids of what a `FieldFrame` says about its field. */
export function describedBy(id: string, error: string | null | undefined, hint: string | undefined) {
	return [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
}

/** What ties an input to its label, its error and its hint. */
interface Wired {
	id: string;
	ref: { current: HTMLInputElement | null };
	"data-autofocus": boolean | undefined;
	"aria-invalid": "true" | undefined;
	"aria-describedby": string | undefined;
}

type InputProps = Omit<FieldProps, "label" | "error" | "hint" | "autoFocus"> & { wired: Wired };

function Input({ wired, type = "text", onInput, ...rest }: InputProps) {
	return (
		<input
			{...rest}
			{...wired}
			// The types of Preact want to know which one it is; to the element it is a word.
			{...({ type } as { type: "text" })}
			class={rest.inputMode === "numeric" ? "input code" : "input"}
			onInput={(event) => onInput(event.currentTarget.value)}
		/>
	);
}

function SecretInput(props: InputProps) {
	const [shown, setShown] = useState(false);
	return (
		<div class="with-affix">
			<Input {...props} type={shown ? "text" : "password"} />
			<IconButton
				label={shown ? "Hide the password" : "Show the password"}
				icon={shown ? EyeOff : Eye}
				onClick={() => setShown(!shown)}
			/>
		</div>
	);
}

interface SelectProps {
	label: string;
	value: string;
	options: ReadonlyArray<readonly [value: string, words: string]>;
	onChange: (value: string) => void;
	/** The label is spoken but not shown, for a select that stands in a row of its subject. */
	quiet?: boolean;
	disabled?: boolean;
}

export function Select({ label, value, options, onChange, quiet = false, disabled = false }: SelectProps) {
	const id = useId();
	return (
		<div class="field">
			<label for={id} class={quiet ? "unseen" : undefined}>
				{label}
			</label>
			<span class="select">
				<select
					id={id}
					class={`input${quiet ? " small" : ""}`}
					value={value}
					disabled={disabled}
					onChange={(event) => onChange(event.currentTarget.value)}
				>
					{options.map(([option, words]) => (
						<option key={option} value={option} selected={option === value}>
							{words}
						</option>
					))}
				</select>
				<Icon shape={ChevronDown} size={16} />
			</span>
		</div>
	);
}

interface SegmentsProps<Value extends string> {
	label: string;
	value: Value;
	options: ReadonlyArray<readonly [value: Value, words: string]>;
	onChange: (value: Value) => void;
}

/** A choice among two to four, as radio buttons that look like one control. */
export function Segments<Value extends string>({ label, value, options, onChange }: SegmentsProps<Value>) {
	const name = useId();
	return (
		<fieldset class="fieldset">
			<legend>{label}</legend>
			<div class="segments">
				{options.map(([option, words]) => (
					<label key={option}>
						<input
							type="radio"
							name={name}
							value={option}
							checked={option === value}
							onChange={() => onChange(option)}
						/>
						{words}
					</label>
				))}
			</div>
		</fieldset>
	);
}
