/** What a file is to a reader, and in what order the kinds stand below a text. Pure. */
import type { File } from "../api/types";

export type Kind = "picture" | "voice" | "video" | "audio" | "pdf" | "file";

export interface Picture extends File {
	width: number;
	height: number;
}

/** What browsers play without being asked which codec is inside; another film may turn out to be silent data. */
const VIDEO = /^video\/(mp4|webm|quicktime|ogg|x-m4v)$/;
const AUDIO = /^audio\/(mpeg|mp4|aac|ogg|opus|wav|x-wav|wave|webm|flac|x-flac|x-m4a)$/;

export function kindOf(file: File): Kind {
	if (file.waveform) return "voice";
	if (isPicture(file)) return "picture";
	if (VIDEO.test(file.type)) return "video";
	if (AUDIO.test(file.type)) return "audio";
	return file.type === "application/pdf" ? "pdf" : "file";
}

/** One that the server could decode: its size is known, so its place can be kept. */
export function isPicture(file: File): file is Picture {
	return file.type.startsWith("image/") && Boolean(file.width && file.height);
}

/** Animated ones have a still thumbnail even when they are small; the server does not say more. */
export function mayMove({ type, thumbnail, width = 0, height = 0 }: File): boolean {
	if (!thumbnail) return false;
	return type === "image/gif" || (type === "image/webp" && Math.max(width ?? 0, height ?? 0) <= 800);
}

/** "PDF", "ZIP", "File": by the name's ending, as people call it. */
export function sortInWords({ name, type }: { name: string; type: string }): string {
	const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
	if (ending) return ending.toUpperCase();
	const [family] = type.split("/");
	return { image: "Picture", video: "Video", audio: "Audio", text: "Text" }[family ?? ""] ?? "File";
}
