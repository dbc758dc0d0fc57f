/** Polls in every state, and what links lead to. */
import type { Message, Poll, Preview } from "../src/api/types";
import { put, type State } from "../src/store/state";
import { june, kitchen, kofi, lena, mira, NOW, populated, tomas } from "./cast";

const drawn = (from: string, to: string, width: number, height: number) => ({
	url: `data:image/svg+xml,${encodeURIComponent(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
	)}`,
	width,
	height,
});

const HOUR = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const chosenBy = (text: string, ...user_ids: string[]) =>
	user_ids.length > 0 ? { text, count: user_ids.length, user_ids } : { text };
const counted = (text: string, count: number) => ({ text, count });

const dinner: Poll = {
	options: [
		chosenBy("Lentil soup with the good bread", mira.id, tomas.id, kofi.id),
		chosenBy("Pizza", lena.id),
		chosenBy("We order something"),
	],
	voters: 4,
	closes_at: at(26),
};
const songs: Poll = {
	options: [counted("Shenandoah", 5), counted("The Parting Glass", 7), counted("Something that nobody knows yet", 2)],
	voters: 9,
	multiple: true,
	anonymous: true,
};
const day: Poll = {
	options: [chosenBy("Saturday", june.id), chosenBy("Sunday", lena.id, mira.id, kofi.id)],
	voters: 4,
	closed_at: at(-3),
};
const recipe: Preview = {
	id: "preview-1",
	url: "https://bread.example/rye",
	site: "The Bread Pages",
	title: "Rye bread that keeps for a week, and why most of it goes wrong on the second day",
	description: "Wet dough, a hot stone and more patience than you think. With a table of times for small ovens.",
	image: drawn("#d8c27a", "#7a4a20", 800, 450),
};
const concert: Preview = {
	id: "preview-2",
	url: "https://hall.example/winter",
	site: "hall.example",
	title: "Winter concert",
	description: "Doors open at seven. Choir and four cellos.",
	image: drawn("#7fb7e6", "#244a6b", 320, 320),
};
const plain: Preview = {
	id: "preview-3",
	url: "https://a.example/",
	site: "a.example",
	title: "A page without a picture",
};
const film: Preview = {
	id: "preview-4",
	url: "https://youtu.be/dQw4w9WgXcQ",
	site: "YouTube",
	title: "The whole choir, live",
	image: drawn("#8b8be6", "#1f1f5a", 800, 450),
	player: "youtube",
	player_url: "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
};
const song: Preview = {
	id: "preview-5",
	url: "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
	site: "Spotify",
	player: "spotify",
	player_url: "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC",
};

const message = (id: string, author_id: string, text: string, more: Partial<Message>, number: number): Message => ({
	id,
	conversation_id: kitchen.id,
	number,
	author_id,
	text,
	sent_at: new Date(NOW - (20 - number) * 240_000).toISOString(),
	...more,
});

const withMessages = (said: readonly (readonly [string, string, Partial<Message>])[]): State => {
	const messages = said.map(([author, text, more], index) => message(`m-${index}`, author, text, more, index + 1));
	return {
		...populated,
		votes: new Map([["m-1", [1]]]),
		timelines: put(populated.timelines, kitchen.id, { messages, hasOlder: false, hasNewer: false }),
	};
};

export const withPolls = withMessages([
	[mira.id, "What do we eat on Friday?", { poll: dinner }],
	[tomas.id, "Which songs do we keep?", { poll: songs }],
	[lena.id, "Which day?", { poll: day }],
]);

export const withPreviews = withMessages([
	[mira.id, "Look at this: https://bread.example/rye", { previews: [recipe] }],
	[lena.id, "https://hall.example/winter https://a.example/", { previews: [concert, plain] }],
	[tomas.id, "https://youtu.be/dQw4w9WgXcQ", { previews: [film] }],
	[kofi.id, "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", { previews: [song] }],
]);
