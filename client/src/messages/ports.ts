/** What the commands on messages need of the engine, and what they tell the views by. */
import type { Signal } from "@preact/signals";
import type { Message } from "../api/types";
import type { Timers } from "../lib/timers";
import type { State } from "../store/state";
import type { MessageRequests } from "./requests";
import type { Messages } from "./seam";

export interface MessagePorts {
	store: { get(): State; set(state: State): void };
	timers: Timers;
	requests: MessageRequests;
	/** Brings the page around a number into the window of a conversation. */
	around(conversationId: string, number: number): Promise<void>;
	/** My read markers: told now, and then left alone in this conversation until it is opened anew. */
	holdSeen(conversationId: string): Promise<void>;
	/** The copy that I made is there, maybe before its event. */
	sent(message: Message): void;
}

export type MessageSignals = {
	[Name in keyof Messages as Messages[Name] extends { value: unknown } ? Name : never]: Messages[Name] extends {
		value: infer Value;
	}
		? Signal<Value>
		: never;
};
