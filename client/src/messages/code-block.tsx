/** Code in a message: in colours when its language is known, and with a button that copies it. */
import { Check, Copy } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "../ui/button";
import type { Highlight } from "./highlight";

/** Loaded with the first code that names its language. */
let highlight: Highlight | null = null;

export function CodeBlock({ text, language }: { text: string; language: string }) {
	const code = useRef<HTMLElement>(null);
	const colours = useHighlight(language);
	return (
		<div class="code-block">
			<pre dir="ltr" role="region" tabIndex={0} aria-label={language ? `Code, ${language}` : "Code"}>
				<code ref={code}>{colours?.(text, language) ?? text}</code>
			</pre>
			<CopyCode text={text} code={code} />
		</div>
	);
}

function useHighlight(language: string): Highlight | null {
	const [, redraw] = useState(0);
	useEffect(() => {
		if (language === "" || highlight) return;
		let wanted = true;
		import("./highlight").then(
			(module) => {
				highlight = module.highlight;
				if (wanted) redraw(1);
			},
			// Offline: the code is there, without colours.
			() => {},
		);
		return () => {
			wanted = false;
		};
	}, [language]);
	return language === "" ? null : highlight;
}

/** Plain http has no clipboard interface: then the code is selected. */
function CopyCode({ text, code }: { text: string; code: { current: HTMLElement | null } }) {
	const [said, setSaid] = useState("");
	useEffect(() => {
		if (said === "") return;
		const timer = setTimeout(() => setSaid(""), 2500);
		return () => clearTimeout(timer);
	}, [said]);
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(text);
			setSaid("Copied");
		} catch {
			if (code.current) getSelection()?.selectAllChildren(code.current);
			setSaid("Selected. Copy it with your keyboard.");
		}
	};
	return (
		<>
			<IconButton label="Copy the code" icon={said === "Copied" ? Check : Copy} onClick={copy} />
			<span class="unseen" role="status">
				{said}
			</span>
		</>
	);
}
