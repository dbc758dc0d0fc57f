/** What a failed request means for an engine that could try again. */
import { ApiError, Offline } from "../api/errors";

/** True when the same request may succeed later. Anything that is neither of our two errors is a bug: not retried. */
export function isTemporary(error: unknown): boolean {
	return error instanceof Offline || (error instanceof ApiError && error.isTemporary);
}

export function isSignedOut(error: unknown): boolean {
	return error instanceof ApiError && error.status === 401;
}
