/** What a search of the fixture finds: bread, and what is nearly that. */
import type { Hit, SearchAnswer } from "../src/api/types";
import { kitchen, populated, withTomas } from "./cast";

const messages = (conversationId: string) => populated.timelines.get(conversationId)?.messages ?? [];

function hit(conversationId: string, word: string, similar = false): Hit[] {
	return messages(conversationId)
		.filter(({ text }) => text.includes(word))
		.map((message) => ({
			message,
			conversation_id: conversationId,
			ranges: [[[...message.text.slice(0, message.text.indexOf(word))].length, word.length]],
			...(similar && { similar }),
		}));
}

export const found: SearchAnswer = {
	hits: [...hit(kitchen.id, "bread"), ...hit(withTomas.id, "Hello"), ...hit(kitchen.id, "cake", true)],
	users: [],
	cursor: "t1",
};
