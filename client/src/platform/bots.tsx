/** The bots of a group, with their keys. */
import { BotMessageSquare } from "lucide";
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { Bot, BotMade } from "../api/types";
import { userName } from "../groups/people";
import { Button } from "../ui/button";
import { ConfirmDialog, Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Icon } from "../ui/icon";
import { useSubmit } from "../ui/submit";
import { KeyDialog } from "./key-dialog";
import { MadeKey, NewKeyDialog } from "./key-form";
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

type Asked = { what: "key" | "remove" } | { what: "open"; keyId: string };

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

interface NewBotProps {
	groupId: string;
	onMade: () => Promise<void>;
	onClose: () => void;
}

function NewBotDialog({ groupId, onMade, onClose }: NewBotProps) {
	const platform = usePlatform();
	const [name, setName] = useState("");
	const [about, setAbout] = useState("");
	const [made, setMade] = useState<BotMade | null>(null);
	const form = useSubmit(async () => {
		setMade(await platform.makeBot(groupId, { name: name.trim(), about: about.trim() }));
		await onMade();
	}, ["name", "about"]);
	return (
		<Dialog title={made ? userName(made.bot.user) : "A new bot"} onClose={onClose}>
			{made ? (
				<MadeKey made={made} onClose={onClose} />
			) : (
				<Form form={form} action="Make the bot" disabled={name.trim() === ""} onBack={onClose}>
					<Field
						label="Name"
						name="name"
						required
						maxLength={80}
						value={name}
						onInput={setName}
						error={form.error("name")}
						autoFocus
					/>
					<Field
						label="What it is there for"
						name="about"
						maxLength={300}
						value={about}
						onInput={setAbout}
						error={form.error("about")}
					/>
					<p class="soft">Its first key reads and writes messages of this group and listens.</p>
				</Form>
			)}
		</Dialog>
	);
}
