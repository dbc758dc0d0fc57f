/** Making a bot, with its first key, and changing how it is called. */
import { useState } from "preact/hooks";
import type { Bot, BotMade } from "../api/types";
import { userName } from "../groups/people";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { type Submit, useSubmit } from "../ui/submit";
import { MadeKey } from "./key-form";
import { usePlatform } from "./requests";

interface Wanted {
	name: string;
	about: string;
}

const FIELDS = ["name", "about"];
const sent = ({ name, about }: Wanted) => ({ name: name.trim(), about: about.trim() });

interface NewBotProps {
	groupId: string;
	onMade: () => Promise<void>;
	onClose: () => void;
}

export function NewBotDialog({ groupId, onMade, onClose }: NewBotProps) {
	const platform = usePlatform();
	const [wanted, setWanted] = useState<Wanted>({ name: "", about: "" });
	const [made, setMade] = useState<BotMade | null>(null);
	const form = useSubmit(async () => {
		setMade(await platform.makeBot(groupId, sent(wanted)));
		await onMade();
	}, FIELDS);
	return (
		<Dialog title={made ? userName(made.bot.user) : "A new bot"} onClose={onClose}>
			{made ? (
				<MadeKey made={made} onClose={onClose} />
			) : (
				<Form form={form} action="Make the bot" disabled={wanted.name.trim() === ""} onBack={onClose}>
					<BotFields wanted={wanted} onChange={setWanted} form={form} />
					<p class="soft">Its first key reads and writes messages of this group and listens.</p>
				</Form>
			)}
		</Dialog>
	);
}

interface ChangeBotProps {
	bot: Bot;
	onChange: () => Promise<void>;
	onClose: () => void;
}

export function ChangeBotDialog({ bot, onChange, onClose }: ChangeBotProps) {
	const platform = usePlatform();
	const [wanted, setWanted] = useState<Wanted>({ name: bot.user.first_name, about: bot.about });
	const form = useSubmit(async () => {
		await platform.changeBot(bot.user.id, sent(wanted));
		await onChange();
		onClose();
	}, FIELDS);
	return (
		<Dialog title={`Change ${userName(bot.user)}`} onClose={onClose}>
			<Form form={form} action="Save" disabled={wanted.name.trim() === ""} onBack={onClose}>
				<BotFields wanted={wanted} onChange={setWanted} form={form} />
			</Form>
		</Dialog>
	);
}

interface FieldsProps {
	wanted: Wanted;
	onChange: (wanted: Wanted) => void;
	form: Submit;
}

function BotFields({ wanted, onChange, form }: FieldsProps) {
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
				label="What it is there for"
				name="about"
				maxLength={300}
				value={wanted.about}
				onInput={(about) => onChange({ ...wanted, about })}
				error={form.error("about")}
			/>
		</>
	);
}
