/** /gif: opens the picker with what was written behind it. Loaded with the other commands. */
import { register } from "../messages/commands/registry";

register({
	name: "gif",
	hint: "[words]",
	about: "Send a moving picture",
	run({ conversationId, threadOf, words, show }) {
		show({ name: "gif", conversationId, threadOf, words: words.text });
	},
});
