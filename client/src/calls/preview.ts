/** Before joining: my own picture and how loud I am. Holds the devices until it is closed. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Timers } from "../lib/timers";
import { type Ear, Levels } from "./levels";
import { LocalMedia, type MediaPorts } from "./media";
import type { MediaPreferences, Preview } from "./seam";

export interface PreviewPorts extends Omit<MediaPorts, "onChange"> {
	timers: Timers;
	ear: Ear;
	streamOf(track: MediaStreamTrack): MediaStream;
	onClose(preview: OpenPreview): void;
}

const ME = "me";

export class OpenPreview implements Preview {
	readonly #camera = signal<MediaStream | null>(null);
	readonly #level = signal(0);
	readonly #problem = signal<string | null>(null);
	readonly #ports: PreviewPorts;
	readonly #media: LocalMedia;
	readonly #levels: Levels;
	#shown: MediaStreamTrack | null = null;

	constructor(ports: PreviewPorts) {
		this.#ports = ports;
		this.#media = new LocalMedia({ ...ports, onChange: () => this.#show() });
		this.#levels = new Levels(ports.timers, ports.ear, () => {
			this.#level.value = this.#levels.of(ME).level;
		});
		this.#media.setAudible(true);
	}

	get camera(): ReadonlySignal<MediaStream | null> {
		return this.#camera;
	}

	get level(): ReadonlySignal<number> {
		return this.#level;
	}

	get problem(): ReadonlySignal<string | null> {
		return this.#problem;
	}

	open(): Promise<void> {
		return this.#media.openMicrophone();
	}

	/** Never rejects: what is wrong stands in `problem`. */
	async setCamera(on: boolean): Promise<void> {
		await this.#media.setCamera(on).catch(() => {});
	}

	prefer(before: MediaPreferences, now: MediaPreferences): Promise<void> {
		return this.#media.prefer(before, now);
	}

	close(): void {
		this.#levels.stop();
		this.#media.stop();
		this.#camera.value = null;
		this.#ports.onClose(this);
	}

	#show(): void {
		const microphone = this.#media.track("microphone");
		this.#levels.listen(new Map(microphone ? [[ME, microphone]] : []));
		const camera = this.#media.track("camera");
		if (camera !== this.#shown) this.#camera.value = camera && this.#ports.streamOf(camera);
		this.#shown = camera;
		this.#problem.value = this.#media.problem;
	}
}
