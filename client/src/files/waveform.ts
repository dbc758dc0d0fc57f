/** Loudness of a recording in few steps, and its drawing. Pure. */

export const STEPS = 64;

/**
 * The peaks of the sound, 0 to 100, at most `steps` of them; the loudest is 100 unless all is near silence, so that a
 * quiet voice has a shape, too.
 */
export function waveformOf(samples: Float32Array, steps = STEPS): number[] {
	const count = Math.min(steps, samples.length);
	const peaks = Array.from({ length: count }, (_, at) => {
		const from = Math.floor((at * samples.length) / count);
		const to = Math.floor(((at + 1) * samples.length) / count);
		return loudness(samples.subarray(from, to));
	});
	const loudest = Math.max(0.02, ...peaks);
	return peaks.map((peak) => Math.round(Math.min(1, peak / loudest) * 100));
}

/** The root of the mean square: what ears hear, not a single click. */
function loudness(samples: Float32Array): number {
	let sum = 0;
	for (const sample of samples) sum += sample * sample;
	return Math.sqrt(sum / Math.max(1, samples.length));
}

/** Width of a step in the drawing; its box is `steps · 4` by 32. */
const STEP = 4;
export const HEIGHT = 32;

/** Upright strokes, each from the middle. */
export function strokesOf(waveform: readonly number[]): string {
	return waveform
		.map((loud, at) => {
			const half = 1 + (Math.min(100, Math.max(0, loud)) / 100) * (HEIGHT / 2 - 3);
			return `M${at * STEP + STEP / 2} ${HEIGHT / 2 - half}v${half * 2}`;
		})
		.join("");
}

export function widthOf(waveform: readonly number[]): number {
	return waveform.length * STEP;
}
