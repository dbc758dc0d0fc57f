/** What the engine needs of the page: between the facade, which is always there, and the chunk that is loaded for calls. */
import type { Timers } from "../lib/timers";
import type { State } from "../store/state";
import type { Outgoing } from "./queue";
import type { CallRequests } from "./requests";
import type { ActiveCall, Devices, MediaPreferences } from "./seam";
import type { CallStates } from "./states";

export interface EnginePorts {
	timers: Timers;
	state(): State;
	isLive(): boolean;
	signal(signal: Outgoing): void;
	requests: CallRequests;
	newId(): string;
	preferences(): MediaPreferences;
	/** How loud somebody is for me, 0 to 2. */
	volume(userId: string): number;
	states: CallStates;
	show(active: ActiveCall | null): void;
	farewell(sentence: string): void;
	onDevices(devices: Devices): void;
}
