/** What a message means: blocks of inlines. Made by `markdown.ts`, shown by `markdown-view.tsx`. */
import type { Entity } from "../api/types";

export type Inline =
	| { kind: "text"; text: string }
	| { kind: "code"; text: string }
	/** What the server vouches for: a person, a room, an emoji. `text` is what it covers. */
	| { kind: "entity"; entity: Entity; text: string }
	| { kind: "bold" | "italic" | "strike" | "spoiler"; children: Inline[] }
	| { kind: "link"; href: string; children: Inline[] };

export type Block =
	| { kind: "paragraph"; children: Inline[] }
	| { kind: "code"; text: string; language: string }
	| { kind: "quote"; children: Block[] }
	| { kind: "list"; start: number | null; items: Block[][] };

export const MAX_DEPTH = 16;

/** The words alone, for previews, titles and screen readers. */
export function plainText(nodes: ReadonlyArray<Block | Inline>): string {
	return nodes.map(textOf).join("");
}

function textOf(node: Block | Inline): string {
	if ("text" in node) return node.text;
	if ("items" in node) return node.items.map((item) => plainText(item)).join("\n");
	return plainText(node.children);
}
