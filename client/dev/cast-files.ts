/** Files of the evening: pictures drawn here, a voice note, a film, documents, and a tray with something of everything. */
import type { File, GalleryFile, Message, MyFile, MyFiles } from "../src/api/types";
import type { Held, Tray, Upload } from "../src/files/seam";
import { put, type State } from "../src/store/state";
import { kitchen, kofi, lena, mira, NOW, populated, tomas } from "./cast";

const ground = (from: string, to: string, width: number, height: number) =>
	`data:image/svg+xml,${encodeURIComponent(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="70%" cy="34%" r="13%" fill="#ffffff88"/><path d="M0 ${height} L${width * 0.35} ${height * 0.5} L${width * 0.6} ${height * 0.8} L${width * 0.8} ${height * 0.6} L${width} ${height} Z" fill="#00000040"/></svg>`,
	)}`;

let next = 1;
const file = (name: string, type: string, size: number, more: Partial<File> = {}): File => ({
	id: `file-${next++}`,
	name,
	type,
	size,
	url: "/no/such/file",
	...more,
});
const picture = (name: string, from: string, to: string, width: number, height: number) =>
	file(name, "image/jpeg", 1_840_000, { url: ground(from, to, width, height), width, height });

const lake = picture("Lake in the morning.jpg", "#f6b26b", "#6d3b8b", 1600, 1067);
const tower = picture("Tower.jpg", "#7fb7e6", "#244a6b", 900, 1600);
const table = picture("Long table.jpg", "#d8c27a", "#7a4a20", 1400, 1050);
const garden = picture("Garden.jpg", "#9bd18b", "#1f5a3a", 1200, 1200);
const sign = picture("Sign.png", "#e68a8a", "#6b2424", 180, 120);
const gif = file("dance.gif", "image/gif", 640_000, {
	url: ground("#c58be6", "#3a1f5a", 480, 360),
	thumbnail: ground("#8b8be6", "#1f1f5a", 480, 360),
	width: 480,
	height: 360,
});
const waveform = Array.from({ length: 64 }, (_, at) => Math.round(50 + 45 * Math.sin(at / 2.3) * Math.cos(at / 7)));
const voice = file("Voice note.webm", "audio/webm", 48_000, { seconds: 12.4, waveform });
const pdf = file("Choir programme, winter.pdf", "application/pdf", 2_400_000, {
	pages: 12,
	thumbnail: ground("#ffffff", "#e8e8e8", 600, 800),
});
const zip = file("everything-from-the-weekend-in-one-single-archive.zip", "application/zip", 188_000_000);
const song = file("Rehearsal take 3.mp3", "audio/mpeg", 4_200_000);
const bare = file("Notes.docx", "application/octet-stream", 18_000);

const said: readonly (readonly [string, string, readonly File[]])[] = [
	[mira.id, "From this morning", [lake]],
	[lena.id, "", [tower, table]],
	[kofi.id, "", [lake, tower, garden]],
	[mira.id, "All of them:", [table, lake, garden, tower, lake, garden, table]],
	[lena.id, "", [sign]],
	[tomas.id, "", [gif]],
	[mira.id, "", [voice]],
	[lena.id, "", [{ ...voice, id: "voice-2", seconds: 75 }]],
	[kofi.id, "The programme, and the rest", [pdf, zip, bare]],
	[lena.id, "", [pdf, song]],
];

const messages: Message[] = said.map(([author_id, text, files], index) => ({
	id: `with-files-${index}`,
	conversation_id: kitchen.id,
	number: index + 1,
	author_id,
	text,
	sent_at: new Date(NOW - (said.length - index) * 240_000).toISOString(),
	files: files.map((it, at) => ({ ...it, id: `${it.id}-${index}-${at}` })),
}));

export const withFiles: State = {
	...populated,
	timelines: put(populated.timelines, kitchen.id, { messages, hasOlder: false, hasNewer: false }),
	conversations: put(populated.conversations, kitchen.id, { ...kitchen, last_number: messages.length }),
	markers: put(populated.markers, kitchen.id, messages.length),
};

/** Part of it, so that it fits on one screen. */
export function withFilesFrom(from: number, to: number): State {
	const part = messages.slice(from, to);
	return {
		...withFiles,
		timelines: put(withFiles.timelines, kitchen.id, { messages: part, hasOlder: false, hasNewer: false }),
	};
}

const upload = (name: string, state: Upload["state"], more: Partial<Upload> = {}): Upload => ({
	id: `upload-${next++}`,
	name,
	type: "application/octet-stream",
	size: 24_000_000,
	sent: 0,
	state,
	again: false,
	error: null,
	picture: null,
	seconds: null,
	file: null,
	...more,
});

const held: Held = {
	id: "held",
	text: "Here is the film of the whole evening, it takes a while",
	uploads: [upload("evening.mp4", "sending", { type: "video/mp4", sent: 9_700_000 })],
};

export const tray: Tray = {
	held: [held],
	refused: "Raw material.mov is 2.1 GB. Files up to 512 MB can be sent here.",
	uploads: [
		upload("Lake.jpg", "done", { picture: lake.url, sent: 24_000_000 }),
		upload("Tower.jpg", "sending", { picture: tower.url, sent: 14_000_000 }),
		upload("Sign.png", "failed", { picture: sign.url, error: "Your space is full." }),
		upload("Accounts 2026.xlsx", "paused", { sent: 4_000_000 }),
		upload("Broken.bin", "failed", { error: "It can't be read any more. Choose it again." }),
		upload("Notes.txt", "waiting"),
	],
};

export const trays = new Map([[kitchen.id, tray]]);

export const gallery: GalleryFile[] = messages
	.flatMap(({ id, number, author_id, sent_at, files = [] }) =>
		files.map((it) => ({ file: it, message_id: id, number, thread_of: null, author_id, sent_at })),
	)
	.filter(({ file: it }) => it.type.startsWith("image/"));

const mine = (file: File, number: number): MyFile => ({
	file,
	conversation_id: kitchen.id,
	number,
	thread_of: null,
	sent_at: new Date(NOW - number * 86_400_000).toISOString(),
});

export const myFiles: MyFiles = {
	bytes: 4_700_000_000,
	most: 5 * 1024 ** 3,
	largest: [mine(lake, 3), mine(pdf, 5), mine(voice, 8)],
};
