/** A text to hand on, with a button that copies it. Plain http has no clipboard interface: then the text is selected. */
import { Check, Copy } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button";
import { hasTouch } from "./touch";

interface CopyFieldProps {
	label: string;
	text: string;
	/** One of several: it does not ask for the focus. */
	quiet?: boolean;
}

export function CopyField({ label, text, quiet = false }: CopyFieldProps) {
	const input = useRef<HTMLInputElement>(null);
	const box = useRef<HTMLDivElement>(null);
	const [outcome, setOutcome] = useState<"copied" | "selected" | null>(null);
	useEffect(() => {
		if (!outcome) return;
		const timer = setTimeout(() => setOutcome(null), 2500);
		return () => clearTimeout(timer);
	}, [outcome]);
	// The link appears when the server has made it: then copying is what one wants to do.
	useEffect(() => {
		if (!quiet && !hasTouch()) box.current?.querySelector("button")?.focus();
	}, []);
	const copy = async () => setOutcome((await copied(text, input.current)) ? "copied" : "selected");
	return (
		<div class="copy" ref={box}>
			<input
				ref={input}
				class="input"
				readOnly
				value={text}
				aria-label={label}
				onFocus={(event) => event.currentTarget.select()}
			/>
			<Button look={quiet ? "plain" : "primary"} icon={outcome === "copied" ? Check : Copy} onClick={copy}>
				{outcome === "copied" ? "Copied" : "Copy"}
			</Button>
			<span class="unseen" role="status">
				{outcome === "copied" && "Copied"}
				{outcome === "selected" && "Selected. Copy it with your keyboard."}
			</span>
		</div>
	);
}

async function copied(text: string, input: HTMLInputElement | null): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		input?.focus();
		input?.select();
		return false;
	}
}
