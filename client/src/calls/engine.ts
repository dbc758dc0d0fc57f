/**
 * The engine of calls, loaded with the first call or preview: my devices, the one call that I am in, the others' sound,
 * and all of it as one value for the views. The facade in calls.ts hands commands on to it.
 */
import { type Browser, browser } from "./browser";
import { LiveCall } from "./call";
import { type Heard, Levels } from "./levels";
import { devicesOf, LocalMedia } from "./media";
import { Mine } from "./mine";
import { People } from "./people";
import { Playback, type Sound } from "./playback";
import type { EnginePorts } from "./ports";
import { OpenPreview } from "./preview";
import type { JoinOptions, MediaPreferences, ParticipantState, Preview } from "./seam";
import { isSame } from "./states";
import type { Layer, LocalTracks, Source } from "./transport";
import { VideoLimit } from "./video-limit";

const TAP_TO_HEAR = "Your browser keeps the call silent. Click or tap anywhere to hear it.";

const LAYERS = { off: "off", small: "low", medium: "medium", large: "high" } as const satisfies Record<string, Layer>;

export class CallEngine {
	readonly #ports: EnginePorts;
	readonly #browser: Browser;
	readonly #people: People;
	readonly #levels: Levels;
	readonly #playback: Playback;
	readonly #limit: VideoLimit;
	readonly #previews = new Set<OpenPreview>();
	readonly #hidden = new Set<string>();
	/** user id → how well I want to see them. */
	readonly #sizes = new Map<string, Layer>();
	#call: LiveCall | null = null;
	#media: LocalMedia | null = null;
	#mine = new Mine();
	#told: ParticipantState | null = null;
	#published: LocalTracks = {};
	#isBlocked = false;
	#isDue = false;

