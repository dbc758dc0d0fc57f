import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { populated } from "../../dev/cast";
import { fakeApp } from "../../dev/fake-app";
import type { Export } from "../../src/api/types";
import { AppContext } from "../../src/app/context";
import { ArchiveLine, ofThis } from "../../src/archive/section";

const going: Export = {
	id: "1",
	of: "group",
	group_id: "crew",
	state: "working",
	done: 1200,
	total: 4000,
	file: null,
	error: null,
	created_at: new Date().toISOString(),
	expires_at: null,
};
const file = { id: "f", name: "Crew.zip", type: "application/zip", size: 2_500_000, url: "/api/files/f/Crew.zip" };
const ready: Export = { ...going, id: "2", state: "ready", done: 4000, file };
const failed: Export = { ...going, id: "3", state: "failed", error: "The disk of this server is full." };
const app = fakeApp({ state: populated });
const shown = (it: Export) =>
	render(
		<AppContext.Provider value={app}>
			<ArchiveLine it={it} onGone={async () => {}} />
		</AppContext.Provider>,
	);

test("says how far it is, and can be stopped", () => {
	const html = shown(going);
	for (const words of ["1,200 messages", 'value="1200"', 'max="4000"', "Stop"]) expect(html).toContain(words);
	expect(html).not.toContain("Download");
});

test("is downloaded under its name", () => {
	const html = shown(ready);
	for (const words of ['href="/api/files/f/Crew.zip"', 'download="Crew.zip"', "4,000 messages", "Delete"]) {
		expect(html).toContain(words);
	}
});

test("says what went wrong", () => {
	expect(shown(failed)).toContain("The disk of this server is full.");
});

test("stands where it belongs", () => {
	const mine: Export = { ...ready, id: "4", of: "me", group_id: null };
	const all = [going, mine];
	expect(ofThis(all, undefined)).toEqual([mine]);
	expect(ofThis(all, "crew")).toEqual([going]);
	expect(ofThis(all, "other")).toEqual([]);
});
