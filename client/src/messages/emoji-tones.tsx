/** The tone of skin, chosen once for every hand and face. */
import { useState } from "preact/hooks";
import { TONES } from "./emoji-data";
import { rememberTone } from "./emoji-tone";

const HAND = "✋";
const NAMES = ["No tone", "Light", "Medium light", "Medium", "Medium dark", "Dark"];

export function Tones({ tone, onTone }: { tone: number; onTone: (tone: number) => void }) {
	const [open, setOpen] = useState(false);
	const choose = (next: number) => {
		rememberTone(next);
		onTone(next);
		setOpen(false);
	};
	if (!open) {
		return (
			<button
				type="button"
				class="emoji-tone"
				aria-label={`Tone of skin: ${NAMES[tone]}`}
				title="Tone of skin"
				onClick={() => setOpen(true)}
			>
				{HAND + (TONES[tone - 1] ?? "")}
			</button>
		);
	}
	return (
		<div class="emoji-tones" role="group" aria-label="Tone of skin">
			{NAMES.map((name, index) => (
				<button
					key={name}
					type="button"
					class="emoji-tone"
					aria-label={name}
					aria-pressed={index === tone}
					title={name}
					onClick={() => choose(index)}
				>
					{HAND + (TONES[index - 1] ?? "")}
				</button>
			))}
		</div>
	);
}
