/** The call doctor without a browser: every finding says what to do, and one that breaks stops no other. */
import { describe, expect, test, vi } from "vitest";
import { CHECKS, type DoctorPorts, examine, type Finding, reachable, verdict } from "../../src/calls/doctor";

const STUN = { urls: ["stun:chat.example.org:3478"] };
const TURN = { urls: ["turn:chat.example.org:3478"], username: "u", credential: "c" };

function healthy(change: Partial<DoctorPorts> = {}): DoctorPorts {
	return {
		isSecure: () => true,
		permission: async () => "granted",
		devices: async () => ({ microphone: 1, camera: 1 }),
		loudest: async () => 0.3,
		pictureWidth: async () => 640,
		iceServers: async () => [STUN, TURN],
		gather: async () => ({ types: new Set(["host", "srflx", "relay"]), answered: true }),
		loopback: async () => true,
		isLive: () => true,
		finish: () => {},
		...change,
	};
}

async function visit(change: Partial<DoctorPorts> = {}): Promise<Map<string, Finding>> {
	const findings = new Map<string, Finding>();
	await examine(healthy(change), (id, finding) => findings.set(id, finding));
	return findings;
}

function outcome(findings: Map<string, Finding>, id: string): string {
	return findings.get(id)?.outcome ?? "none";
}

describe("the call doctor", () => {
	test("finds nothing wrong where nothing is", async () => {
		const findings = await visit();
		expect([...findings.keys()]).toEqual(CHECKS.map(({ id }) => id));
		expect(new Set([...findings.values()].map((one) => one.outcome))).toEqual(new Set(["ok"]));
		expect(verdict([...findings.values()]).outcome).toBe("ok");
	});

	test("says which command gives https, and leaves alone what waits for it", async () => {
		const opened = vi.fn(async () => 1);
		const findings = await visit({ isSecure: () => false, loudest: opened, pictureWidth: opened });
		expect(findings.get("secure")?.words).toContain("distributed host DOMAIN");
		expect(outcome(findings, "level")).toBe("skip");
		expect(opened).not.toHaveBeenCalled();
		expect(outcome(findings, "socket")).toBe("ok");
	});

	test.each([
		["microphone-permission", "fail", { permission: async () => "denied" as const }],
		["camera-permission", "warn", { permission: async () => "denied" as const }],
		["devices", "fail", { devices: async () => ({ microphone: 0, camera: 1 }) }],
		["devices", "warn", { devices: async () => ({ microphone: 1, camera: 0 }) }],
		["picture", "skip", { devices: async () => ({ microphone: 1, camera: 0 }) }],
		["picture", "warn", { pictureWidth: async () => 0 }],
		["level", "warn", { loudest: async () => 0.001 }],
		["candidates", "fail", { gather: async () => ({ types: new Set<never>(), answered: true }) }],
		["candidates", "warn", { gather: async () => ({ types: new Set(["host", "srflx"] as const), answered: true }) }],
		["loopback", "fail", { loopback: async () => false }],
		["relay", "fail", { loopback: async (_: RTCIceServer[], policy: string) => policy !== "relay" }],
		["relay", "skip", { iceServers: async () => [STUN] }],
		["socket", "fail", { isLive: () => false }],
	])("%s: %s", async (id, expected, change) => {
		expect(outcome(await visit(change as Partial<DoctorPorts>), id)).toBe(expected);
	});

	test("does not ask for an outside address where there is none but the own", async () => {
		const inside = { types: new Set(["host"] as const), answered: true };
		const same = await visit({ iceServers: async () => [STUN], gather: async () => inside });
		expect(outcome(same, "candidates")).toBe("ok");
		const silent = await visit({
			iceServers: async () => [STUN],
			gather: async () => ({ ...inside, answered: false }),
		});
		expect(outcome(silent, "candidates")).toBe("warn");
	});

	test("a check that breaks is a finding, the others run, and the devices are put away", async () => {
		const refused = Object.assign(new Error("Permission denied"), { name: "NotAllowedError" });
		const finish = vi.fn();
		const findings = await visit({ loudest: () => Promise.reject(refused), finish });
		expect(findings.get("level")).toEqual({
			outcome: "fail",
			words: "You or the browser said no: allow it by the icon beside the address, then start again.",
		});
		expect(outcome(findings, "relay")).toBe("ok");
		expect(finish).toHaveBeenCalledOnce();
	});

	test("every finding is one sentence", async () => {
		const changes: Array<Partial<DoctorPorts>> = [
			{},
			{ isSecure: () => false },
			{ permission: async () => "denied", devices: async () => ({ microphone: 0, camera: 0 }), loudest: async () => 0 },
			{ gather: async () => ({ types: new Set(), answered: false }), loopback: async () => false, isLive: () => false },
		];
		for (const change of changes) {
			for (const { words } of (await visit(change)).values()) expect(words).toMatch(/^[^.]+\.$/);
		}
	});

	test("0.0.0.0 is the machine that the page comes from", () => {
		expect(reachable([{ urls: "stun:0.0.0.0:3478" }, TURN], "192.168.1.20")).toEqual([
			{ urls: ["stun:192.168.1.20:3478"] },
			TURN,
		]);
	});
});
