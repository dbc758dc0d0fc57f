/** The four sites whose things play in place, and what their frames may do. The server makes the addresses. */
import type { Preview } from "../api/types";

export type PlayerName = NonNullable<Preview["player"]>;

interface Player {
	/** As people call it. */
	readonly name: string;
	/** The only origin that its frame may come from; the page's policy names the same ones. */
	readonly origin: string;
	/** What the frame may do beside running its own scripts at its own origin. */
	readonly sandbox: string;
	/** Features of the browser that it may use. */
	readonly allow: string;
	/** Height by width; or a fixed height in pixels, where what is shown has no shape of its own. */
	readonly shape: { ratio: number } | { height: number };
	/** YouTube plays for nobody who does not say from where; the others learn nothing. */
	readonly referrer: "no-referrer" | "strict-origin";
}

const VIDEO = "autoplay; encrypted-media; fullscreen; picture-in-picture";

export const PLAYERS: Record<PlayerName, Player> = {
	youtube: {
		name: "YouTube",
		origin: "https://www.youtube-nocookie.com",
		sandbox: "allow-scripts allow-same-origin allow-presentation allow-popups",
		allow: VIDEO,
		shape: { ratio: 9 / 16 },
		referrer: "strict-origin",
	},
	vimeo: {
		name: "Vimeo",
		origin: "https://player.vimeo.com",
		sandbox: "allow-scripts allow-same-origin allow-presentation",
		allow: VIDEO,
		shape: { ratio: 9 / 16 },
		referrer: "no-referrer",
	},
	spotify: {
		name: "Spotify",
		origin: "https://open.spotify.com",
		sandbox: "allow-scripts allow-same-origin allow-popups",
		allow: "autoplay; encrypted-media",
		shape: { height: 152 },
		referrer: "no-referrer",
	},
	x: {
		name: "X",
		origin: "https://platform.twitter.com",
		sandbox: "allow-scripts allow-same-origin allow-popups",
		allow: "",
		shape: { height: 480 },
		referrer: "no-referrer",
	},
};

/** The address of the frame with its start by itself, if it is the player's own; null for any other. */
export function frameAddress({ player, player_url }: Preview): string | null {
	if (!player || !player_url) return null;
	const url = new URL(player_url);
	if (url.origin !== PLAYERS[player].origin) return null;
	if (player === "youtube" || player === "vimeo") url.searchParams.set("autoplay", "1");
	return url.href;
}
