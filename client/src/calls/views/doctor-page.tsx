/** The call doctor: a press, and one line for everything that a call needs. */

import { useSignal } from "@preact/signals";
import { CircleAlert, CircleCheck, CircleMinus, CircleX, Stethoscope } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Icon, type IconShape } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { Page } from "../../ui/page";
import { CHECKS, type Check, examine, type Finding, type Outcome, verdict } from "../doctor";
import { browserDoctor } from "./doctor-ports";
import { LevelMeter } from "./level-meter";
import { useCallPlace } from "./mine";
import { Picture } from "./picture";

type Findings = ReadonlyMap<string, Finding>;

const LEAD = "Looks at everything that a call needs on this device and on the way to the server.";

export function DoctorPage() {
	const { phase, findings, level, picture, start } = useVisit();
	const all = [...findings.values()];
	const place = useCallPlace();
	return (
		<Page title="Call doctor" lead={LEAD}>
			<section class="card section">
				{phase === "done" && <Verdict finding={verdict(all)} />}
				{phase === "before" && (
					<p>
						It listens to your microphone for a few seconds and opens your camera.{" "}
						{place ? "Your call goes on meanwhile: mute yourself there first." : "Nobody else hears or sees you."}
					</p>
				)}
				<div class="doctor-sight">
					{picture.value && <Picture stream={picture.value} mirrored label="Your camera" />}
					{phase === "running" && <LevelMeter level={level} />}
				</div>
				<ol role="list" class="lines" aria-live="polite" aria-busy={phase === "running"}>
					{phase !== "before" &&
						CHECKS.map((check, at) => (
							<Line key={check.id} check={check} finding={findings.get(check.id)} isNext={at === findings.size} />
						))}
				</ol>
				<div class="form-actions">
					<Button
						look={phase === "before" ? "primary" : "plain"}
						icon={Stethoscope}
						busy={phase === "running"}
						onClick={start}
					>
						{phase === "done" ? "Look again" : "Start"}
					</Button>
				</div>
			</section>
		</Page>
	);
}

function useVisit() {
	const { connection, platform } = useApp();
	const phase = useSignal<"before" | "running" | "done">("before");
	const findings = useSignal<Findings>(new Map());
	const level = useSignal(0);
	const picture = useSignal<MediaStream | null>(null);
	const finish = useRef<(() => void) | null>(null);
	// Whoever goes away in the middle takes the camera's light with them.
	useEffect(() => () => finish.current?.(), []);
	const start = async () => {
		if (phase.peek() === "running") return;
		phase.value = "running";
		findings.value = new Map();
		const sight = {
			level: (now: number) => (level.value = now),
			picture: (stream: MediaStream | null) => (picture.value = stream),
			isLive: () => connection.peek() === "live",
		};
		const ports = browserDoctor(sight, platform);
		finish.current = ports.finish;
		await examine(ports, (id, finding) => (findings.value = new Map(findings.peek()).set(id, finding)));
		phase.value = "done";
	};
	return { phase: phase.value, findings: findings.value, level, picture, start };
}

function Verdict({ finding: { outcome, words } }: { finding: Finding }) {
	const kind = outcome === "fail" ? "bad" : outcome === "ok" ? "good" : "plain";
	return <Notice kind={kind}>{words}</Notice>;
}

const MARKS: Record<Outcome, readonly [IconShape, string]> = {
	ok: [CircleCheck, "Fine"],
	warn: [CircleAlert, "Look at this"],
	fail: [CircleX, "In the way"],
	skip: [CircleMinus, "Left out"],
};

function Line({ check, finding, isNext }: { check: Check; finding: Finding | undefined; isNext: boolean }) {
	const [shape, spoken] = finding ? MARKS[finding.outcome] : [null, ""];
	return (
		<li class={`line doctor-line ${finding?.outcome ?? "waiting"}`}>
			{shape ? <Icon shape={shape} /> : <span class={isNext ? "spinner" : "doctor-dot"} />}
			<div class="words grow">
				<b>
					{check.title}
					<span class="unseen">{finding ? `: ${spoken}.` : ""}</span>
				</b>
				<small>{finding?.words ?? (isNext ? check.doing : "")}</small>
			</div>
		</li>
	);
}
