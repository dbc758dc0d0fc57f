/**
 * Code in colours, as Preact nodes: a chunk of its own. lowlight reads the code into a tree of named spans, so that no
 * markup is ever made of it. Languages are those that people paste; nothing is guessed.
 */
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import lua from "highlight.js/lib/languages/lua";
import makefile from "highlight.js/lib/languages/makefile";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import shell from "highlight.js/lib/languages/shell";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import type { ComponentChildren } from "preact";

const known = createLowlight({
	bash,
	c,
	cpp,
	csharp,
	css,
	diff,
	dockerfile,
	go,
	ini,
	java,
	javascript,
	json,
	kotlin,
	lua,
	makefile,
	markdown,
	php,
	python,
	ruby,
	rust,
	shell,
	sql,
	swift,
	typescript,
	xml,
	yaml,
});

/** Longer code is shown plain: grammars are regular expressions, and some of them look far ahead. */
const MOST_CHARACTERS = 16_000;

export type Highlight = typeof highlight;

/** Null when the language is not known, or the code is too long. */
export function highlight(code: string, language: string): ComponentChildren {
	const name = language.toLowerCase();
	if (code.length > MOST_CHARACTERS || !known.registered(name)) return null;
	return known.highlight(name, code, { prefix: "code-" }).children.map(node);
}

type Node = ReturnType<typeof known.highlight>["children"][number];

function node(it: Node, key: number): ComponentChildren {
	if (it.type === "text") return it.value;
	if (it.type !== "element") return null;
	return (
		<span key={key} class={([it.properties.className ?? []].flat() as string[]).join(" ")}>
			{it.children.map(node)}
		</span>
	);
}
