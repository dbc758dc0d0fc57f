/** Slash commands of a group that programs elsewhere answer. */
import { SquareSlash } from "lucide";
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { Command } from "../api/types";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { CommandDialog } from "./command-form";
import { Listing } from "./listing";
import { useLoaded } from "./loaded";
import { usePlatform } from "./requests";

type Asked = { what: "new" } | { what: "change" | "delete"; command: Command };

export function CommandsSection({ groupId }: { groupId: string }) {
	const platform = usePlatform();
	const commands = useLoaded(() => platform.commands(groupId), groupId);
	const [asked, setAsked] = useState<Asked | null>(null);
	const close = () => setAsked(null);
	return (
		<Section title="Commands" lead="A word after a slash that a program of yours answers.">
			<Listing
				loaded={commands}
				none="No command yet."
				row={(command) => (
					<CommandLine key={command.id} command={command} onAsk={(what) => setAsked({ what, command })} />
				)}
			/>
			<div class="form-actions">
				<Button icon={SquareSlash} onClick={() => setAsked({ what: "new" })}>
					Make a command
				</Button>
			</div>
			{asked?.what === "new" && <CommandDialog groupId={groupId} onChange={commands.reload} onClose={close} />}
			{asked?.what === "change" && (
				<CommandDialog groupId={groupId} command={asked.command} onChange={commands.reload} onClose={close} />
			)}
			{asked?.what === "delete" && (
				<DeleteCommand command={asked.command} onDeleted={commands.reload} onClose={close} />
			)}
		</Section>
	);
}

interface LineProps {
	command: Command;
	onAsk: (what: "change" | "delete") => void;
}

function CommandLine({ command, onAsk }: LineProps) {
	return (
		<li class="line wraps">
			<Icon shape={SquareSlash} />
			<div class="grow words">
				<b>{`/${command.name} ${command.hint}`.trim()}</b>
				<small>{command.about}</small>
				{command.url && <small class="clip">{command.url}</small>}
			</div>
			<Button onClick={() => onAsk("change")} aria-label={`Change /${command.name}`}>
				Change
			</Button>
			<Button onClick={() => onAsk("delete")} aria-label={`Delete /${command.name}`}>
				Delete
			</Button>
		</li>
	);
}

interface DeleteProps {
	command: Command;
	onDeleted: () => Promise<void>;
	onClose: () => void;
}

function DeleteCommand({ command, onDeleted, onClose }: DeleteProps) {
	const platform = usePlatform();
	return (
		<ConfirmDialog
			title={`Delete /${command.name}?`}
			words="Nobody can use it any more. What it answered stays."
			action="Delete"
			run={async () => {
				await platform.removeCommand(command.id);
				await onDeleted();
			}}
			onClose={onClose}
		/>
	);
}
