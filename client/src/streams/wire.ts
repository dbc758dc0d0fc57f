/** A real WebSocket to a path of our own server, as a `Wire`: the stream, and the relay of a call. */
import type { Wire, WireEvents } from "./socket";

interface Place {
	origin: string;
	token(): string | null;
}

/** Where the server is, when it is not where the page came from. */
let elsewhere: Place | null = null;

/** For a page that was exported for another place; called once, before the first wire. */
export function wiresLeadTo(place: Place): void {
	elsewhere = place;
}

export function openWire(path: string, events: WireEvents): Wire {
	return open(path, events, []);
}

/** For a socket without a hello: where no cookie says who it is, the handshake does, by the one header a page can set. */
export function openSignedWire(path: string, events: WireEvents): Wire {
	const token = elsewhere?.token();
	return open(path, events, token ? ["distributed", `bearer.${token}`] : []);
}

function open(path: string, events: WireEvents, protocols: string[]): Wire {
	const address = new URL(path, elsewhere?.origin ?? location.href);
	address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
	return wireOf(new WebSocket(address, protocols), events);
}

export function wireOf(socket: WebSocket, events: WireEvents): Wire {
	socket.onopen = () => events.opened();
	socket.onmessage = ({ data }) => events.received(String(data));
	socket.onclose = ({ code }) => events.closed(code);
	return {
		send: (text) => {
			// Sending while it closes is silent; while it connects it would throw.
			if (socket.readyState === socket.OPEN) socket.send(text);
		},
		close: () => {
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.close();
		},
	};
}
