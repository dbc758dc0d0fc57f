/** Every screen renders without a browser: no global is touched while modules load or components render. */
import { render } from "preact-render-to-string";
import { beforeAll, describe, expect, test } from "vitest";
import { Router } from "wouter-preact";
import { memoryLocation } from "wouter-preact/memory-location";
import { fakeApp } from "../../dev/fake-app";
import { scenes } from "../../dev/scenes";
import { AppContext } from "../../src/app/context";
import { preloadPages, Routes } from "../../src/app/routes";

/** What a person must be able to read on each screen. */
const words: Record<string, string[]> = {
	opening: ["Opening…"],
	"sign-in": ["Make an account", "Welcome back", "Email", "Password", "I forgot my password"],
	"sign-in-by-invite": ["New here? Somebody has to invite you."],
	"sign-in-closed": ["New here? This place takes nobody new for now."],
	"sign-up": ["Make an account", "First name", "Been here before?"],
	"sign-up-first": ["Set-up code", "The first account owns this place"],
	"sign-up-by-invite": ["You need an invite"],
	reset: ["Forgot your password?", "This server sends no mail"],
	join: ["One moment…"],
	"join-inside": ["One moment…"],
	"first-group": ["Make your first group", "Living room"],
	"first-invite": ["You are invited", "Allotment 14", "June Walsh"],
	conversation: ["Sunday Crew", "War Room", "Holiday plans", "Two loaves.", "New since you left", "Tomás is writing…"],
	"conversation-lively": [
		"Pinned by Mira",
		"edited",
		"Message deleted",
		"3 replies",
		"Forwarded from June Walsh",
		"Undo",
		"1 pinned message",
	],
	thread: ["Reply in the thread", "3 replies", "Then twelve it is.", "Perfect, then I bring bread"],
	"conversation-writing": [
		">@Lena Brandt</b>",
		">#Office</a>",
		'<b dir="auto">Kofi</b> waves at',
		'alt=":soup:"',
		'aria-label="Spoiler, show it"',
		"Code, ts",
	],
	"conversation-offline": ["You are offline.", "Goes out when you are back", "Not sent.", "Discard"],
	"conversation-cut-off": ["The server can", "Goes out when the server is back", "Not connected"],
	"conversation-of-many": ["Guest 9"],
	"conversation-long": ["Message 100000."],
	"conversation-paged": ["Message 1000."],
	polls: ["Poll: Choose one", "Lentil soup with the good bread, 3 votes, 75%", "anonymous", "9 votes", "Final result"],
	files: ["Open Lake in the morning.jpg", "Open Tower.jpg and 3 more", "Voice note by Mira Adler", "Speed: 1 times"],
	pictures: ["Open Garden.jpg"],
	documents: ["Download Rehearsal take 3.mp3", "Position in Voice note by Lena Brandt"],
	previews: ["The Bread Pages", "Remove the previews", "Play from YouTube, which then sees you", "Play from Spotify"],
	"conversation-empty": ["Nothing here yet. Say the first thing."],
	"conversation-gone": ["This conversation is not here"],
	chat: ["Tomás Ortega", "Hello you", "Here now"],
	"group-without-rooms": ["No rooms yet"],
	"group-settings": ["Members", "Mira Adler", "Delete for everybody"],
	settings: ["lena@example.org", "Not proved yet", "Delete my account"],
	keys: ["Your keys", "Make a key", "Instance keys", "What they did"],
	audit: ["What instance keys did", "Audit log"],
	"group-platform": ["Bots", "Webhooks in", "Webhooks out", "Commands", "Tell an address"],
	search: ["Search messages", "Everything that you may read", "Every link"],
	saved: ["Only you see what you saved.", "I have the big pot", "Another time", "You wanted to be reminded"],
	scheduled: ["To Kitchen", "a place that you can no longer read", "It was not sent: You can no longer", "Send now"],
	"catch-up": ["Catch up", "One moment…", "with a draft", "1 message that was not sent", "1 reminder"],
	"nothing-for-later": ["Nothing here. Save a message from its menu"],
	lost: ["There is nothing at this address"],
	"call-outside": [
		"Join the call in Kitchen: Mira and Tomás (muted, hand raised).",
		"Join the call",
		"In the call for",
		"You joined from another device or tab.",
	],
	"call-of-three": [
		"In Kitchen",
		"with Mira and Tomás",
		"Mira Adler, speaking",
		"Tomás Ortega, muted",
		"Mute",
		"Leave",
	],
	"call-with-cameras": ["Turn the camera off", "Mira Adler, speaking, camera on"],
	"call-of-eight": ["cameras pause", "No microphone was found", "Ask the call doctor", "connecting…", "hand raised"],
	"call-of-thirty": ["In Kitchen", "Guest 25"],
	"call-screen": ["Whose screen", "Tomás's screen is on its way…", "sharing the screen"],
	"call-sharing": ["Everybody in the call sees your screen.", "Stop sharing", "Lower the hand"],
	"call-elsewhere": ["In Kitchen", "You are in the call", "Join the call with Tomás Ortega", "Tomás is calling."],
	"call-preview": ["Join the call in Kitchen: Mira, Tomás, June and Kofi."],
	"call-unavailable": ["Start a call"],
	doctor: ["Call doctor", "Nobody else hears or sees you."],
};

function markup(name: string): string {
	const scene = scenes[name];
	if (!scene) throw new Error(`No scene is called ${name}.`);
	const { hook } = memoryLocation({ path: scene.path });
	return render(
		<AppContext.Provider value={fakeApp(scene)}>
			<Router hook={hook}>
				<Routes />
			</Router>
		</AppContext.Provider>,
	);
}

beforeAll(preloadPages);

describe("screens render without a browser", () => {
	test("every scene is expected to say something", () => {
		expect(Object.keys(words).sort()).toEqual(Object.keys(scenes).sort());
	});

	test.each(Object.entries(words))("%s", (name, expected) => {
		const html = markup(name);
		for (const phrase of expected) expect(html).toContain(phrase);
	});

	test("a conversation of 100,000 messages puts only a few rows into the page", () => {
		expect(markup("conversation-long").match(/<article/g)?.length).toBeLessThan(60);
	});

	test("only where one can make an account does the sign-in page lead there", () => {
		expect(markup("sign-in")).toContain('href="/sign-up"');
		for (const name of ["sign-in-by-invite", "sign-in-closed"]) expect(markup(name)).not.toContain('href="/sign-up"');
	});

	test("a server that is away does not make one offline", () => {
		expect(markup("conversation-cut-off")).not.toContain("You are offline");
		expect(markup("conversation-offline")).not.toContain("The server can");
	});

	test("an account that was deleted has no name but keeps its messages", () => {
		const html = markup("conversation");
		expect(html).toContain("Deleted member");
		expect(html).toContain("I ate the last piece.");
	});

	test("a member sees no way to rename the group or to take invites back", () => {
		const scene = scenes["group-settings"];
		if (!scene) throw new Error("no scene");
		const groups = new Map([...scene.state.groups].map(([id, entry]) => [id, { ...entry, myRole: "member" as const }]));
		const { hook } = memoryLocation({ path: scene.path });
		const html = render(
			<AppContext.Provider value={fakeApp({ ...scene, state: { ...scene.state, groups } })}>
				<Router hook={hook}>
					<Routes />
				</Router>
			</AppContext.Provider>,
		);
		expect(html).toContain("Mira Adler");
		expect(html).not.toContain("Name of the group");
		expect(html).not.toContain("Links that still work");
		expect(html).not.toContain("Delete for everybody");
	});
});
