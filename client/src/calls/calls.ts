/**
 * Calls as the page has them from the start: small signals and commands. What needs devices and connections is in a
 * chunk of its own (engine.ts), which the first join or preview loads.
 */
import { type Signal, signal } from "@preact/signals";
import { newId } from "../lib/ids";
import type { Timers } from "../lib/timers";
import type { Event } from "../store/events";
import type { State } from "../store/state";
import type { Signal as SignalFrame } from "../streams/protocol";
import type { CallEngine } from "./engine";
import type { EnginePorts } from "./ports";
import { defaultPreferences, type KeptPreferences } from "./preferences";
import type { Outgoing } from "./queue";
import type { CallRequests } from "./requests";
import type { ActiveCall, Calls, Devices, JoinOptions, MediaPreferences, Preview } from "./seam";
import { CallStates, type States } from "./states";

export interface CallsPorts {
	timers: Timers;
	state(): State;
	isLive(): boolean;
	signal(signal: Outgoing): void;
	requests: CallRequests;
	kept: KeptPreferences;
	/** Why calls can't work in this page, or null. */
	unavailable: string | null;
	load(ports: EnginePorts): Promise<CallEngine>;
}

const NO_DEVICES: Devices = {
	microphones: [],
	cameras: [],
	speakers: [],
	canChooseSpeaker: false,
	canShareScreen: false,
};

export class PageCalls implements Calls {
	readonly active = signal<ActiveCall | null>(null);
	readonly farewell = signal<string | null>(null);
	readonly states: Signal<States> = signal(new Map());
	readonly devices = signal(NO_DEVICES);
	readonly preferences = signal(defaultPreferences);
	readonly unavailable: string | null;

	readonly #ports: CallsPorts;
	readonly #states: CallStates;
	#volumes = new Map<string, number>();
	#userId: string | null = null;
	#engine: CallEngine | null = null;
	#loading: Promise<CallEngine> | null = null;

	constructor(ports: CallsPorts) {
		this.#ports = ports;
		this.unavailable = ports.unavailable;
		const { timers, state } = ports;
		const onChange = (states: States) => {
			this.states.value = states;
			this.#engine?.othersTold();
		};
		this.#states = new CallStates({ timers, state, onChange });
	}

	async join(conversationId: string, options?: JoinOptions): Promise<void> {
		if (this.unavailable) throw new Error(this.unavailable);
		this.farewell.value = null;
		const userId = this.#userId;
		const engine = await this.#load();
		// Signed out, or another user, while the chunk was on its way.
		if (userId === this.#userId) await engine.join(conversationId, options);
	}

	async leave(): Promise<void> {
		await this.#engine?.leave();
	}

	dismissFarewell(): void {
		this.farewell.value = null;
	}

	setMuted(muted: boolean): void {
		this.#engine?.setMuted(muted);
	}

	setDeafened(deafened: boolean): void {
		this.#engine?.setDeafened(deafened);
	}

	setHand(hand: boolean): void {
		this.#engine?.setHand(hand);
	}

	async setVideo(on: boolean): Promise<void> {
		await this.#engine?.setVideo(on);
	}

	async setSharing(on: boolean): Promise<void> {
		await this.#engine?.setSharing(on);
	}

	setVolume(userId: string, volume: number): void {
		const within = Math.min(2, Math.max(0, volume));
		this.#volumes.delete(userId);
		if (within !== 1) this.#volumes.set(userId, within);
		if (this.#userId) this.#ports.kept.saveVolumes(this.#userId, this.#volumes);
		this.#engine?.volumeChanged();
	}

	talk(held: boolean): void {
		this.#engine?.talk(held);
	}

	setVisible(userId: string, size: "off" | "small" | "medium" | "large"): void {
		this.#engine?.setVisible(userId, size);
	}

	async prefer(change: Partial<MediaPreferences>): Promise<void> {
		const before = this.preferences.peek();
		const now = { ...before, ...change };
		this.preferences.value = now;
		if (this.#userId) this.#ports.kept.save(this.#userId, now);
		await this.#engine?.prefer(before, now);
	}

	async refreshDevices(): Promise<void> {
		if (!this.unavailable) await (await this.#load()).refreshDevices();
	}

	async preview(): Promise<Preview> {
		if (this.unavailable) throw new Error(this.unavailable);
		return (await this.#load()).preview();
	}

	// What the page tells

	/** Somebody is signed in. */
	enter(userId: string): void {
		this.#userId = userId;
		this.preferences.value = this.#ports.kept.load(userId);
		this.#volumes = this.#ports.kept.volumes(userId);
	}

	/** Signed out, or the page stops: nothing of the call stays. */
	stop(): void {
		this.#userId = null;
		this.#engine?.stop();
		this.#states.stop();
		this.farewell.value = null;
	}

	follow(before: State, now: State): void {
		this.#states.follow(before, now);
		this.#engine?.call?.follow();
	}

	heard(event: Event): void {
		this.#engine?.call?.heard(event);
	}

	take(frame: SignalFrame): void {
		this.#states.take(frame);
		this.#engine?.call?.take(frame);
	}

	connected(): void {
		this.#engine?.call?.connected();
	}

	disconnected(): void {
		this.#engine?.call?.disconnected();
	}

	networkChanged(): void {
		this.#engine?.networkChanged();
	}

	/** The page will not run again: others should not see me for the seconds until I am missed. */
	pageGone(): void {
		this.#engine?.leaveAtOnce();
	}

	#load(): Promise<CallEngine> {
		this.#loading ??= this.#ports.load(this.#enginePorts()).then(
			(engine) => {
				this.#engine = engine;
				return engine;
			},
			() => {
				this.#loading = null;
				throw new Error("Calls could not be loaded. Check your connection, then try again.");
			},
		);
		return this.#loading;
	}

	#enginePorts(): EnginePorts {
		const { timers, state, isLive, signal, requests } = this.#ports;
		return {
			...{ timers, state, isLive, signal, requests, newId },
			preferences: () => this.preferences.peek(),
			volume: (userId) => this.#volumes.get(userId) ?? 1,
			states: this.#states,
			show: (active) => {
				this.active.value = active;
			},
			farewell: (sentence) => {
				this.farewell.value = sentence;
			},
			onDevices: (devices) => {
				this.devices.value = devices;
			},
		};
	}
}
