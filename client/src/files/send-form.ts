/** A form with a file in it that becomes no attachment: an emoji, a gif of the shelf. */
import { read, type UploadWire } from "./wire";

/** The JSON of the answer. `timeLimit`: milliseconds. Rejects with `ApiError` or `Offline`. */
export async function sendForm<T>(wire: UploadWire, path: string, body: FormData, timeLimit: number): Promise<T> {
	return read<T>(await wire({ method: "POST", path, body, signal: AbortSignal.timeout(timeLimit) }));
}
