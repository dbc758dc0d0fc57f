/**
 * The call doctor: looks at everything that a call needs, one thing after the other, and says in one sentence what to
 * do about each that is missing. Knows no browser: `DoctorPorts` are its hands.
 */

export type Outcome = "ok" | "warn" | "fail" | "skip";

export interface Finding {
	readonly outcome: Outcome;
	/** One sentence; for "warn" and "fail" it says what to do. */
	readonly words: string;
}

export type Kind = "microphone" | "camera";
export type CandidateType = "host" | "srflx" | "prflx" | "relay";

export interface Gathered {
	readonly types: ReadonlySet<CandidateType>;
	/** Every server that was asked has answered. In the same network the outside address is no other: it is left out. */
	readonly answered: boolean;
}

export interface DoctorPorts {
	/** Served by https, or from this machine. */
	isSecure(): boolean;
	/** Null where the browser does not tell. */
	permission(kind: Kind): Promise<PermissionState | null>;
	/** How many there are. */
	devices(): Promise<Record<Kind, number>>;
	/** Listens for a few seconds and gives the loudest level heard, 0 to 1. Rejects when it can't be opened. */
	loudest(): Promise<number>;
	/** Opens the camera and shows it; gives the width of its picture. Rejects when it can't be opened. */
	pictureWidth(): Promise<number>;
	iceServers(): Promise<RTCIceServer[]>;
	/** Which ways to this browser are found within a few seconds. */
	gather(servers: RTCIceServer[]): Promise<Gathered>;
	/** A call of this page with itself: true when it connects. */
	loopback(servers: RTCIceServer[], policy: RTCIceTransportPolicy): Promise<boolean>;
	isLive(): boolean;
	/** Puts away what was opened. */
	finish(): void;
}

interface Visit {
	servers: RTCIceServer[];
}

export interface Check {
	readonly id: string;
	readonly title: string;
	/** Said while it runs. */
	readonly doing: string;
	run(ports: DoctorPorts, visit: Visit): Promise<Finding>;
}

const ok = (words: string): Finding => ({ outcome: "ok", words });
const warn = (words: string): Finding => ({ outcome: "warn", words });
const fail = (words: string): Finding => ({ outcome: "fail", words });
const skip = (words: string): Finding => ({ outcome: "skip", words });

/** Below this a microphone hears nothing but itself. */
const HEARD = 0.02;

const secure: Check = {
	id: "secure",
	title: "The address",
	doing: "Looking at the address…",
	run: async (ports) =>
		ports.isSecure()
			? ok("The browser may hand out microphones to this page.")
			: fail("Browsers give microphones to https only: whoever runs the server runs distributed host DOMAIN."),
};

const socket: Check = {
	id: "socket",
	title: "The server",
	doing: "Asking the server…",
	run: async (ports) =>
		ports.isLive()
			? ok("The live connection to the server stands.")
			: fail("The live connection is down: check your network, or ask whoever runs the server."),
};

const permission = (kind: Kind): Check => ({
	id: `${kind}-permission`,
	title: `Permission for the ${kind}`,
	doing: "Asking the browser…",
	run: async (ports) => {
		const state = await ports.permission(kind);
		if (state === "denied") {
			const words = `The browser blocks the ${kind} here: allow it by the icon beside the address, then load the page again.`;
			return kind === "microphone" ? fail(words) : warn(words);
		}
		return ok(state === "granted" ? "You have allowed it." : "The browser will ask you when it is needed.");
	},
});

const devices: Check = {
	id: "devices",
	title: "Devices",
	doing: "Counting microphones and cameras…",
	run: async (ports) => {
		const { microphone, camera } = await ports.devices();
		if (microphone === 0)
			return fail("There is no microphone: plug one in, or let the browser use it in the system's settings.");
		if (camera === 0) return warn("There is no camera: plug one in if you want to be seen; talking works without.");
		return ok(`${counted(microphone, "microphone")} and ${counted(camera, "camera")}.`);
	},
};

const level: Check = {
	id: "level",
	title: "Your voice",
	doing: "Listening for a few seconds: say something…",
	run: async (ports) => {
		const heard = await ports.loudest();
		return heard >= HEARD
			? ok("You are heard.")
			: warn("Nothing was heard: speak up, choose another microphone in the settings, or unmute it in the system.");
	},
};

const picture: Check = {
	id: "picture",
	title: "Your picture",
	doing: "Opening the camera…",
	run: async (ports) => {
		const { camera } = await ports.devices();
		if (camera === 0) return skip("There is no camera to look through.");
		const width = await ports.pictureWidth();
		return width > 0
			? ok("The camera gives a picture.")
			: warn("The camera opens but gives no picture: close other programs that use it.");
	},
};

