/**
 * One call that I am in, from walking in to the end: who is in (membership), how media travels (carrier), what I tell
 * (telling), and the signals between peers. It knows no device and no view; the engine gives it tracks and looks.
 */
import type { Call } from "../api/types";
import type { Timers } from "../lib/timers";
import type { Event } from "../store/events";
import type { State } from "../store/state";
import type { Signal } from "../streams/protocol";
import { Carrier } from "./carrier";
import { type Grant, iceServersOf, type Joined } from "./grants";
import type { Connection } from "./line";
import { Membership } from "./membership";
import { Mesh } from "./mesh";
import { type Outgoing, SignalQueue } from "./queue";
import type { CallRequests } from "./requests";
import type { ActiveCall, ParticipantState } from "./seam";
import { Telling } from "./telling";
import type { CallTransport, TransportEvents } from "./transport";
import { type PeerSignal, peerSignal } from "./wire";

export interface LiveCallPorts {
	timers: Timers;
	state(): State;
	/** Whether the live socket is there; signals are lost otherwise. */
	isLive(): boolean;
	signal(signal: Outgoing): void;
	requests: CallRequests;
	newId(): string;
	connect(configuration: RTCConfiguration): Connection;
	/** A transport over a media server; its code is loaded for it. */
	createOther(grant: Grant, iceServers: RTCIceServer[], events: TransportEvents): Promise<CallTransport>;
	hostname: string;
	/** What I do now, as others are to see it. */
	myState(): ParticipantState;
	onChange(): void;
	onOver(farewell: string | null): void;
}

/** Milliseconds: after it a microphone must not open by itself in the middle of others' talk. */
const LONG_SILENCE = 120_000;
const MOVES_APART = 2_000;

export class LiveCall {
	readonly membership: Membership;
	readonly carrier: Carrier;
	readonly #ports: LiveCallPorts;
	readonly #telling: Telling;
	readonly #queue: SignalQueue;
	#mesh: Mesh | null = null;
	#known = "";
	/** When I last said that I am here; and whether there was a long silence before it. */
	#aliveAt: number;
	#wasSilent = false;
	#movedAt = Number.NEGATIVE_INFINITY;

	constructor(conversationId: string, ports: LiveCallPorts) {
		const { timers, state, newId } = ports;
		this.#ports = ports;
		this.#aliveAt = timers.now();
		this.#queue = new SignalQueue(timers, ports.signal);
		this.#telling = new Telling(timers, () => this.#tell());
		this.membership = new Membership(conversationId, {
			timers,
			state,
			newId,
			wasAwayForLong: () => this.#wasSilent,
			join: (participantId) => this.#join(conversationId, participantId),
			onEntered: (grant) => this.#entered(grant),
			onChange: () => this.#changed(),
			onOver: (farewell) => this.#over(farewell),
		});
		this.carrier = this.#makeCarrier(conversationId);
	}

	get phase(): ActiveCall["phase"] {
		if (this.membership.phase === "joining") return "joining";
		return this.#ports.isLive() ? "in" : "away";
	}

	get call(): Call | null {
		return this.membership.call;
	}

	get participantId(): string {
		return this.membership.participantId;
	}

	enter(): Promise<void> {
		return this.membership.enter();
	}

	/** At once for me; the server is told, and finds out by my silence when it can't be. */
	async leave(): Promise<void> {
		const { conversationId, participantId } = this.membership;
		this.membership.end(null);
		await this.#ports.requests.leaveCall(conversationId, participantId).catch(() => {});
	}

	leaveAtOnce(): void {
		const { conversationId, participantId } = this.membership;
		this.membership.end(null);
		this.#ports.requests.leaveCallAtOnce(conversationId, participantId);
	}

	follow(): void {
		this.membership.follow();
	}

	heard(event: Event): void {
		this.membership.heard(event);
	}

	/** My state changed. */
	tell(): void {
		if (this.membership.phase === "in") this.#telling.now();
	}

