/** What the parts of the pages say when the server has answered; the pages themselves are scenes of tests/render. */
import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import { expect, it } from "vitest";
import { lena, NOW, populated } from "../../dev/cast";
import { fakeApp } from "../../dev/fake-app";
import { AppContext } from "../../src/app/context";
import { BotBadge } from "../../src/groups/bot-badge";
import { AuditTable } from "../../src/platform/audit-page";
import { KeyLine } from "../../src/platform/key-line";
import { platformOf } from "../../src/platform/requests";
import { ScopeChoice } from "../../src/platform/scope-choice";
import { Usage } from "../../src/platform/usage-chart";

const app = fakeApp({ state: populated });
const platform = platformOf(app.platform);
const shown = (screen: ComponentChildren) => render(<AppContext.Provider value={app}>{screen}</AppContext.Provider>);

it("shows a key in words and never a secret", async () => {
	const [key] = await platform.keys();
	if (!key) throw new Error("no key");
	const html = shown(<KeyLine it={key} onOpen={() => {}} />);
	for (const words of ["Weather script", "Writes messages", "Only in Kitchen", "of 1,000 calls today"]) {
		expect(html).toContain(words);
	}
});

it("draws thirty bars with a name, and the same as a table", async () => {
	const html = shown(<Usage usage={await platform.usage("any", 30)} now={NOW} />);
	expect(html.match(/<g>/g)).toHaveLength(30);
	expect(html).toMatch(/aria-label="[\d,]+ calls in 30 days, \d+ refused, 0 failed"/);
	expect(html).toContain('<th scope="row"><code>GET /api/home</code></th>');
});

it("offers no writing where a key only reads", () => {
	const html = shown(<ScopeChoice chosen={new Set(["messages:read"])} onChange={() => {}} />);
	expect(html).toContain('name="messages:write"');
	expect(html).toContain('name="streams:read"');
	expect(html).not.toContain("streams:write");
	expect(html.match(/ checked/g)).toHaveLength(1);
});

it("lists what instance keys did", async () => {
	const { entries } = await platform.audit();
	const html = shown(<AuditTable entries={entries} />);
	for (const words of ["Our site", "users/create", "192.0.2.7"]) expect(html).toContain(words);
});

it("marks bots and nobody else", () => {
	expect(shown(<BotBadge user={{ ...lena, kind: "bot" }} />)).toContain("bot");
	expect(shown(<BotBadge user={lena} />)).toBe("");
	expect(shown(<BotBadge user={undefined} />)).toBe("");
});
