/** The markdown tree as Preact nodes. Nothing is ever made from a string of HTML. */
import type { ComponentChildren } from "preact";
import { parseMarkdown } from "./markdown";
import type { Block, Inline } from "./markdown-tree";

export function Markdown({ text }: { text: string }) {
	const tree = parseMarkdown(text);
	return <div class={isOnlyEmoji(text) ? "prose emoji-only" : "prose"}>{tree.map(renderBlock)}</div>;
}

function renderBlock(block: Block, key: number): ComponentChildren {
	switch (block.kind) {
		case "paragraph":
			return (
				<p key={key} dir="auto">
					{block.children.map(renderInline)}
				</p>
			);
		case "code":
			return (
				<pre
					key={key}
					dir="ltr"
					role="region"
					tabIndex={0}
					aria-label={block.language ? `Code, ${block.language}` : "Code"}
				>
					<code>{block.text}</code>
				</pre>
			);
		case "quote":
			return <blockquote key={key}>{block.children.map(renderBlock)}</blockquote>;
		case "list":
			return renderList(block.items, block.start, key);
	}
}

function renderList(items: Block[][], start: number | null, key: number): ComponentChildren {
	const rows = items.map((item, at) => (
		// The tree is made anew from the text, places are its only identity.
		<li key={at} dir="auto">
			{item.map(renderBlock)}
		</li>
	));
	return start === null ? (
		<ul key={key}>{rows}</ul>
	) : (
		<ol key={key} start={start}>
			{rows}
		</ol>
	);
}

function renderInline(node: Inline, key: number): ComponentChildren {
	switch (node.kind) {
		case "text":
			return node.text;
		case "code":
			return (
				<code key={key} dir="ltr">
					{node.text}
				</code>
			);
		case "bold":
			return <strong key={key}>{node.children.map(renderInline)}</strong>;
		case "italic":
			return <em key={key}>{node.children.map(renderInline)}</em>;
		case "strike":
			return <s key={key}>{node.children.map(renderInline)}</s>;
		case "link":
			return (
				<a key={key} href={node.href} target="_blank" rel="noopener noreferrer nofollow ugc" title={node.href}>
					{node.children.map(renderInline)}
				</a>
			);
	}
}

const EMOJI_ONLY =
	/^(?:\p{Extended_Pictographic}(?:\u{fe0f}|\u{200d}|\p{Emoji_Modifier})*|\p{Regional_Indicator}{2}|\s){1,24}$/u;

/** One to three emoji and nothing else are shown large, as the feeling that they are. */
export function isOnlyEmoji(text: string): boolean {
	if (text.length > 40 || !EMOJI_ONLY.test(text)) return false;
	const pictures = text
		.replace(/\u200d\p{Extended_Pictographic}/gu, "")
		.match(/\p{Extended_Pictographic}|\p{Regional_Indicator}{2}/gu);
	return pictures !== null && pictures.length <= 3;
}
