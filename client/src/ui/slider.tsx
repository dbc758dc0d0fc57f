/** A value from nothing to `most`, with its words beside it. */
import { useId } from "preact/hooks";

interface SliderProps {
	label: string;
	value: number;
	most: number;
	step: number;
	words: (value: number) => string;
	onInput: (value: number) => void;
}

export function Slider({ label, value, most, step, words, onInput }: SliderProps) {
	const id = useId();
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<span class="slider">
				<input
					id={id}
					type="range"
					min={0}
					max={most}
					step={step}
					value={value}
					aria-valuetext={words(value)}
					onInput={(event) => onInput(Number(event.currentTarget.value))}
				/>
				<output for={id}>{words(value)}</output>
			</span>
		</div>
	);
}
