/** Makes a poll: a question, its options, and how it is voted on. */
import { Plus, X } from "lucide";
import { useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { Button, IconButton } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Segments, Select } from "../ui/field";
import { FieldError } from "../ui/field-error";
import { Form } from "../ui/form";
import { FieldProblem, useSubmit } from "../ui/submit";
import {
	CLOSINGS,
	type Closing,
	type Draft,
	FEWEST_OPTIONS,
	formOf,
	LONGEST_OPTION,
	MOST_OPTIONS,
	type NewPoll,
	problemWith,
	readQuestion,
} from "./form";

interface NewPollProps {
	conversationId: string;
	/** Of a poll in a thread: its first message. */
	threadOf?: string | undefined;
	/** What was written behind /poll: a question, and perhaps options. */
	text?: string;
	onClose: () => void;
}

const KINDS = [
	["one", "One option"],
	["several", "Several options"],
] as const;

export function NewPollDialog({ conversationId, threadOf, text = "", onClose }: NewPollProps) {
	const app = useApp();
	const [written] = useState(() => readQuestion(text));
	const [question, setQuestion] = useState(written.question);
	const [poll, setPoll] = useState<NewPoll>(() => emptyPoll(written.options));
	const change = (part: Partial<NewPoll>) => setPoll((before) => ({ ...before, ...part }));
	const form = useSubmit(async () => {
		const problem = problemWith(poll, Date.now());
		if (question.trim() === "") throw new FieldProblem("question", "Write a question.");
		if (problem)
			throw new FieldProblem(poll.closing === "own" && problem.startsWith("Choose") ? "at" : "options", problem);
		const extras = { poll: formOf(poll, Date.now()), ...(threadOf && { thread_of: threadOf }) };
		app.send(conversationId, question.trim(), extras);
		onClose();
	}, ["question", "options", "at"]);
	return (
		<Dialog title="A new poll" onClose={onClose}>
			<Form form={form} action="Ask" onBack={onClose}>
				<Field
					label="Question"
					name="question"
					required
					placeholder="Where do we meet on Sunday?"
					maxLength={1_000}
					value={question}
					onInput={setQuestion}
					error={form.error("question")}
					autoFocus={written.question === ""}
				/>
				<Options
					drafts={poll.options}
					error={form.error("options")}
					onChange={(options) => change({ options })}
					first={written.question !== ""}
				/>
				<Segments
					label="Everybody chooses"
					value={poll.multiple ? "several" : "one"}
					options={KINDS}
					onChange={(kind) => change({ multiple: kind === "several" })}
				/>
				<label class="poll-switch">
					<input
						type="checkbox"
						checked={poll.anonymous}
						onChange={(event) => change({ anonymous: event.currentTarget.checked })}
					/>
					<span>
						Anonymous
						<small>Nobody sees who voted for what, only how many.</small>
					</span>
				</label>
				<Select
					label="It closes"
					value={poll.closing}
					options={CLOSINGS}
					onChange={(closing) => change({ closing: closing as Closing })}
				/>
				{poll.closing === "own" && <OwnTime error={form.error("at")} onChange={(at) => change({ at })} />}
			</Form>
		</Dialog>
	);
}

function emptyPoll(options: readonly string[]): NewPoll {
	const texts = options.length >= FEWEST_OPTIONS ? options : [...options, "", ""].slice(0, FEWEST_OPTIONS);
	const drafts = texts.map((text, key) => ({ key, text }));
	return { options: drafts, multiple: false, anonymous: false, closing: "never", at: null };
}

interface OptionsProps {
	drafts: readonly Draft[];
	error: string | undefined;
	/** The dialog opens with the focus in here. */
	first: boolean;
	onChange: (drafts: readonly Draft[]) => void;
}

/** Enter goes to the next option and makes one at the end; Backspace in an empty one takes it away. */
function Options({ drafts, error, first, onChange }: OptionsProps) {
	const list = useRef<HTMLDivElement>(null);
	const focusSoon = useRef<number | null>(null);
	const input = (at: number) => list.current?.querySelectorAll("input")[at];
	const add = (at: number) => {
		if (drafts.length >= MOST_OPTIONS) return;
		const key = Math.max(...drafts.map((draft) => draft.key)) + 1;
		focusSoon.current = key;
		onChange([...drafts.slice(0, at), { key, text: "" }, ...drafts.slice(at)]);
	};
	const remove = (at: number) => {
		input(at === 0 ? 1 : at - 1)?.focus();
		onChange(drafts.filter((_, place) => place !== at));
	};
	const onKeyDown = (event: KeyboardEvent, at: number) => {
		if (event.isComposing) return;
		if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			const next = input(at + 1);
			if (next) next.focus();
			else if (drafts[at]?.text.trim() !== "") add(at + 1);
		} else if (event.key === "Backspace" && drafts[at]?.text === "" && drafts.length > FEWEST_OPTIONS) {
			event.preventDefault();
			remove(at);
		}
	};
	return (
		<fieldset class="fieldset">
			<legend>Options</legend>
			<div class="poll-new-options" ref={list}>
				{drafts.map(({ key, text }, at) => (
					<div key={key} class="poll-new-option">
						<input
							ref={(element) => {
								if (element && focusSoon.current === key) {
									focusSoon.current = null;
									element.focus();
								}
							}}
							class="input"
							data-autofocus={(first && at === 0) || undefined}
							aria-label={`Option ${at + 1}`}
							placeholder={`Option ${at + 1}`}
							maxLength={LONGEST_OPTION}
							enterkeyhint="next"
							value={text}
							onInput={({ currentTarget: { value } }) => onChange(drafts.with(at, { key, text: value }))}
							onKeyDown={(event) => onKeyDown(event, at)}
						/>
						{drafts.length > FEWEST_OPTIONS && (
							<IconButton label={`Remove option ${at + 1}`} icon={X} onClick={() => remove(at)} />
						)}
					</div>
				))}
			</div>
			{error && <FieldError words={error} />}
			{drafts.length < MOST_OPTIONS && (
				<Button look="quiet" icon={Plus} onClick={() => add(drafts.length)}>
					Add an option
				</Button>
			)}
		</fieldset>
	);
}

function OwnTime({ error, onChange }: { error: string | undefined; onChange: (at: Date | null) => void }) {
	return (
		<div class="field">
			<label for="poll-closes">Closes at</label>
			<input
				id="poll-closes"
				class="input"
				type="datetime-local"
				required
				onInput={({ currentTarget: { value } }) => {
					const at = new Date(value);
					onChange(Number.isNaN(at.getTime()) ? null : at);
				}}
			/>
			{error && <FieldError words={error} />}
		</div>
	);
}
