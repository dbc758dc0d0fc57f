/** A message in one line of plain words: above the composer, in lists and in notices. Spoilers stay hidden. */
import type { Message } from "../api/types";
import { parseMarkdown } from "./markdown";
import type { Block, Inline } from "./markdown-tree";

const MOST_CHARACTERS = 200;

export function summaryOf({ text, entities, files = [], poll, deleted_at }: Partial<Message>): string {
	if (deleted_at) return "Deleted message";
	// Nobody reads more than a line: the rest need not be parsed. Entities beyond it are dropped with it.
	const words = parseMarkdown((text ?? "").slice(0, 4 * MOST_CHARACTERS), entities)
		.map(wordsOf)
		.join(" ");
	const line = words.replace(/\s+/gu, " ").trim();
	if (line) return clipped(poll ? `Poll: ${line}` : line);
	if (files.length > 1) return `${files.length} files`;
	return files[0] ? (files[0].waveform ? "Voice note" : clipped(files[0].name)) : "";
}

function clipped(line: string): string {
	const characters = [...line];
	return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join("")}…` : line;
}

function wordsOf(node: Block | Inline): string {
	if (node.kind === "spoiler") return "▒▒▒";
	if ("text" in node) return node.text;
	if ("items" in node) return node.items.map((item) => item.map(wordsOf).join(" ")).join(" ");
	return node.children.map(wordsOf).join(node.kind === "quote" ? " " : "");
}
