/** LiveKit as a transport. */
import type { CallTransport, TransportEvents } from "./transport";

export function createLivekitTransport(
	_grant: { url: string; token: string; participantId: string },
	_events: TransportEvents,
): CallTransport {
	throw new Error("This page can't use LiveKit yet.");
}
