/**
 * Carries my media and theirs over whatever transport the call has now. A new one is connected before the old one is
 * let go, and the old one's tracks are used until media flows in the new one's, so that a move is not heard.
 */
import { backOff, Naps, type Timers } from "../lib/timers";
import { isTemporary } from "../streams/failure";
import type { Grant, IceServers } from "./grants";
import type { CallTransport, Layer, LocalTracks, Source, TransportEvents } from "./transport";

export type Link = "connecting" | "connected" | "lost";

export interface CarrierPorts {
	timers: Timers;
	create(grant: Grant, events: TransportEvents): Promise<CallTransport>;
	/** Asks the server for a grant anew, for the same participant. */
	renew(): Promise<Grant>;
	iceServers(): Promise<IceServers>;
	toRtc(servers: IceServers["ice_servers"]): RTCIceServer[];
	onChange(): void;
	/** The server says no to this participant. */
	onRefused(error: unknown): void;
}

/** One transport with what it brought. */
class Seat {
	readonly tracks = new Map<string, Map<Source, MediaStreamTrack>>();
	readonly links = new Map<string, Link>();
	readonly grant: Grant;
	transport: CallTransport | null = null;
	isBroken = false;

	constructor(grant: Grant) {
		this.grant = grant;
	}

	leave(): void {
		this.isBroken = true;
		this.transport?.leave();
		this.tracks.clear();
	}

	/** Something of theirs flows here: a track is muted until its first packet. */
	hears(participantId: string): boolean {
		return [...(this.tracks.get(participantId)?.values() ?? [])].some(({ muted }) => !muted);
	}
}

/** Milliseconds. */
const OVERLAP_LOOKS = 1_000;
const OVERLAP_AFTER_ALL = 6_000;
const OVERLAP_AT_MOST = 25_000;
const RENEW_AT_LEAST = 30_000;
const RENEW_AGAIN = 15_000;
const USUAL_LIFETIME = 600_000;

const RECONNECTING = "The connection to the media server was lost. Connecting again…";

export class Carrier {
	readonly #ports: CarrierPorts;
	readonly #naps: Naps;
	#seat: Seat | null = null;
	#before: Seat | null = null;
	#tracks: LocalTracks = {};
	#others: readonly string[] = [];
	readonly #layers = new Map<string, Layer>();
	#replacing = false;
	/** Raised for each new participant: what is on its way for the one before is dropped. */
	#generation = 0;
	#stopped = false;
	readonly #timers = new Map<"overlap" | "renew", () => void>();
	notice: string | null = null;

	constructor(ports: CarrierPorts) {
		this.#ports = ports;
		this.#naps = new Naps(ports.timers);
	}

	get kind(): CallTransport["kind"] | null {
		return this.#seat?.grant.transport ?? null;
	}

	get grant(): Grant | null {
		return this.#seat?.grant ?? null;
	}

