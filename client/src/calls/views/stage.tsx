/** The people of my call above the conversation, a shared screen, and what is worth knowing about the call. */
import { useCallback, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import type { ActiveCall, CallPerson } from "../seam";
import { usualSize } from "./arrangement";
import { Face } from "./face";
import { FacePanel } from "./face-panel";
import { Screens } from "./screens";
import { trouble } from "./trouble";

const HINT = "face-hint";

export function Stage() {
	const call = useApp().calls.active.value;
	const [opened, setOpened] = useState<{ userId: string; anchor: HTMLElement } | null>(null);
	const onMore = useCallback(({ userId }: CallPerson, anchor: HTMLElement) => {
		setOpened((before) => (before?.userId === userId ? null : { userId, anchor }));
	}, []);
	const onClose = useCallback(() => setOpened(null), []);
	if (!call) return null;
	const sharers = call.people.filter(({ me, sharing }) => sharing && !me);
	const wide = sharers.length > 0;
	const usual = usualSize(call.people.length, wide);
	const person = opened && call.people.find(({ userId }) => userId === opened.userId);
	return (
		<section class={wide ? "stage wide" : "stage"} aria-label="The call">
			<Notices call={call} />
			{wide && <Screens sharers={sharers} />}
			<p class="unseen" id={HINT}>
				Enter changes the size, the arrow keys move it, Home puts it back.
			</p>
			<ol role="list" class={call.people.length > 8 ? "faces crowded" : "faces"} aria-label="People in the call">
				{call.people.map((one) => (
					<Face key={one.userId} person={one} usual={usual} hint={HINT} onMore={onMore} />
				))}
			</ol>
			{opened && person && <FacePanel person={person} usual={usual} anchor={opened.anchor} onClose={onClose} />}
		</section>
	);
}

const PHASES: Partial<Record<ActiveCall["phase"], string>> = {
	joining: "Walking in…",
	away: "The server is out of reach. You may still hear each other while it is looked for.",
};

function Notices({ call }: { call: ActiveCall }) {
	const { calls } = useApp();
	const phase = PHASES[call.phase];
	const mine = call.people.find(({ me }) => me);
	return (
		<div class="call-notices">
			{phase && <Notice>{phase}</Notice>}
			{call.notice && <Notice>{call.notice}</Notice>}
			{call.deviceProblem && (
				<Notice kind="bad">
					{call.deviceProblem} <Link href="/doctor">Ask the call doctor</Link>
				</Notice>
			)}
			{trouble.value && (
				<Notice kind="bad">
					{trouble.value}{" "}
					<button type="button" class="link-button" onClick={() => (trouble.value = null)}>
						Hide this
					</button>
				</Notice>
			)}
			{mine?.sharing && (
				<div class="own-screen">
					<span class="grow">Everybody in the call sees your screen.</span>
					<Button onClick={() => void calls.setSharing(false)}>Stop sharing</Button>
				</div>
			)}
		</div>
	);
}
