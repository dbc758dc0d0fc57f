/** The bots of a group, with their keys. */
import { BotMessageSquare } from "lucide";
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { Bot } from "../api/types";
import { userName } from "../groups/people";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { ChangeBotDialog, NewBotDialog } from "./bot-form";
import { KeyDialog } from "./key-dialog";
import { NewKeyDialog } from "./key-form";
import { KeyLine } from "./key-line";
import { Listing } from "./listing";
import { useLoaded } from "./loaded";
import { usePlatform } from "./requests";

export function BotsSection({ groupId }: { groupId: string }) {
	const platform = usePlatform();
	const bots = useLoaded(() => platform.bots(groupId), groupId);
	const [making, setMaking] = useState(false);
	return (
		<Section title="Bots" lead="A bot is a member of this group that a program speaks as.">
			<Listing
				loaded={bots}
				none="No bot yet."
				row={(bot) => <BotLines key={bot.user.id} bot={bot} onChange={bots.reload} />}
			/>
			<div class="form-actions">
				<Button icon={BotMessageSquare} onClick={() => setMaking(true)}>
					Make a bot
				</Button>
			</div>
			{making && <NewBotDialog groupId={groupId} onMade={bots.reload} onClose={() => setMaking(false)} />}
		</Section>
	);
}

type Asked = { what: "key" | "change" | "remove" } | { what: "open"; keyId: string };

function BotLines({ bot, onChange }: { bot: Bot; onChange: () => Promise<void> }) {
	const [asked, setAsked] = useState<Asked | null>(null);
	const name = userName(bot.user);
	return (
		<li class="platform-bot">
			<div class="line wraps">
				<Icon shape={BotMessageSquare} />
				<div class="grow words">
					<b>{name}</b>
					{bot.about && <small>{bot.about}</small>}
				</div>
				<Button onClick={() => setAsked({ what: "key" })} aria-label={`Another key for ${name}`}>
					Another key
				</Button>
				<Button onClick={() => setAsked({ what: "change" })} aria-label={`Change ${name}`}>
					Change
				</Button>
				<Button onClick={() => setAsked({ what: "remove" })} aria-label={`Remove ${name}`}>
					Remove
				</Button>
			</div>
			<ul role="list" class="lines platform-inner" aria-label={`Keys of ${name}`}>
				{bot.keys.map((key) => (
					<KeyLine key={key.id} it={key} onOpen={() => setAsked({ what: "open", keyId: key.id })} />
				))}
			</ul>
			{asked && <BotDialog bot={bot} asked={asked} onChange={onChange} onClose={() => setAsked(null)} />}
		</li>
	);
}

interface BotDialogProps {
	bot: Bot;
	asked: Asked;
	onChange: () => Promise<void>;
	onClose: () => void;
}

function BotDialog({ bot, asked, onChange, onClose }: BotDialogProps) {
	const platform = usePlatform();
	const name = userName(bot.user);
	if (asked.what === "open") {
		const it = bot.keys.find(({ id }) => id === asked.keyId);
		return it ? <KeyDialog it={it} onChange={onChange} onClose={onClose} /> : null;
	}
	if (asked.what === "change") return <ChangeBotDialog bot={bot} onChange={onChange} onClose={onClose} />;
	if (asked.what === "key") {
		return (
			<NewKeyDialog
				title={`A key for ${name}`}
				groupId={bot.group_id}
				make={({ group_id: _, ...form }) => platform.makeBotKey(bot.user.id, form)}
				onMade={onChange}
				onClose={onClose}
			/>
		);
	}
	return (
		<ConfirmDialog
			title={`Remove ${name}?`}
			words="It leaves the group and its keys end at once. What it said stays."
			action="Remove"
			run={async () => {
				await platform.removeBot(bot.user.id);
				await onChange();
			}}
			onClose={onClose}
		/>
	);
}
