import { expect, it } from "vitest";
import { followLine, hookLine, postLine } from "../../src/platform/curl";
import { byDay, byRoute, total } from "../../src/platform/usage";

const NOW = Date.parse("2026-11-27T23:30:00Z");
const row = (day: string, route: string, calls: number, refused = 0, failed = 0) => ({
	day,
	route,
	calls,
	refused,
	failed,
});
const usage = [
	row("2026-11-27", "GET /api/home", 3),
	row("2026-11-27", "POST /api/x", 5, 2, 1),
	row("2026-11-25", "GET /api/home", 9),
	row("2026-10-01", "GET /api/home", 100),
];

it("has a bar for each day up to today, also for those without a call", () => {
	expect(byDay(usage, 3, NOW)).toEqual([
		{ day: "2026-11-25", calls: 9, refused: 0, failed: 0 },
		{ day: "2026-11-26", calls: 0, refused: 0, failed: 0 },
		{ day: "2026-11-27", calls: 8, refused: 2, failed: 1 },
	]);
});

it("adds up by route, the busiest first", () => {
	expect(byRoute(usage.slice(0, 3)).map(({ route, calls }) => [route, calls])).toEqual([
		["GET /api/home", 12],
		["POST /api/x", 5],
	]);
	expect(total(byRoute(usage.slice(0, 3)))).toEqual({ calls: 17, refused: 2, failed: 1 });
	expect(total([])).toEqual({ calls: 0, refused: 0, failed: 0 });
});

it("writes lines that a shell takes as one word each", () => {
	expect(postLine("http://a.example", "r1", "dk_x")).toBe(
		"curl 'http://a.example/api/conversations/r1/messages' -H 'Authorization: Bearer dk_x' " +
			`-H 'Content-Type: application/json' -d '{"text":"Hello from a program"}'`,
	);
	expect(followLine("http://a.example", "r1", "dk_x")).toContain("-N 'http://a.example/api/conversations/r1/events'");
	expect(hookLine("http://a.example/it's")).toContain("'http://a.example/it'\\''s'");
});
