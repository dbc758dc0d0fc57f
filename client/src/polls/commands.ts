/** /poll: opens the form with what was written behind it. Loaded with the other commands. */
import { register } from "../messages/commands/registry";

register({
	name: "poll",
	hint: "[question]",
	about: "Ask everybody here",
	run({ conversationId, threadOf, words, show }) {
		show({ name: "new-poll", conversationId, threadOf, text: words.text });
	},
});
