/** A page whose API is on another origin: its token, its pictures and its files. */
import { describe, expect, test, vi } from "vitest";
import { ApiClient, type Fetch } from "../src/api/client";
import { AddressesElsewhere } from "../src/elsewhere/addresses";
import { fetchElsewhere, KeptSession } from "../src/elsewhere/session";

const API = "https://chat.example";

function shelf() {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key),
	};
}

function answering(...answers: Response[]) {
	const asked: { url: string; token: string | null; credentials: string | undefined }[] = [];
	const fetch: Fetch = async (url, init) => {
		const token = new Headers(init.headers).get("Authorization");
		asked.push({ url, token, credentials: init.credentials });
		return answers.shift() ?? new Response("{}");
	};
	return { asked, fetch };
}

describe("the session", () => {
	test("begins with the token of an answer, goes with every request, ends with the sign-out", async () => {
		const place = shelf();
		const session = new KeptSession(API, () => place);
		const ended = vi.fn();
		session.onEnd = ended;
		const { asked, fetch } = answering(
			Response.json({ user: {}, token: "abc" }, { status: 201 }),
			Response.json({ keys: [] }),
			new Response(null, { status: 204 }),
		);
		const api = new ApiClient(fetchElsewhere(API, session, fetch));
		await api.post("/api/sessions", { email: "ann@example.test" });
		await api.get("/api/keys");
		await api.delete("/api/sessions/current");
		expect(asked).toEqual([
			{ url: `${API}/api/sessions`, token: null, credentials: "omit" },
			{ url: `${API}/api/keys`, token: "Bearer abc", credentials: "omit" },
			{ url: `${API}/api/sessions/current`, token: "Bearer abc", credentials: "omit" },
		]);
		expect([...place.kept]).toEqual([]);
		expect(ended).toHaveBeenCalledOnce();
	});

	test("a secret in another answer is no session", async () => {
		const session = new KeptSession(API, shelf);
		const { fetch } = answering(Response.json({ token: "not mine" }));
		await new ApiClient(fetchElsewhere(API, session, fetch)).post("/api/hooks");
		expect(session.token).toBeNull();
	});

	test("one that ended is forgotten, but not what another tab has begun meanwhile", async () => {
		const place = shelf();
		const session = new KeptSession(API, () => place);
		session.token = "old";
		const { fetch } = answering(new Response("{}", { status: 401 }), new Response("{}", { status: 401 }));
		const slow: Fetch = async (url, init) => {
			new KeptSession(API, () => place).token = "new";
			return fetch(url, init);
		};
		await expect(new ApiClient(fetchElsewhere(API, session, slow)).get("/api/home")).rejects.toThrow();
		expect(session.token).toBe("new");
		await expect(new ApiClient(fetchElsewhere(API, session, fetch)).get("/api/home")).rejects.toThrow();
		expect(session.token).toBeNull();
	});

	test("two servers' tokens never meet, and storage that is blocked keeps one as long as the page", () => {
		const place = shelf();
		new KeptSession(API, () => place).token = "abc";
		expect(new KeptSession("https://other.example", () => place).token).toBeNull();
		const blocked = new KeptSession(API, () => {
			throw new Error("blocked");
		});
		blocked.token = "abc";
		expect(blocked.token).toBe("abc");
	});
});

describe("addresses", () => {
	function addresses(...answers: Response[]) {
		const { asked, fetch } = answering(...answers);
		let now = 0;
		const wentTo: string[] = [];
		const it = new AddressesElsewhere({
			api: new ApiClient(fetch),
			fetch,
			now: () => now,
			goTo: (url) => wentTo.push(url),
		});
		return { it, asked, wentTo, later: (seconds: number) => (now += seconds * 1_000) };
	}
	const link = (name: string) => Response.json({ url: `${API}/api/files/f/${name}?link=x`, expires_in: 300 });

	test("a small picture is fetched once, however many show it", async () => {
		const { it, asked } = addresses(new Response(new Blob(["picture"])));
		const [one, two] = await Promise.all([it.find("/api/files/f/thumbnail"), it.find("/api/files/f/thumbnail")]);
		expect(one).toMatch(/^blob:/);
		expect(two).toBe(one);
		expect(it.known("/api/files/f/thumbnail")).toBe(one);
		expect(asked).toHaveLength(1);
		it.forget();
		expect(it.known("/api/files/f/thumbnail")).toBeUndefined();
	});

	test("a whole file has a link, and another one before it ends", async () => {
		const { it, asked, wentTo, later } = addresses(link("film.mp4"), link("film.mp4"));
		await it.find("/api/files/f/film.mp4");
		later(200);
		await it.save("/api/files/f/film.mp4");
		expect(asked.map(({ url }) => url)).toEqual(["/api/files/f/link"]);
		expect(wentTo).toEqual([`${API}/api/files/f/film.mp4?link=x&save=true`]);
		later(60);
		expect(it.known("/api/files/f/film.mp4")).toBeUndefined();
		await it.find("/api/files/f/film.mp4");
		expect(asked).toHaveLength(2);
	});

	test("a film whose link ended goes on where it was; one that fails at once has failed", async () => {
		const { it, later } = addresses(link("film.mp4"), Response.json({ url: "second", expires_in: 300 }));
		const film = { src: "first", currentTime: 1_234, paused: false, play: vi.fn(async () => {}) };
		await it.find("/api/files/f/film.mp4");
		expect(it.renew("/api/files/f/film.mp4", film as unknown as HTMLMediaElement)).toBe(false);
		later(400);
		expect(it.renew("/api/files/f/film.mp4", film as unknown as HTMLMediaElement)).toBe(true);
		await vi.waitFor(() => expect(film.play).toHaveBeenCalled());
		expect(film).toMatchObject({ src: "second", currentTime: 1_234 });
	});

	test("what is not mine to see rejects, and is asked for again", async () => {
		const { it } = addresses(new Response("{}", { status: 404 }), new Response(new Blob(["there now"])));
		await expect(it.find("/api/emoji/e/image")).rejects.toThrow();
		expect(await it.find("/api/emoji/e/image")).toMatch(/^blob:/);
	});
});
