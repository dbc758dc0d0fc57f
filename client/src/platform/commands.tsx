/** Slash commands of a group that programs elsewhere answer. */
import { SquareSlash } from "lucide";
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { Command, CommandMade } from "../api/types";
import { Button } from "../ui/button";
import { ConfirmDialog, Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Icon } from "../ui/icon";
import { useSubmit } from "../ui/submit";
import { Listing } from "./listing";
import { useLoaded } from "./loaded";
import { type CommandForm, usePlatform } from "./requests";
import { Secret } from "./secret";

export function CommandsSection({ groupId }: { groupId: string }) {
	const platform = usePlatform();
	const commands = useLoaded(() => platform.commands(groupId), groupId);
	const [asked, setAsked] = useState<"new" | Command | null>(null);
	const close = () => setAsked(null);
	return (
		<Section title="Commands" lead="A word after a slash that a program of yours answers.">
			<Listing
				loaded={commands}
				none="No command yet."
				row={(command) => <CommandLine key={command.id} command={command} onRemove={() => setAsked(command)} />}
			/>
			<div class="form-actions">
				<Button icon={SquareSlash} onClick={() => setAsked("new")}>
					Make a command
				</Button>
			</div>
			{asked === "new" && <NewCommandDialog groupId={groupId} onMade={commands.reload} onClose={close} />}
			{asked !== null && asked !== "new" && (
				<ConfirmDialog
					title={`Delete /${asked.name}?`}
					words="Nobody can use it any more. What it answered stays."
					action="Delete"
					run={async () => {
						await platform.removeCommand(asked.id);
						await commands.reload();
					}}
					onClose={close}
				/>
			)}
		</Section>
	);
}

function CommandLine({ command, onRemove }: { command: Command; onRemove: () => void }) {
	return (
		<li class="line wraps">
			<Icon shape={SquareSlash} />
			<div class="grow words">
				<b>{`/${command.name} ${command.hint}`.trim()}</b>
				<small>{command.about}</small>
				{command.url && <small class="clip">{command.url}</small>}
			</div>
			<Button onClick={onRemove} aria-label={`Delete /${command.name}`}>
				Delete
			</Button>
		</li>
	);
}

interface NewCommandProps {
	groupId: string;
	onMade: () => Promise<void>;
	onClose: () => void;
}

const EMPTY: CommandForm = { name: "", about: "", hint: "", url: "" };
const FIELDS: ReadonlyArray<readonly [keyof CommandForm, label: string, hint: string | undefined, most: number]> = [
	["name", "Command", "Without the slash: weather", 32],
	["about", "What it does", undefined, 200],
	["hint", "What to write behind it", "[city]", 80],
	["url", "Address that answers", "https://site.example/command", 2000],
];

function NewCommandDialog({ groupId, onMade, onClose }: NewCommandProps) {
	const platform = usePlatform();
	const [wanted, setWanted] = useState(EMPTY);
	const [made, setMade] = useState<CommandMade | null>(null);
	const form = useSubmit(
		async () => {
			setMade(await platform.makeCommand(groupId, { ...wanted, name: wanted.name.trim().replace(/^\//, "") }));
			await onMade();
		},
		FIELDS.map(([name]) => name),
	);
	return (
		<Dialog title={made ? `/${made.command.name}` : "A new command"} onClose={onClose}>
			{made ? (
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
			) : (
				<Form
					form={form}
					action="Make the command"
					disabled={!(wanted.name && wanted.about && wanted.url)}
					onBack={onClose}
				>
					{FIELDS.map(([name, label, hint, most]) => (
						<Field
							key={name}
							label={label}
							name={name}
							hint={hint}
							maxLength={most}
							value={wanted[name] ?? ""}
							onInput={(value) => setWanted({ ...wanted, [name]: value })}
							error={form.error(name)}
							autoFocus={name === "name"}
						/>
					))}
				</Form>
			)}
		</Dialog>
	);
}
