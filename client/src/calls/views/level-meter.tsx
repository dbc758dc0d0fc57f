/** How loud a microphone is now. */
import type { ReadonlySignal } from "@preact/signals";

const BARS = Array.from({ length: 16 }, (_, at) => at);

export function LevelMeter({ level }: { level: ReadonlySignal<number> }) {
	const now = Math.min(1, Math.max(0, level.value));
	const lit = Math.round(now * BARS.length);
	return (
		<div
			class="meter"
			role="meter"
			aria-label="What your microphone hears"
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={Math.round(now * 100)}
		>
			{BARS.map((bar) => (
				<i key={bar} class={bar < lit ? "lit-bar" : ""} />
			))}
		</div>
	);
}
