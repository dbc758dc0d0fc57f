/** What is said while the page is cut off: that this device has no network, or that the server does not answer. */
import type { App } from "./seam";

const WORDS = {
	network: {
		banner: "You are offline. What you send goes out when you are back.",
		pending: "Goes out when you are back",
		me: "Offline",
	},
	server: {
		banner: "The server can't be reached. What you send goes out when it is back.",
		pending: "Goes out when the server is back",
		me: "Not connected",
	},
};

/** Null while the page is not cut off. */
export function cutOff({ connection, online }: Pick<App, "connection" | "online">) {
	return connection.value === "offline" ? WORDS[online.value ? "server" : "network"] : null;
}
