/** How much room my uploads take, of how much, and the largest of them with the way to their messages. */
import { AudioLines, File as FileIcon, FileText, Film, type IconNode, Image, Mic } from "lucide";
import { Link } from "wouter-preact";
import type { MyFile, MyFiles } from "../../api/types";
import { useApp } from "../../app/context";
import { type Kind, kindOf } from "../../files/kinds";
import { sizeInWords } from "../../files/words";
import { addressOf } from "../../messages/permalink";
import { useLoaded } from "../../platform/loaded";
import { Icon } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { Section } from "./section";

const SHAPES: Record<Kind, IconNode> = {
	picture: Image,
	video: Film,
	voice: Mic,
	audio: AudioLines,
	pdf: FileText,
	file: FileIcon,
};
/** Of the room that one has: above it the bar warns. */
const NEARLY = 0.9;

export function MyFilesSection() {
	const { platform } = useApp();
	const { value, problem } = useLoaded(() => platform.get<MyFiles>("/api/me/files"), "my files");
	if (problem) return <Notice kind="bad">{problem}</Notice>;
	return (
		<Section
			title="My files"
			lead="What you uploaded, the largest first. Delete a message, and the room of its files is free again."
		>
			{value && <Room files={value} />}
			{value && value.largest.length > 0 && (
				<ul role="list" class="lines">
					{value.largest.map((it) => (
						<Row key={it.file.id} it={it} />
					))}
				</ul>
			)}
		</Section>
	);
}

function Room({ files: { bytes, most } }: { files: MyFiles }) {
	if (most === null) return <p class="soft">{`${sizeInWords(bytes)} in all`}</p>;
	return (
		<>
			{bytes > most * NEARLY && (
				<Notice kind="bad">Nearly all of your room is taken. Delete what you need no more.</Notice>
			)}
			<meter
				class="disk"
				aria-label="The room that my files take"
				min={0}
				max={most}
				low={most * NEARLY}
				high={most * 0.95}
				optimum={0}
				value={Math.min(bytes, most)}
			/>
			<p class="soft">{`${sizeInWords(bytes)} of ${sizeInWords(most)} taken`}</p>
		</>
	);
}

function Row({ it: { file, conversation_id, number, thread_of, sent_at } }: { it: MyFile }) {
	const when = sent_at ? `Sent on ${new Date(sent_at).toLocaleDateString()}` : "Not sent, and gone within a day";
	return (
		<li class="line">
			<Icon shape={SHAPES[kindOf(file)]} />
			<div class="grow words">
				<b class="clip">{file.name}</b>
				<small>{`${sizeInWords(file.size)} · ${when}`}</small>
			</div>
			{conversation_id !== null && number !== null && (
				<Link
					class="button"
					href={addressOf({ conversation_id, number, thread_of })}
					aria-label={`Show ${file.name} in its conversation`}
				>
					Show
				</Link>
			)}
		</li>
	);
}
