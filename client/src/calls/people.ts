/** The bubbles as data: everybody in the call, in the order in which they came, from all that is known of each. */
import type { Call } from "../api/types";
import type { Heard } from "./levels";
import type { CallPerson, ParticipantState } from "./seam";
import type { Source } from "./transport";

export interface Known {
	myParticipantId: string;
	myState: ParticipantState;
	stateOf(userId: string): ParticipantState | undefined;
	heard(participantId: string): Heard;
	link(participantId: string): CallPerson["link"];
	/** Mine as well. */
	track(participantId: string, source: Source): MediaStreamTrack | null;
	volume(userId: string): number;
	isHidden(userId: string): boolean;
}

/** What is assumed of somebody who has told nothing yet. */
const UNTOLD: ParticipantState = { muted: false, deafened: false, hand: false, video: false, sharing: false };

export class People {
	readonly #streamOf: (track: MediaStreamTrack) => MediaStream;
	/** One stream for each track, so that a picture does not start anew with every change. */
	readonly #streams = new WeakMap<MediaStreamTrack, MediaStream>();
	#last: readonly CallPerson[] = [];

	constructor(streamOf: (track: MediaStreamTrack) => MediaStream) {
		this.#streamOf = streamOf;
	}

	/** The same objects for those who did not change, the same list when nobody did. */
	of(call: Call, known: Known): readonly CallPerson[] {
		const before = new Map(this.#last.map((person) => [person.id, person]));
		const now = call.participants.map(({ id, user_id }) => {
			const person = this.#person(id, user_id, known);
			const last = before.get(id);
			return last && isSame(last, person) ? last : person;
		});
		const unchanged = now.length === this.#last.length && now.every((person, index) => person === this.#last[index]);
		if (!unchanged) this.#last = now;
		return this.#last;
	}

	#person(id: string, userId: string, known: Known): CallPerson {
		const me = id === known.myParticipantId;
		const state = (me ? known.myState : known.stateOf(userId)) ?? UNTOLD;
		const { level, speaking } = known.heard(id);
		const picture = (source: Source, shown: boolean) => {
			const track = shown ? known.track(id, source) : null;
			return track && this.#stream(track);
		};
		return {
			...state,
			id,
			userId,
			me,
			// Of others what is heard counts, not what they claim: nobody speaks unseen by calling themselves muted.
			level: me && state.muted ? 0 : level,
			speaking: speaking && !(me && state.muted),
			link: me ? "connected" : known.link(id),
			camera: picture("camera", state.video && (me || !known.isHidden(userId))),
			screen: picture("screen", state.sharing),
			volume: known.volume(userId),
		};
	}

	#stream(track: MediaStreamTrack): MediaStream {
		const stream = this.#streams.get(track) ?? this.#streamOf(track);
		this.#streams.set(track, stream);
		return stream;
	}
}

function isSame(a: CallPerson, b: CallPerson): boolean {
	return (Object.keys(b) as (keyof CallPerson)[]).every((key) => a[key] === b[key]);
}
