// Talks and listens by the package as it is published: node talk.mjs ADDRESS TOKEN LINES KILL_AT. The test reads what it says.
import { createInterface } from "node:readline";
import { ApiError, Distributed, emptyPosition } from "distributed-chat";

const [address, token, lines, killAt] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
const chat = new Distributed(address, token);
const say = (word, value) => console.log(JSON.stringify([word, value]));
const stdin = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const { group } = await chat.post("/api/groups", { body: { name: "Crew" } });
const made = await chat.post("/api/groups/{group_id}/rooms", { path: { group_id: group.id }, body: { topic: "Kitchen" } });
const file = await chat.upload(new Blob(["words in a file"]), "words.txt");
say("file", await (await chat.raw(file.url)).text());
say("refused", await chat.get("/api/keys/{key_id}/usage", { path: { key_id: made.room.id } }).catch((error) => error instanceof ApiError && error.status));

const position = { ...emptyPosition(), cursors: { [made.stream]: made.seq } };
const listening = (async () => {
	const heard = [];
	for await (const item of chat.stream(position)) {
		if (item.kind !== "event" || item.stream !== made.stream) continue;
		heard.push([item.seq - made.seq, item.payload.message.text]);
		if (heard.length === lines) return heard;
	}
})();
for (let line = 0; line < lines; line += 1) {
	if (line === killAt) {
		say("kill", null);
		await stdin.next(); // it is dead, and somebody starts it again
	}
	await chat.post("/api/conversations/{conversation_id}/messages", {
		path: { conversation_id: made.room.id },
		body: { text: `line ${line}` },
	});
}
say("heard", await listening);
say("position", position.cursors[made.stream] - made.seq);
process.exit(0);
