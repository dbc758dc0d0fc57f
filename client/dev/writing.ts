/** Everything that can stand in a text, for looking at it. */
import type { Entity, Message, User } from "../src/api/types";
import type { CustomEmoji } from "../src/store/emoji";
import { type GroupEntry, put, type State } from "../src/store/state";
import { kitchen, kofi, lena, mira, NOW, office, populated, sundayCrew, tomas } from "./cast";

const PICTURE = "/icon-192.png";
const parrot: CustomEmoji = {
	id: "0000000a-0000-4000-8000-000000000001",
	group_id: sundayCrew.id,
	name: "soup",
	url: PICTURE,
	animated: false,
	created_by: lena.id,
};

const CODE = `\`\`\`ts
/** What a pot holds, in litres. */
export function litres(pot: Pot, level = 0.8): number {
	const { radius, height } = pot; // centimetres
	return Math.round(Math.PI * radius ** 2 * height * level) / 1000;
}
\`\`\``;
const DIFF = "```diff\n- two lemons\n+ three lemons, organic\n```";

/** Entities by what they cover, in order. */
function said(text: string, ...named: [string, Partial<Entity> & Pick<Entity, "type">][]): Partial<Message> {
	let from = 0;
	const entities = named.map(([words, meaning]): Entity => {
		const at = text.indexOf(words, from);
		from = at + words.length;
		return { ...meaning, offset: [...text.slice(0, at)].length, length: [...words].length };
	});
	return { text, entities };
}

const at = (user: User): Partial<Entity> & Pick<Entity, "type"> => ({ type: "mention", user_id: user.id });
const soup = { type: "emoji", emoji_id: parrot.id } as const;

const lines: [User, Partial<Message>][] = [
	[tomas, said("🍅 I have the big pot. @Lena, can you bring bread? 🍞", ["@Lena", at(lena)])],
	[
		lena,
		said(
			"Yes! @Kofi Nkansah brings the rest to #Office.",
			["@Kofi Nkansah", at(kofi)],
			["#Office", { type: "room", room_id: office.id }],
		),
	],
	[
		mira,
		said(
			"@all we eat at eight :soup: ||and there is cake, do not tell June||",
			["@all", { type: "all" }],
			[":soup:", soup],
		),
	],
	[kofi, said(":soup::soup:", [":soup:", soup], [":soup:", soup])],
	[kofi, { ...said("waves at @Lena with a **very** big spoon", ["@Lena", at(lena)]), kind: "action" }],
	[tomas, { text: `How much fits in?\n${CODE}` }],
	[lena, { text: DIFF }],
	[mira, said("שלום @Mira, הסיר מוכן ||הפתעה||", ["@Mira", at(mira)])],
	[
		lena,
		{
			text: "> Bring the good knife.\n\n1. soak the beans\n2. `simmer` for ~~two~~ **three** hours\n\n$V = \\pi r^2 h$ ¯\\\\\\_(ツ)\\_/¯",
		},
	],
];

const messages = lines.map(
	([author, more], index): Message => ({
		id: `0000000b-0000-4000-8000-${String(index).padStart(12, "0")}`,
		conversation_id: kitchen.id,
		number: index + 1,
		author_id: author.id,
		text: "",
		sent_at: new Date(NOW - (20 - index) * 60_000).toISOString(),
		...more,
	}),
);

export const writing: State = {
	...populated,
	groups: put(populated.groups, sundayCrew.id, {
		...(populated.groups.get(sundayCrew.id) as GroupEntry),
		emoji: new Map([[parrot.id, parrot]]),
	}),
	timelines: put(populated.timelines, kitchen.id, { messages, hasOlder: false, hasNewer: false }),
};
