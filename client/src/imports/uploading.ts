/** The upload of an export, which goes on where it was when the network comes back. */
import type { File as SentFile } from "../api/types";
import { send } from "../files/sending";
import type { UploadWire } from "../files/wire";
import { isTemporary } from "../streams/failure";

const TRIES = 20;
/** Milliseconds. */
const PAUSE = 3_000;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

interface Uploading {
	file: File;
	onSent: (bytes: number) => void;
	signal: AbortSignal;
	pause?: (() => Promise<unknown>) | undefined;
}

export async function uploaded(
	wire: UploadWire,
	{ file, onSent, signal, pause = aMoment }: Uploading,
): Promise<SentFile> {
	const sending = { wire, chosen: { name: file.name, blob: file }, resume: { path: null }, signal, onProgress: onSent };
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await send(sending);
		} catch (error) {
			if (signal.aborted || attempt === TRIES || !isTemporary(error)) throw error;
			await pause();
		}
	}
}
