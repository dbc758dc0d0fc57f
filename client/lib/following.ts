/**
 * How a program stays in its streams whatever happens to the connection: the page's own socket (streams/socket), with a
 * position in place of the page's store.
 */
import { backOff, type Timers } from "../src/lib/timers";
import type { EventFrame, Left as LeftFrame, Reset as ResetFrame, Welcome } from "../src/streams/protocol";
import { StreamSocket, type Wire, type WireEvents } from "../src/streams/socket";
import type { Item, Position } from "./items";

/** Items that wait for a slow reader; then the connection is let go, and the log keeps the rest. */
export const MOST_WAITING = 5_000;

export interface FollowPorts {
	connect(events: WireEvents): Wire;
	timers: Timers;
	token: string;
	version: string;
	/** Whether the token still stands, when a connection was refused. */
	stillStands(): Promise<boolean>;
}

/** The server does not know this token any more: coming back would not help. */
export class StreamRefused extends Error {
	override readonly name = "StreamRefused";

	constructor() {
		super("The server does not know this token: the session has ended, or the key was revoked.");
	}
}

export class Following {
	/** After the item that was handed out last. */
	readonly position: Position;
	readonly #received: Position;
	readonly #ports: FollowPorts;
	readonly #socket: StreamSocket;
	readonly #waiting: Item[] = [];
	#wake: (() => void) | null = null;
	#refused = false;
	#ended = false;
	#gaps = 0;
	#again: (() => void) | null = null;

	constructor(position: Position, ports: FollowPorts) {
		this.position = position;
		this.#received = structuredClone(position);
		this.#ports = ports;
		this.#socket = new StreamSocket({
			connect: (events) => ports.connect(events),
			token: () => ports.token,
			timers: ports.timers,
			client: { name: "distributed-chat-typescript", version: ports.version },
			sync: {
				position: () => structuredClone(this.#received),
				welcome: (welcome) => this.#welcome(welcome),
				event: (frame) => this.#event(frame as EventFrame),
				reset: (frame) => this.#reset(frame),
				left: (frame) => this.#left(frame),
			},
			onStatus: () => {},
			onSignedOut: () => this.#refuse(),
			onRefused: () => void this.#ask(),
		});
	}

	start(): void {
		this.#socket.start();
	}

	stop(): void {
		this.#ended = true;
		this.#again?.();
		this.#socket.stop();
		this.#wake?.();
	}

	/** The next item; undefined after `stop`. Throws `StreamRefused`. */
	async next(): Promise<Item | undefined> {
		while (this.#waiting.length === 0) {
			if (this.#ended) return undefined;
			if (this.#refused) throw new StreamRefused();
			if (this.#socket.state === "stopped" && !this.#again) this.#socket.start();
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
		if (this.#ended) return undefined;
		const item = this.#waiting.shift() as Item;
		this.#move(this.position, item);
		return item;
	}

	#welcome({ epoch, heads }: Welcome): void {
		for (const position of [this.#received, this.position]) {
			position.epoch = epoch;
			for (const [stream, head] of Object.entries(heads)) position.cursors[stream] ??= head;
		}
	}

	#event({ stream, seq, type, at, payload, hash }: EventFrame): void {
		const before = this.#received.cursors[stream] ?? seq - 1;
		if (seq <= before) return;
		if (seq > before + 1) this.#comeBack();
		else this.#take({ kind: "event", stream, seq, type, at, payload, hash } as Item);
	}

	#reset({ stream, head, reason }: ResetFrame): void {
		this.#take({ kind: "reset", stream, head, reason });
	}

	#left({ stream, reason }: LeftFrame): void {
		this.#take({ kind: "left", stream, reason });
	}

	#take(item: Item): void {
		this.#gaps = 0;
		this.#move(this.#received, item);
		this.#waiting.push(item);
		if (this.#waiting.length >= MOST_WAITING) this.#socket.stop();
		this.#wake?.();
	}

	/** Something is missing: the log has it, and the next connection brings it. */
	#comeBack(): void {
		this.#socket.stop();
		const cancel = this.#ports.timers.after(backOff(this.#gaps, this.#ports.timers), () => {
			this.#again = null;
			this.#socket.start();
		});
		this.#again = cancel;
		this.#gaps += 1;
	}

	#refuse(): void {
		this.#refused = true;
		this.#socket.stop();
		this.#wake?.();
	}

	async #ask(): Promise<void> {
		if (!(await this.#ports.stillStands())) this.#refuse();
	}

	#move(position: Position, item: Item): void {
		if (item.kind === "left") delete position.cursors[item.stream];
		else position.cursors[item.stream] = item.kind === "event" ? item.seq : item.head;
		if (item.kind === "event") position.hashes[item.stream] = item.hash;
		else delete position.hashes[item.stream];
	}
}
