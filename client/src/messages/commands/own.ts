/** The commands of messages themselves. */
import { NO_WORDS, replaced, type Words } from "../entities/marks";
import { register } from "./registry";

/** As markdown: the arms would be an escape and an emphasis. */
const SHRUG = "¯\\\\\\_(ツ)\\_/¯";
const FLIPPED = "(╯°□°)╯︵ ┻━┻";
const PUT_BACK = "┬─┬ノ( º _ ºノ)";

register({
	name: "me",
	hint: "[what you do]",
	about: "Say what you do",
	run({ words, send }) {
		if (words.text === "") throw new Error("Say what you do: /me waves");
		send(words, { kind: "action" });
	},
});

register({
	name: "topic",
	hint: "[new name]",
	about: "Rename this room",
	fits: ({ app, conversationId }) => app.state.peek().conversations.get(conversationId)?.kind === "room",
	async run({ app, conversationId, words }) {
		if (words.text === "") throw new Error("Say the new name: /topic Kitchen");
		await app.renameRoom(conversationId, words.text);
	},
});

for (const [name, face, about] of [
	["shrug", SHRUG, "Add a shrug"],
	["tableflip", FLIPPED, "Flip a table"],
	["unflip", PUT_BACK, "Put the table back"],
] as const) {
	register({
		name,
		hint: "[words]",
		about,
		run: ({ words, send }) => send(words.text === "" ? { ...NO_WORDS, text: face } : withFace(words, face)),
	});
}

function withFace(words: Words, face: string): Words {
	return replaced(words, words.text.length, words.text.length, ` ${face}`);
}
