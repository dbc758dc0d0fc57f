/** A real WebSocket to a path of our own server, as a `Wire`: the stream, and the relay of a call. */
import type { Wire, WireEvents } from "./socket";

export function openWire(path: string, events: WireEvents): Wire {
	const address = new URL(path, location.href);
	address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
	const socket = new WebSocket(address);
	socket.onopen = () => events.opened();
	socket.onmessage = ({ data }) => events.received(String(data));
	socket.onclose = ({ code }) => events.closed(code);
	return {
		send: (text) => {
			// Sending while it closes is silent; while it connects it would throw.
			if (socket.readyState === WebSocket.OPEN) socket.send(text);
		},
		close: () => {
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.close();
		},
	};
}
