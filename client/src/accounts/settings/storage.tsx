/** For the owner of the instance: how much room it takes, and how much is left. */
import type { Storage } from "../../api/types";
import { useApp } from "../../app/context";
import { sizeInWords } from "../../files/words";
import { useLoaded } from "../../platform/loaded";
import { Notice } from "../../ui/notice";
import { Section } from "./section";

const WORDS = {
	well: null,
	low: "Less than a tenth of the disk is free. Make room, or move to a larger one.",
	nearly_full: "Less than a twentieth of the disk is free. Soon nobody can send anything: make room now.",
};

export function StorageSection() {
	const { platform } = useApp();
	const { value, problem } = useLoaded(() => platform.get<Storage>("/api/instance/storage"), "storage");
	if (problem) return <Notice kind="bad">{problem}</Notice>;
	return (
		<Section title="Storage" lead="Of the whole instance; you see it because you own it.">
			{value && <Figures storage={value} />}
		</Section>
	);
}

function Figures({ storage: { database, uploads, uploads_at, disk } }: { storage: Storage }) {
	const used = disk.total - disk.free;
	const warning = WORDS[disk.state];
	return (
		<>
			{warning && <Notice kind="bad">{warning}</Notice>}
			<meter
				class="disk"
				aria-label="The disk"
				min={0}
				max={disk.total}
				low={disk.total * 0.9}
				high={disk.total * 0.95}
				optimum={0}
				value={used}
			/>
			<p class="soft">{`${sizeInWords(disk.free)} of ${sizeInWords(disk.total)} free`}</p>
			<ul role="list" class="lines">
				<li class="line">
					<span class="grow">Messages and all that is said about them</span>
					<b>{sizeInWords(database)}</b>
				</li>
				<li class="line">
					<span class="grow">{uploads_at === "here" ? "Pictures and files" : "Pictures and files, in the bucket"}</span>
					<b>{sizeInWords(uploads)}</b>
				</li>
			</ul>
		</>
	);
}
