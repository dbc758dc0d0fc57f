/** What the last press of a button in the call could not do, in one sentence. */
import { signal } from "@preact/signals";
import { failureWords } from "../../ui/submit";

export const trouble = signal<string | null>(null);

export async function attempt(action: Promise<void>): Promise<void> {
	trouble.value = null;
	try {
		await action;
	} catch (error) {
		trouble.value = failureWords(error);
	}
}
