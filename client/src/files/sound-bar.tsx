/** Plays a voice note or music: a button, a place to seek in, the time and the pace. Keys: space, arrows, Home, End. */

import { Pause, Play } from "lucide";
import { SaveLink } from "../app/save-link";
import { IconButton } from "../ui/button";
import { type Playing, player, type Track } from "./player";
import { HEIGHT, strokesOf, widthOf } from "./waveform";
import { lengthInWords } from "./words";

interface SoundBarProps {
	track: Track;
	/** Whose it is: "Voice note by Ann", or the file's name. */
	label: string;
	waveform?: readonly number[] | undefined;
}

export function SoundBar({ track, label, waveform }: SoundBarProps) {
	const now = player().now.value;
	const mine = now?.id === track.id ? now : null;
	const seconds = mine?.seconds ?? track.seconds;
	if (mine?.problem) {
		return (
			<p class="sound-problem" role="alert">
				{mine.problem}{" "}
				<button type="button" class="link-button" onClick={() => player().toggle(track)}>
					Try again
				</button>
				{" · "}
				<SaveLink file={{ url: track.url, name: "" }}>Download</SaveLink>
			</p>
		);
	}
	return (
		<div class="sound-bar" role="group" aria-label={label}>
			<IconButton
				label={mine?.isPlaying ? "Pause" : "Play"}
				icon={mine?.isPlaying ? Pause : Play}
				look="primary"
				onClick={() => player().toggle(track)}
			/>
			<Seek track={track} now={mine} seconds={seconds} label={label} waveform={waveform} />
			<span class="sound-time">{lengthInWords(mine && mine.position > 0 ? mine.position : (seconds ?? 0))}</span>
			<Pace />
		</div>
	);
}

function Pace() {
	const rate = player().rate.value;
	return (
		<button
			type="button"
			class="sound-pace"
			aria-label={`Speed: ${rate} times`}
			title="Speed"
			onClick={() => player().nextRate()}
		>
			{rate}×
		</button>
	);
}

interface SeekProps extends SoundBarProps {
	now: Playing | null;
	seconds: number | null;
}

function Seek({ track, now, seconds, label, waveform }: SeekProps) {
	const position = now?.position ?? 0;
	const part = seconds ? Math.min(1, position / seconds) : 0;
	const to = (next: number) => seconds && player().seek(track, Math.min(seconds, Math.max(0, next)));
	return (
		<div
			class={waveform ? "seek waveform" : "seek"}
			role="slider"
			tabIndex={0}
			aria-label={`Position in ${label}`}
			aria-valuemin={0}
			aria-valuemax={Math.round(seconds ?? 0)}
			aria-valuenow={Math.round(position)}
			aria-valuetext={`${lengthInWords(position)} of ${lengthInWords(seconds ?? 0)}`}
			onPointerDown={(event) => {
				event.currentTarget.setPointerCapture(event.pointerId);
				to(placeIn(event) * (seconds ?? 0));
			}}
			onPointerMove={(event) => event.buttons === 1 && to(placeIn(event) * (seconds ?? 0))}
			onKeyDown={(event) => {
				const step = stepOf(event.key, position, seconds ?? 0);
				if (step === null && event.key !== " ") return;
				event.preventDefault();
				if (step === null) player().toggle(track);
				else to(step);
			}}
		>
			{waveform ? <Waveform waveform={waveform} part={part} /> : <Line part={part} />}
		</div>
	);
}

/** 0 to 1. */
function placeIn(event: { currentTarget: HTMLElement; clientX: number }): number {
	const { left, width } = event.currentTarget.getBoundingClientRect();
	return Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
}

function stepOf(key: string, position: number, seconds: number): number | null {
	const step = Math.max(1, seconds / 20);
	switch (key) {
		case "ArrowRight":
		case "ArrowUp":
			return position + step;
		case "ArrowLeft":
		case "ArrowDown":
			return position - step;
		case "Home":
			return 0;
		case "End":
			return seconds;
		default:
			return null;
	}
}

function Waveform({ waveform, part }: { waveform: readonly number[]; part: number }) {
	const strokes = strokesOf(waveform);
	const box = `0 0 ${widthOf(waveform)} ${HEIGHT}`;
	return (
		<>
			<svg viewBox={box} preserveAspectRatio="none" aria-hidden="true">
				<path d={strokes} />
			</svg>
			<svg
				class="played"
				viewBox={box}
				preserveAspectRatio="none"
				aria-hidden="true"
				style={{ clipPath: `inset(0 ${(1 - part) * 100}% 0 0)` }}
			>
				<path d={strokes} />
			</svg>
		</>
	);
}

function Line({ part }: { part: number }) {
	return (
		<span class="seek-line">
			<span style={{ width: `${part * 100}%` }} />
		</span>
	);
}
