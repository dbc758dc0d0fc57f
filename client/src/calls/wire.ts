/** What calls say over the live socket: the payloads of the signals, as both sides name them (docs/protocol.md). */
import type { Signal } from "../streams/protocol";
import type { ParticipantState } from "./seam";

/** A description or candidates on their way between two participants. `session` names one pair of connections. */
export interface Between {
	call_id: string;
	/** Who says it. */
	participant_id: string;
	to_participant: string;
	session: string;
}

export interface DescriptionPayload extends Between {
	sdp: string;
}

export interface Candidate {
	candidate: string;
	sdpMid: string | null;
	sdpMLineIndex: number | null;
}

export interface CandidatePayload extends Between {
	candidates: Candidate[];
}

/** What one peer hears of another, already known to be for this participant in this call. */
export type PeerSignal =
	| { type: "call.offer" | "call.answer"; session: string; sdp: string }
	| { type: "call.candidate"; session: string; candidates: Candidate[] };

export interface StatePayload extends ParticipantState {
	conversation_id: string;
	call_id: string;
	participant_id: string;
}

/** A signal of the peers, or null for anything else and for what is not of its form. */
export function peerSignal({ type, payload }: Signal): (PeerSignal & Omit<Between, "session">) | null {
	const { call_id, participant_id, to_participant, session, sdp, candidates } = payload;
	if (!isText(call_id) || !isText(participant_id) || !isText(to_participant) || !isText(session)) return null;
	const between = { call_id, participant_id, to_participant, session };
	if (type === "call.offer" || type === "call.answer") return isText(sdp) ? { type, ...between, sdp } : null;
	if (type !== "call.candidate" || !Array.isArray(candidates)) return null;
	return { type, ...between, candidates: candidates.filter(isCandidate) };
}

/** The payload of `call.state`, or null when it is none. */
export function statePayload({ type, payload }: Signal): StatePayload | null {
	if (type !== "call.state") return null;
	const { conversation_id, call_id, participant_id } = payload;
	if (!isText(conversation_id) || !isText(call_id) || !isText(participant_id)) return null;
	return { conversation_id, call_id, participant_id, ...stateOf(payload) };
}

/** Exactly the five claims; one that is not there is false. */
export function stateOf(claims: { readonly [K in keyof ParticipantState]?: unknown }): ParticipantState {
	const { muted, deafened, hand, video, sharing } = claims;
	return {
		muted: muted === true,
		deafened: deafened === true,
		hand: hand === true,
		video: video === true,
		sharing: sharing === true,
	};
}

function isText(value: unknown): value is string {
	return typeof value === "string";
}

function isCandidate(value: unknown): value is Candidate {
	return typeof value === "object" && value !== null && "candidate" in value && isText(value.candidate);
}
