/** The markdown tree as Preact nodes. Nothing is ever made from a string of HTML. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Entity } from "../api/types";
import { CodeBlock } from "./code-block";
import { EntityView } from "./entities/entity-view";
import { parseMarkdown } from "./markdown";
import { type Block, type Inline, plainText } from "./markdown-tree";
import { Spoiler } from "./spoiler";
import { TextLink } from "./text-link";

interface MarkdownProps {
	text: string;
	entities?: readonly Entity[] | undefined;
	/** Who does it, when the message is an action: "Ann" of "Ann waves". */
	actor?: string | undefined;
}

export function Markdown({ text, entities, actor }: MarkdownProps) {
	const tree = useMemo(() => parseMarkdown(text, entities), [text, entities]);
	const look = actor ? "prose action" : isLarge(tree) ? "prose emoji-only" : "prose";
	return <div class={look}>{actor ? renderAction(tree, actor) : tree.map(renderBlock)}</div>;
}

/** The name opens the first paragraph, and stands alone above anything else. */
function renderAction(tree: readonly Block[], actor: string): ComponentChildren {
	const [first, ...rest] = tree;
	const doing = first?.kind === "paragraph" ? first.children.map(renderInline) : null;
	return (
		<>
			<p dir="auto">
				<b dir="auto">{actor}</b> {doing}
			</p>
			{(doing ? rest : tree).map(renderBlock)}
		</>
	);
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
			return <CodeBlock key={key} text={block.text} language={block.language} />;
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
		case "entity":
			return <EntityView key={key} entity={node.entity} text={node.text} />;
		case "bold":
			return <strong key={key}>{node.children.map(renderInline)}</strong>;
		case "italic":
			return <em key={key}>{node.children.map(renderInline)}</em>;
		case "strike":
			return <s key={key}>{node.children.map(renderInline)}</s>;
		case "spoiler":
			return (
				<Spoiler key={key} words={plainText(node.children)}>
					{node.children.map(renderInline)}
				</Spoiler>
			);
		case "link":
			return (
				<TextLink key={key} href={node.href} bare={plainText(node.children) === node.href}>
					{node.children.map(renderInline)}
				</TextLink>
			);
	}
}

const EMOJI_ONLY =
	/^(?:\p{Extended_Pictographic}(?:\u{fe0f}|\u{200d}|\p{Emoji_Modifier})*|\p{Regional_Indicator}{2}|\s){1,24}$/u;
const MOST_LARGE = 3;

/** One to three emoji and nothing else are shown large, as the feeling that they are. The group's own count too. */
function isLarge(tree: readonly Block[]): boolean {
	const [only, ...rest] = tree;
	if (only?.kind !== "paragraph" || rest.length > 0) return false;
	let own = 0;
	let words = "";
	for (const node of only.children) {
		if (node.kind === "text") words += node.text;
		else if (node.kind === "entity" && node.entity.type === "emoji") own++;
		else return false;
	}
	if (words.trim() === "") return own > 0 && own <= MOST_LARGE;
	return isOnlyEmoji(words, MOST_LARGE - own);
}

export function isOnlyEmoji(text: string, most = MOST_LARGE): boolean {
	if (text.length > 40 || !EMOJI_ONLY.test(text)) return false;
	const pictures = text
		.replace(/\u200d\p{Extended_Pictographic}/gu, "")
		.match(/\p{Extended_Pictographic}|\p{Regional_Indicator}{2}/gu);
	return pictures !== null && pictures.length <= most;
}
