/** Words that are hidden until somebody wants them: under the mouse, by keyboard, and from a screen reader. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface SpoilerProps {
	/** What is below the veil, as plain words: it gives the veil its width and nothing in it can be pressed. */
	words: string;
	children: ComponentChildren;
}

export function Spoiler({ words, children }: SpoilerProps) {
	const [shown, setShown] = useState(false);
	const revealed = useRef<HTMLSpanElement>(null);
	// The button is gone: the focus goes on to what it hid, and a screen reader reads it.
	useEffect(() => {
		if (shown) revealed.current?.focus({ preventScroll: true });
	}, [shown]);
	if (shown) {
		return (
			<span ref={revealed} class="spoiler shown" tabIndex={-1}>
				{children}
			</span>
		);
	}
	return (
		<button type="button" class="spoiler" aria-label="Spoiler, show it" title="Spoiler" onClick={() => setShown(true)}>
			<span aria-hidden="true">{words}</span>
		</button>
	);
}