	/** As a new participant: what was carried for the one before ends. */
	async start(grant: Grant): Promise<void> {
		this.#generation += 1;
		this.#replacing = false;
		for (const seat of this.#seats()) seat.leave();
		const generation = this.#generation;
		try {
			await this.#sit(grant);
		} catch {
			if (generation === this.#generation) await this.replace();
		}
	}

	/** To what the server grants now: the call has moved, or the transport broke. One at a time. */
	async replace(): Promise<void> {
		if (this.#replacing || this.#stopped) return;
		this.#replacing = true;
		const generation = this.#generation;
		for (let attempt = 0; !this.#stopped && generation === this.#generation; attempt += 1) {
			try {
				await this.#sit(await this.#ports.renew());
				break;
			} catch (error) {
				if (generation !== this.#generation) return;
				if (isRefusal(error)) {
					this.#ports.onRefused(error);
					break;
				}
				this.#say(RECONNECTING);
				await this.#naps.sleep(backOff(attempt + 1, this.#ports.timers, 500, 8_000));
			}
		}
		if (generation !== this.#generation) return;
		this.#replacing = false;
		this.#say(null);
	}

	publish(tracks: LocalTracks): void {
		this.#tracks = tracks;
		for (const { transport } of this.#seats()) void transport?.publish(tracks).catch(() => {});
	}

	setOthers(participantIds: readonly string[]): void {
		this.#others = participantIds;
		for (const { transport } of this.#seats()) transport?.setOthers(participantIds);
	}

	setQuality(participantId: string, layer: Layer): void {
		if (this.#layers.get(participantId) === layer) return;
		this.#layers.set(participantId, layer);
		for (const { transport } of this.#seats()) transport?.setQuality(participantId, layer);
	}

	/** The network changed. */
	restart(): void {
		this.#naps.wake();
		for (const { transport } of this.#seats()) transport?.restart();
	}

	track(participantId: string, source: Source): MediaStreamTrack | null {
		const brought = (seat: Seat | null) => seat?.tracks.get(participantId)?.get(source);
		const [now, before] = [brought(this.#seat), brought(this.#before)];
		return (now?.muted && before && !before.muted ? before : now) ?? before ?? null;
	}

	link(participantId: string): Link {
		return this.#seat?.links.get(participantId) ?? "connecting";
	}

	stop(): void {
		this.#stopped = true;
		this.#naps.wake();
		for (const cancel of this.#timers.values()) cancel();
		for (const seat of this.#seats()) seat.leave();
		this.#seat = this.#before = null;
	}

	#seats(): Seat[] {
		return [this.#seat, this.#before].filter((it): it is Seat => it !== null && !it.isBroken);
	}

	async #sit(grant: Grant): Promise<void> {
		const generation = this.#generation;
		const seat = new Seat(grant);
		const transport = await this.#ports.create(grant, this.#eventsOf(seat));
		seat.transport = transport;
		try {
			await transport.connect();
		} catch (error) {
			seat.leave();
			throw error;
		}
		if (this.#stopped || generation !== this.#generation) {
			seat.leave();
			return;
		}
		this.#change(seat);
		void transport.publish(this.#tracks).catch(() => {});
		transport.setOthers(this.#others);
		for (const [id, layer] of this.#layers) transport.setQuality(id, layer);
		this.#renewBefore(grant);
		this.#ports.onChange();
	}

	#change(seat: Seat): void {
		const old = this.#seat;
		this.#before?.leave();
		this.#before = null;
		this.#seat = seat;
		if (!old) return;
		if (old.isBroken) {
			old.leave();
			return;
		}
		this.#before = old;
		this.#overlap(old, this.#ports.timers.now());
	}

	/** Others come over when they can, and hear me a little later than I hear them: for them too the old one is kept. */
	#overlap(old: Seat, since: number, wholeAt = since): void {
		this.#set("overlap", OVERLAP_LOOKS, () => {
			const now = this.#ports.timers.now();
			const missed = this.#others.some((id) => old.hears(id) && !this.#seat?.hears(id));
			if ((!missed && now - wholeAt >= OVERLAP_AFTER_ALL) || now - since >= OVERLAP_AT_MOST) {
				old.leave();
				if (this.#before === old) this.#before = null;
				this.#ports.onChange();
			} else this.#overlap(old, since, missed ? now : wholeAt);
		});
	}

	#eventsOf(seat: Seat): TransportEvents {
		return {
			track: (participantId, source, track) => {
				const tracks = seat.tracks.get(participantId) ?? new Map<Source, MediaStreamTrack>();
				if (track) {
					tracks.set(source, track);
					track.addEventListener("unmute", this.#ports.onChange);
				} else tracks.delete(source);
				seat.tracks.set(participantId, tracks);
				this.#ports.onChange();
			},
			link: (participantId, link) => {
				seat.links.set(participantId, link);
				this.#ports.onChange();
			},
			failed: () => {
				if (seat.isBroken || seat !== this.#seat) return;
				seat.isBroken = true;
				this.#say(RECONNECTING);
				void this.replace();
			},
		};
	}

	/** New credentials for TURN while the old ones still hold. */
	#renewBefore({ ice_servers, expires_at }: IceServers): void {
		if (!ice_servers.some(({ credential }) => credential)) return;
		const left = expires_at ? Date.parse(expires_at) - this.#ports.timers.now() : Number.NaN;
		// A clock that is wrong must neither renew all the time nor never.
		const lifetime = left > 0 && left < 2 * USUAL_LIFETIME ? left : USUAL_LIFETIME;
		this.#renewIn(Math.max(RENEW_AT_LEAST, lifetime * 0.75));
	}

	#renewIn(delay: number): void {
		this.#set("renew", delay, () => {
			const { iceServers, toRtc } = this.#ports;
			iceServers().then(
				(fresh) => {
					if (this.#stopped) return;
					this.#seat?.transport?.setIceServers(toRtc(fresh.ice_servers));
					this.#renewBefore(fresh);
				},
				() => {
					if (!this.#stopped) this.#renewIn(RENEW_AGAIN);
				},
			);
		});
	}

	#say(notice: string | null): void {
		if (notice === this.notice) return;
		this.notice = notice;
		this.#ports.onChange();
	}

	#set(name: "overlap" | "renew", delay: number, work: () => void): void {
		this.#timers.get(name)?.();
		this.#timers.set(name, this.#ports.timers.after(delay, work));
	}
}

/** Anything but our server's no may be another way of being away: a media server fails in its own words. */
function isRefusal(error: unknown): boolean {
	return error instanceof Error && error.name === "ApiError" && !isTemporary(error);
}
