/** What I do in a call, as I chose it and as it is: whether I am heard, seen, share, raise a hand. */
import type { ParticipantState } from "./seam";

/** What my devices give at the moment. */
export interface Given {
	microphone: boolean;
	camera: boolean;
	screen: boolean;
	pushToTalk: boolean;
}

export class Mine {
	muted = false;
	deafened = false;
	hand = false;
	/** The key of push-to-talk is held. */
	held = false;

	/** To speak again is to hear again. */
	setMuted(muted: boolean): void {
		this.muted = muted;
		if (!muted) this.deafened = false;
	}

	/** Deafened I am not heard either; what I chose before comes back after it. */
	setDeafened(deafened: boolean): void {
		this.deafened = deafened;
	}

	/** Whether what I say leaves this device. */
	isAudible({ pushToTalk }: Pick<Given, "pushToTalk">): boolean {
		return !this.muted && !this.deafened && (!pushToTalk || this.held);
	}

	state(given: Given): ParticipantState {
		return {
			muted: !given.microphone || !this.isAudible(given),
			deafened: this.deafened,
			hand: this.hand,
			video: given.camera,
			sharing: given.screen,
		};
	}
}
