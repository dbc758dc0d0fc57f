/** Players: only the four, only from their own origins, in frames that may do little. */
import { expect, test } from "vitest";
import type { Preview } from "../../src/api/types";
import { frameAddress, PLAYERS } from "../../src/embeds/players";
import { previewsChanged } from "../../src/store/previews";
import { emptyState } from "../../src/store/state";

const video: Preview = {
	id: "p",
	url: "https://youtu.be/dQw4w9WgXcQ",
	player: "youtube",
	player_url: "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7",
};

test("a video begins by itself after the click", () => {
	expect(frameAddress(video)).toBe("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7&autoplay=1");
});

test("an address of another origin is never framed", () => {
	for (const player_url of ["https://evil.example/", "http://www.youtube-nocookie.com/embed/x", "javascript:alert(1)"])
		expect(frameAddress({ ...video, player_url })).toBeNull();
	expect(frameAddress({ ...video, player: null })).toBeNull();
	expect(frameAddress({ ...video, player_url: null })).toBeNull();
});

test("no frame may lead the page elsewhere, or ask for the camera", () => {
	for (const { sandbox, allow, origin } of Object.values(PLAYERS)) {
		expect(sandbox).not.toMatch(/top-navigation|modals|forms|downloads/);
		expect(allow).not.toMatch(/camera|microphone|geolocation|display-capture/);
		expect(new URL(origin).origin).toBe(origin);
	}
});

test("previews come to a message and go again", () => {
	const message = { id: "m", conversation_id: "c", number: 1, author_id: "a", text: "x", sent_at: "" };
	const timelines = new Map([["c", { messages: [message], hasOlder: false, hasNewer: false }]]);
	const where = { conversation_id: "c", message_id: "m" };
	const shown = previewsChanged({ ...emptyState, timelines }, { ...where, previews: [video] });
	expect(shown.timelines.get("c")?.messages[0]?.previews).toEqual([video]);
	const gone = previewsChanged(shown, { ...where, previews: [] });
	expect(gone.timelines.get("c")?.messages[0]).toEqual(message);
});
