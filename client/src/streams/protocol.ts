/** The frames of WS /api/stream (docs/protocol.md), both ways. Unknown members and frames are ignored. */
import type { Event } from "../store/events";

export type ResetReason = "too_far" | "epoch" | "ahead" | "hash" | "floor";

export interface Hello {
	frame: "hello";
	cursors: Record<string, number>;
	hashes: Record<string, string>;
	epoch: string | null;
	client: { name: string; version: string };
	token?: string;
}

export interface Welcome {
	frame: "welcome";
	connection: string;
	user: string;
	epoch: string;
	heads: Record<string, number>;
	heartbeat_seconds: number;
}

export interface EventFrame extends Event {
	frame: "event";
}

export interface Reset {
	frame: "reset";
	stream: string;
	head: number;
	reason: ResetReason;
}

export interface Left {
	frame: "left";
	stream: string;
	reason: string;
}

export interface Signal {
	frame: "signal";
	stream: string;
	type: string;
	payload: Record<string, unknown>;
	from: { user: string; connection: string };
}

export interface OutgoingSignal {
	frame: "signal";
	stream: string;
	type: string;
	payload: Record<string, unknown>;
	to?: string;
}

export interface ErrorFrame {
	frame: "error";
	code: string;
	message: string;
	retry_after?: number;
}

export type Incoming =
	| Welcome
	| EventFrame
	| Reset
	| Left
	| Signal
	| ErrorFrame
	| { frame: "ping" }
	| { frame: "pong" };
export type Outgoing = Hello | OutgoingSignal | { frame: "ping" } | { frame: "pong" };

/** What the server means by closing the socket. */
export const CloseCode = {
	notSignedIn: 4001,
	notAllowed: 4003,
	tooManySockets: 4004,
	tooSlow: 4008,
	goingAway: 4010,
	tooManyFrames: 4029,
	badFrame: 4400,
} as const;

/** A frame, or null for bytes that are none: a broken frame must not take the page down. */
export function parseFrame(text: string): Incoming | null {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== "object" || value === null || !("frame" in value)) return null;
		return typeof value.frame === "string" ? (value as Incoming) : null;
	} catch {
		return null;
	}
}