	constructor(ports: EnginePorts, inBrowser: Browser = browser()) {
		this.#ports = ports;
		this.#browser = inBrowser;
		this.#people = new People(inBrowser.streamOf);
		this.#levels = new Levels(ports.timers, inBrowser.ear, () => this.#show());
		this.#playback = new Playback({
			...inBrowser,
			onBlocked: (blocked) => {
				this.#isBlocked = blocked;
				this.#show();
			},
		});
		this.#limit = new VideoLimit(ports.timers, {
			setCamera: (on) => this.#media?.setCamera(on).catch(() => {}),
			onChange: () => this.#show(),
		});
	}

	/** Resolves when I am in; the microphone may come a little later. */
	async join(conversationId: string, { muted, video }: JoinOptions = {}): Promise<void> {
		if (this.#call?.membership.conversationId === conversationId) return;
		const before = this.#call;
		before?.membership.end(null);
		this.#mine = new Mine();
		this.#mine.muted = muted ?? false;
		const call = this.#makeCall(conversationId);
		this.#call = call;
		this.#openDevices(video ?? false);
		this.#show();
		try {
			await call.enter();
		} catch (error) {
			// The server moves me only when it lets me in: the place that I left here is still held there.
			if (before) void before.leave();
			throw error;
		}
	}

	async leave(): Promise<void> {
		await this.#call?.leave();
	}

	/** The page is going. */
	leaveAtOnce(): void {
		this.#call?.leaveAtOnce();
	}

	setMuted(muted: boolean): void {
		this.#mine.setMuted(muted);
		// It may be there, or allowed, by now.
		if (!muted && !this.#media?.track("microphone")) void this.#media?.openMicrophone();
		this.#update();
	}

	setDeafened(deafened: boolean): void {
		this.#mine.setDeafened(deafened);
		this.#update();
	}

	setHand(hand: boolean): void {
		this.#mine.hand = hand;
		this.#update();
	}

	talk(held: boolean): void {
		this.#mine.held = held;
		this.#update();
	}

	async setVideo(on: boolean): Promise<void> {
		if (on) this.#limit.check();
		this.#limit.want(on);
		try {
			await this.#media?.setCamera(on);
		} catch (error) {
			this.#limit.want(false);
			throw error;
		}
	}

	async setSharing(on: boolean): Promise<void> {
		await this.#media?.setScreen(on);
	}

	setVisible(userId: string, size: keyof typeof LAYERS): void {
		if (size === "off") this.#hidden.add(userId);
		else this.#hidden.delete(userId);
		this.#sizes.set(userId, LAYERS[size]);
		this.#update();
		this.#show();
	}

	/** What was chosen changed, or how loud somebody is for me. */
	async prefer(before: MediaPreferences, now: MediaPreferences): Promise<void> {
		this.#playback.setSpeaker(now.speakerId);
		this.#update();
		const holders = [this.#media, ...this.#previews];
		await Promise.all(holders.map((holder) => holder?.prefer(before, now)));
	}

	/** Others told what they do. */
	othersTold(): void {
		if (this.#call) this.#hear(this.#call);
		this.#show();
	}

	volumeChanged(): void {
		this.#update();
	}

	async refreshDevices(): Promise<void> {
		this.#ports.onDevices(await devicesOf(this.#browser.devices));
	}

	async preview(): Promise<Preview> {
		const { timers, preferences, onDevices } = this.#ports;
		const { devices, ear, streamOf } = this.#browser;
		const onClose = (closed: OpenPreview) => this.#previews.delete(closed);
		const preview = new OpenPreview({ timers, preferences, onDevices, devices, ear, streamOf, onClose });
		this.#previews.add(preview);
		void preview.open();
		return preview;
	}

	/** A network that is gone offers no new ways: they are looked for when there is one. */
	networkChanged(): void {
		if (this.#browser.isOnline()) this.#call?.carrier.restart();
	}

	/** What the page hears, for the call that I am in. */
	get call(): LiveCall | null {
		return this.#call;
	}

	stop(): void {
		this.#call?.membership.end(null);
		for (const preview of [...this.#previews]) preview.close();
	}

	#makeCall(conversationId: string): LiveCall {
		const { timers, state, isLive, signal, requests, newId } = this.#ports;
		const { connect, createOther, hostname } = this.#browser;
		const call: LiveCall = new LiveCall(conversationId, {
			...{ timers, state, isLive, signal, requests, newId, connect, createOther, hostname },
			myState: () => this.#myState(),
			onChange: () => this.#call === call && this.#update(),
			onOver: (farewell) => this.#call === call && this.#over(farewell),
		});
		return call;
	}

	#openDevices(video: boolean): void {
		const { preferences, onDevices } = this.#ports;
		const { devices } = this.#browser;
		this.#media = new LocalMedia({ devices, preferences, onDevices, onChange: () => this.#update() });
		this.#playback.setSpeaker(preferences().speakerId);
		this.#limit.want(video);
		void this.#media.openMicrophone();
		if (video) void this.#media.setCamera(true).catch(() => {});
	}

	#over(farewell: string | null): void {
		this.#call = null;
		this.#media?.stop();
		this.#media = null;
		this.#limit.stop();
		this.#levels.stop();
		this.#playback.stop();
		this.#hidden.clear();
		this.#sizes.clear();
		this.#told = null;
		this.#published = {};
		this.#isBlocked = false;
		this.#ports.show(null);
		if (farewell) this.#ports.farewell(farewell);
	}

	#myState(): ParticipantState {
		const { pushToTalk } = this.#ports.preferences();
		const has = (source: "microphone" | "camera" | "screen") => this.#media?.track(source) != null;
		const given = { microphone: has("microphone"), camera: has("camera"), screen: has("screen"), pushToTalk };
		return this.#mine.state(given);
	}

	/** Many things change in one turn; what follows from them is done once. */
	#update(): void {
		if (this.#isDue) return;
		this.#isDue = true;
		queueMicrotask(() => {
			this.#isDue = false;
			const call = this.#call;
			if (!call || !this.#media) return;
			this.#send(call, this.#media);
			this.#hear(call);
			this.#show();
		});
	}

	#send(call: LiveCall, media: LocalMedia): void {
		media.setAudible(this.#mine.isAudible(this.#ports.preferences()));
		const { tracks } = media;
		if (!isSameTracks(tracks, this.#published)) {
			this.#published = tracks;
			call.carrier.publish(tracks);
		}
		const state = this.#myState();
		const { call: log, participantId } = call;
		const me = log?.participants.find(({ id }) => id === participantId);
		if (log && me) this.#ports.states.putMine(log.conversation_id, me.user_id, participantId, state);
		if (!this.#told || !isSame(state, this.#told)) call.tell();
		this.#told = state;
		this.#limit.follow(log?.participants.length ?? 0, call.carrier.grant?.video_limit ?? null);
	}

	/** The others' sound, and everybody's loudness. */
	#hear(call: LiveCall): void {
		const sounds = new Map<string, Sound>();
		const voices = new Map<string, MediaStreamTrack>();
		const listed = call.call?.participants ?? [];
		const mine = this.#media?.track("microphone");
		if (mine && listed.length > 0) voices.set(call.participantId, mine);
		for (const { id, user_id } of listed) {
			if (id === call.participantId) continue;
			const volume = this.#ports.volume(user_id);
			call.carrier.setQuality(id, this.#sizes.get(user_id) ?? "medium");
			const voice = call.carrier.track(id, "microphone");
			if (voice) {
				sounds.set(`${id} microphone`, { track: voice, volume });
				voices.set(id, voice);
			}
			// No sound without its screen, or nobody would see whose it is.
			const shares = this.#ports.states.of(call.membership.conversationId, user_id)?.sharing;
			const sound = shares ? call.carrier.track(id, "screen-sound") : null;
			if (sound) sounds.set(`${id} screen-sound`, { track: sound, volume });
		}
		this.#playback.setDeafened(this.#mine.deafened);
		this.#playback.play(sounds);
		this.#levels.listen(voices);
	}

	#show(): void {
		const call = this.#call;
		if (!call) return;
		const { conversationId } = call.membership;
		this.#ports.show({
			conversationId,
			phase: call.phase,
			startedAt: call.call?.started_at ?? null,
			transport: call.carrier.kind ?? call.call?.transport ?? "mesh",
			people: call.call ? this.#people.of(call.call, this.#known(call)) : [],
			notice: call.carrier.notice ?? (this.#isBlocked ? TAP_TO_HEAR : this.#limit.notice),
			deviceProblem: this.#media?.problem ?? null,
		});
	}

	#known(call: LiveCall) {
		const { participantId, carrier } = call;
		const track = (id: string, source: Source) =>
			id === participantId ? (this.#media?.tracks[source] ?? null) : carrier.track(id, source);
		return {
			myParticipantId: participantId,
			myState: this.#myState(),
			stateOf: (userId: string) => this.#ports.states.of(call.membership.conversationId, userId),
			heard: (id: string): Heard => this.#levels.of(id),
			link: (id: string) => carrier.link(id),
			track,
			volume: (userId: string) => this.#ports.volume(userId),
			isHidden: (userId: string) => this.#hidden.has(userId),
		};
	}
}

function isSameTracks(a: LocalTracks, b: LocalTracks): boolean {
	const sources: readonly Source[] = ["microphone", "camera", "screen", "screen-sound"];
	return sources.every((source) => (a[source] ?? null) === (b[source] ?? null));
}