const candidates: Check = {
	id: "candidates",
	title: "Ways to you",
	doing: "Looking for ways through your network…",
	run: async (ports, visit) => {
		visit.servers = await ports.iceServers();
		const { types: found, answered } = await ports.gather(visit.servers);
		const [stun, turn] = [has(visit.servers, "stun"), has(visit.servers, "turn")];
		if (!found.has("host") && !found.has("relay"))
			return fail("The browser offers no way for calls: a privacy setting or extension blocks WebRTC; allow it here.");
		if (turn && !found.has("relay"))
			return warn("The relay did not answer: whoever runs the server opens its ports, UDP 3478 and those of coturn.");
		if (stun && !answered && !found.has("srflx"))
			return warn(
				"The server does not tell your outside address: whoever runs it opens the UDP port of STUN, or try another network.",
			);
		return ok(`Found: ${listedWays(found)}.`);
	},
};

const loopback: Check = {
	id: "loopback",
	title: "A call with yourself",
	doing: "Calling this page from this page…",
	run: async (ports, { servers }) =>
		(await ports.loopback(servers, "all"))
			? ok("It connects.")
			: fail("The browser can't even call itself: turn off extensions that block WebRTC, or try another browser."),
};

const relay: Check = {
	id: "relay",
	title: "A call through the relay",
	doing: "Calling through the relay…",
	run: async (ports, { servers }) => {
		if (!has(servers, "turn"))
			return skip("This server has no relay; without one, people behind strict networks may not get through.");
		return (await ports.loopback(servers, "relay"))
			? ok("It connects, so strict networks are no obstacle.")
			: fail("Nothing comes back through the relay: whoever runs the server runs distributed doctor there.");
	},
};

export const CHECKS: readonly Check[] = [
	secure,
	socket,
	permission("microphone"),
	permission("camera"),
	devices,
	level,
	picture,
	candidates,
	loopback,
	relay,
];

/** Runs all, telling each finding as it comes. One that breaks is a finding too, and the others still run. */
export async function examine(ports: DoctorPorts, told: (id: string, finding: Finding) => void): Promise<void> {
	const visit: Visit = { servers: [] };
	try {
		for (const check of CHECKS) told(check.id, await find(check, ports, visit));
	} finally {
		ports.finish();
	}
}

async function find(check: Check, ports: DoctorPorts, visit: Visit): Promise<Finding> {
	if (check !== secure && check !== socket && !ports.isSecure()) return skip("Waits for https.");
	try {
		return await check.run(ports, visit);
	} catch (error) {
		return fail(brokenWords(check, error));
	}
}

const BROKEN: Record<string, string> = {
	NotAllowedError: "You or the browser said no: allow it by the icon beside the address, then start again.",
	NotFoundError: "It is not there: plug it in, then start again.",
	NotReadableError: "Another program holds it: close that one, then start again.",
};

function brokenWords(check: Check, error: unknown): string {
	if (!(error instanceof Error)) return "This could not be looked at: start again, or try another browser.";
	return BROKEN[error.name] ?? `${check.title} could not be looked at (${error.message}): start again.`;
}

/** What it comes to, above the list. */
export function verdict(findings: readonly Finding[]): Finding {
	const outcomes = new Set(findings.map(({ outcome }) => outcome));
	if (outcomes.has("fail")) return fail("Something stands in the way of calls. Begin with the first red line.");
	if (outcomes.has("warn")) return warn("Calls work, with something to look at.");
	return ok("All is well. Walk into a room.");
}

/** The server says 0.0.0.0 where it knows no name of its own: it is the machine that this page comes from. */
export function reachable(servers: readonly RTCIceServer[], hostname: string): RTCIceServer[] {
	const at = (url: string) => url.replace("0.0.0.0", hostname);
	return servers.map(({ urls, ...rest }) => ({ ...rest, urls: [urls].flat().map(at) }));
}

function has(servers: readonly RTCIceServer[], scheme: "stun" | "turn"): boolean {
	return servers.some(({ urls }) => [urls].flat().some((url) => url.startsWith(scheme)));
}

const WAYS: ReadonlyArray<readonly [CandidateType, string]> = [
	["host", "your own network"],
	["srflx", "your outside address"],
	["relay", "the relay"],
];

function listedWays(found: ReadonlySet<CandidateType>): string {
	return WAYS.filter(([type]) => found.has(type))
		.map(([, words]) => words)
		.join(", ");
}

function counted(number: number, one: string): string {
	return `${number} ${one}${number === 1 ? "" : "s"}`;
}