	/** From the live socket: what another participant of this call says to me. */
	take(signal: Signal): void {
		const said = peerSignal(signal);
		if (!said || !this.#mesh || said.call_id !== this.call?.id) return;
		if (signal.stream !== this.#stream || said.to_participant !== this.participantId) return;
		this.#mesh.take(said.participant_id, said);
	}

	connected(): void {
		this.#queue.clear();
		this.membership.wake();
		this.tell();
		this.#mesh?.sayAgain();
		this.#ports.onChange();
	}

	disconnected(): void {
		this.#queue.clear();
		this.#ports.onChange();
	}

	/** I may have left while the server was asked: it is told again then, or it would hold my place. */
	async #join(conversationId: string, participantId: string): Promise<Joined> {
		const { requests } = this.#ports;
		const joined = await requests.joinCall(conversationId, participantId);
		if (this.membership.phase === "over") void requests.leaveCall(conversationId, participantId).catch(() => {});
		return joined;
	}

	get #stream(): string | undefined {
		return this.#ports.state().conversations.get(this.membership.conversationId)?.stream;
	}

	#makeCarrier(conversationId: string): Carrier {
		const { timers, requests, hostname, onChange } = this.#ports;
		// The call may have moved while the seat for it was still being taken.
		const changed = () => {
			this.#moveAlong();
			onChange();
		};
		return new Carrier({
			timers,
			create: (grant, events) => this.#create(grant, events),
			renew: () => this.membership.renew(),
			iceServers: () => requests.iceServers(conversationId),
			toRtc: (servers) => iceServersOf(servers, hostname),
			onChange: changed,
			onRefused: (error) => this.membership.end(error instanceof Error ? error.message : null),
		});
	}

	#entered(grant: Grant): void {
		this.#known = "";
		this.#aliveAt = this.#ports.timers.now();
		this.#wasSilent = false;
		this.#telling.now();
		void this.carrier.start(grant);
	}

	/** The log says who is in and over what media travels; a newcomer does not know yet what I do. */
	#changed(): void {
		const { call, participantId, phase } = this.membership;
		const others = call?.participants.map(({ id }) => id).filter((id) => id !== participantId) ?? [];
		const known = others.join(" ");
		if (phase === "in" && known !== this.#known) {
			this.#known = known;
			this.carrier.setOthers(others);
			this.#telling.now();
		}
		this.#moveAlong();
		this.#ports.onChange();
	}

	/** To the transport that the call has now, when that is another than mine; not without a pause between two tries. */
	#moveAlong(): void {
		const { call, phase } = this.membership;
		const { kind } = this.carrier;
		if (phase !== "in" || !call || !kind || call.transport === kind) return;
		const now = this.#ports.timers.now();
		if (now - this.#movedAt < MOVES_APART) return;
		this.#movedAt = now;
		void this.carrier.replace();
	}

	#over(farewell: string | null): void {
		this.#telling.stop();
		this.#queue.clear();
		this.carrier.stop();
		this.#mesh = null;
		this.#ports.onOver(farewell);
	}

	async #create(grant: Grant, events: TransportEvents): Promise<CallTransport> {
		const iceServers = iceServersOf(grant.ice_servers, this.#ports.hostname);
		if (grant.transport !== "mesh") return this.#ports.createOther(grant, iceServers, events);
		const { timers, connect, newId } = this.#ports;
		const participantId = grant.participant_id;
		this.#mesh = new Mesh({ participantId, iceServers }, events, {
			timers,
			connect,
			newSession: newId,
			say: (to, signal) => this.#say(participantId, to, signal),
		});
		return this.#mesh;
	}

	#say(participantId: string, to: string, { type, ...said }: PeerSignal): void {
		const stream = this.#stream;
		const { call } = this;
		if (!stream || !call || !this.#ports.isLive()) return;
		const payload = { call_id: call.id, participant_id: participantId, to_participant: to, ...said };
		this.#queue.push({ stream, type, payload });
	}

	/** Also binds this connection of the live socket to my participant, so it goes before all that waits. */
	#tell(): void {
		this.#moveAlong();
		const stream = this.#stream;
		const { call } = this;
		if (!stream || !call || !this.#ports.isLive()) return;
		const now = this.#ports.timers.now();
		if (now - this.#aliveAt > LONG_SILENCE) this.#wasSilent = true;
		this.#aliveAt = now;
		const payload = {
			conversation_id: call.conversation_id,
			call_id: call.id,
			participant_id: this.participantId,
			...this.#ports.myState(),
		};
		this.#queue.pushFirst({ stream, type: "call.state", payload });
	}
}
