/** Making and changing a slash command. */
import { useState } from "preact/hooks";
import type { Command, CommandMade } from "../api/types";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { useSubmit } from "../ui/submit";
import { type CommandForm, usePlatform } from "./requests";
import { Secret } from "./secret";

interface CommandDialogProps {
	groupId: string;
	/** What is changed; its name stays. Without it a new one is made. */
	command?: Command;
	onChange: () => Promise<void>;
	onClose: () => void;
}

type Named = readonly [name: keyof CommandForm, label: string, hint: string | undefined, most: number];

const NAME: Named = ["name", "Command", "Without the slash: weather", 32];
const OTHERS: readonly Named[] = [
	["about", "What it does", undefined, 200],
	["hint", "What to write behind it", "[city]", 80],
	["url", "Address that answers", "https://site.example/command", 2000],
];

export function CommandDialog({ groupId, command, onChange, onClose }: CommandDialogProps) {
	const platform = usePlatform();
	const fields = command ? OTHERS : [NAME, ...OTHERS];
	const [wanted, setWanted] = useState<CommandForm>(() => startOf(command));
	const [made, setMade] = useState<CommandMade | null>(null);
	const form = useSubmit(
		async () => {
			const { name, ...others } = wanted;
			if (command) await platform.changeCommand(command.id, others);
			else setMade(await platform.makeCommand(groupId, { ...others, name: name.trim().replace(/^\//, "") }));
			await onChange();
			if (command) onClose();
		},
		fields.map(([name]) => name),
	);
	if (made) return <MadeCommand made={made} onClose={onClose} />;
	const whole = wanted.name !== "" && wanted.about !== "" && wanted.url !== "";
	return (
		<Dialog title={command ? `Change /${command.name}` : "A new command"} onClose={onClose}>
			<Form form={form} action={command ? "Save" : "Make the command"} disabled={!whole} onBack={onClose}>
				{fields.map(([name, label, hint, most], at) => (
					<Field
						key={name}
						label={label}
						name={name}
						hint={hint}
						maxLength={most}
						value={wanted[name] ?? ""}
						onInput={(value) => setWanted({ ...wanted, [name]: value })}
						error={form.error(name)}
						autoFocus={at === 0}
					/>
				))}
			</Form>
		</Dialog>
	);
}

function startOf(command: Command | undefined): CommandForm {
	const { name = "", about = "", hint = "", url = "" } = command ?? {};
	return { name, about, hint, url: url ?? "" };
}

function MadeCommand({ made, onClose }: { made: CommandMade; onClose: () => void }) {
	return (
		<Dialog title={`/${made.command.name}`} onClose={onClose}>
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
		</Dialog>
	);
}
