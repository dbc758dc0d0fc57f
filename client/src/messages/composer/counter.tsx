/** How much room is left, once it gets tight. */

const MOST_CHARACTERS = 8000;
const COUNTER_FROM = 7500;

export function Counter({ left }: { left: number }) {
	if (left > MOST_CHARACTERS - COUNTER_FROM) return null;
	return (
		<p class={left < 0 ? "composer-counter over" : "composer-counter"} role="status">
			{left < 0 ? `${-left} characters too long. Send it in two parts.` : `${left} characters left`}
		</p>
	);
}

/** Counted in code points, as the server does; short texts need no counting. */
export function charactersLeft(text: string): number {
	return text.length < COUNTER_FROM ? MOST_CHARACTERS - text.length : MOST_CHARACTERS - [...text.trim()].length;
}
