/** What the server answers to who joins: how media travels for this participant, and with which limits. */
import type { CallJoined, Grant, IceServer, IceServers } from "../api/types";

export type { CallJoined as Joined, Grant, IceServers };

/** A server that has no public name says 0.0.0.0 for itself: it is where the page came from. */
export function iceServersOf(servers: readonly IceServer[], hostname: string): RTCIceServer[] {
	const host = hostname.includes(":") && !hostname.startsWith("[") ? `[${hostname}]` : hostname;
	return servers.map(({ urls, username, credential }) => ({
		urls: urls.map((url) => url.replace("0.0.0.0", host)),
		...(username && credential ? { username, credential } : {}),
	}));
}
