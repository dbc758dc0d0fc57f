/**
 * How one file goes up: a small one in one request, a large one in pieces by the tus protocol 1.0 (https://tus.io), so
 * that a cut costs at most a piece. Both answer with the server's file.
 */
import { Offline } from "../api/errors";
import type { File as SentFile } from "../api/types";
import type { Chosen } from "./seam";
import { good, read, type UploadAnswer, type UploadWire } from "./wire";

/** Bytes: from here on in pieces. */
export const LARGE = 8 * 1024 * 1024;
const PIECE = 8 * 1024 * 1024;

const TUS = { "Tus-Resumable": "1.0.0" };

export interface Sending {
	readonly wire: UploadWire;
	readonly chosen: Chosen;
	/** Where the pieces go, once the server has said so; kept from one try to the next. */
	readonly resume: { path: string | null };
	readonly signal: AbortSignal;
	/** Bytes that have left this device, or that the server has. */
	onProgress(sent: number): void;
}

/** Rejects with `ApiError` or `Offline`; after a temporary one the same call goes on where it was. */
export function send(sending: Sending): Promise<SentFile> {
	return sending.chosen.blob.size > LARGE ? inPieces(sending) : whole(sending);
}

async function whole({ wire, chosen, signal, onProgress }: Sending): Promise<SentFile> {
	const { name, blob, voice } = chosen;
	const body = new FormData();
	if (voice) {
		body.append("seconds", String(voice.seconds));
		body.append("waveform", JSON.stringify(voice.waveform));
	}
	body.append("file", blob, name);
	const answer = await wire({
		method: "POST",
		path: "/api/files",
		body,
		signal,
		onProgress: (sent) => onProgress(Math.min(sent, blob.size)),
	});
	return read<{ file: SentFile }>(answer).file;
}

async function inPieces(sending: Sending): Promise<SentFile> {
	const { wire, chosen, resume, signal, onProgress } = sending;
	const { size } = chosen.blob;
	let offset = await begin(sending);
	onProgress(offset);
	while (offset < size) {
		const answer = await sendPiece(sending, offset);
		const next = Number(answer.header("Upload-Offset"));
		if (!(next > offset)) throw new Offline();
		offset = next;
		onProgress(offset);
		if (offset === size && answer.text !== "") return read<{ file: SentFile }>(answer).file;
	}
	const answer = await wire({ method: "GET", path: `${resume.path}/file`, signal });
	return read<{ file: SentFile }>(answer).file;
}

/** The offset to go on from. What the server no longer knows begins anew. */
async function begin(sending: Sending): Promise<number> {
	const { wire, resume, signal } = sending;
	if (resume.path) {
		const answer = await wire({ method: "HEAD", path: resume.path, headers: TUS, signal });
		const offset = Number(answer.header("Upload-Offset") ?? Number.NaN);
		if (answer.status < 300 && Number.isFinite(offset)) return offset;
		if (answer.status !== 404 && answer.status !== 410) good(answer);
	}
	resume.path = await create(sending);
	return 0;
}

async function create({ wire, chosen, signal }: Sending): Promise<string> {
	const { name, blob, voice } = chosen;
	const metadata = [
		["filename", name],
		["filetype", blob.type],
	];
	if (voice) metadata.push(["seconds", String(voice.seconds)], ["waveform", JSON.stringify(voice.waveform)]);
	const headers = {
		...TUS,
		"Upload-Length": String(blob.size),
		"Upload-Metadata": metadata.map(([key, value]) => `${key} ${inBase64(value ?? "")}`.trim()).join(","),
	};
	const answer = good(await wire({ method: "POST", path: "/api/uploads", headers, signal }));
	const location = answer.header("Location");
	if (!location) throw new Offline();
	// Only a path of this server: an absolute address may name it otherwise than the page does.
	return new URL(location, "http://here").pathname;
}

async function sendPiece({ wire, chosen, resume, signal, onProgress }: Sending, offset: number): Promise<UploadAnswer> {
	const answer = await wire({
		method: "PATCH",
		path: resume.path ?? "",
		headers: { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
		body: chosen.blob.slice(offset, offset + PIECE),
		signal,
		onProgress: (sent) => onProgress(offset + sent),
	});
	// The server is elsewhere than we thought, still busy with a piece that was cut, or has forgotten: ask it again.
	if ([404, 409, 410, 423].includes(answer.status)) throw new Offline();
	return good(answer);
}

function inBase64(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
