/** What a screen may do with imports; a part of `App`. They are asked for, not in the state. */
import type { Import } from "../api/types";

export interface Imports {
	/** Mine, the newest first, without their people. */
	list(): Promise<Import[]>;
	get(importId: string): Promise<Import>;
	/** Uploads the archive (`onSent`: bytes so far) and has it looked into; `groupId` null: for a new group. */
	begin(file: File, groupId: string | null, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Import>;
	/** By key of a person: a user id, "new" or "skip". */
	start(importId: string, people: Readonly<Record<string, string>>): Promise<Import>;
	remove(importId: string): Promise<void>;
}
