/** One file of a message that is no picture: a voice note, music, a film, a PDF, or anything else to download. */
import { Download, FileArchive, File as FileIcon, FileText } from "lucide";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { File, Message } from "../api/types";
import { useApp } from "../app/context";
import type { App } from "../app/seam";
import { userName } from "../groups/people";
import { Icon } from "../ui/icon";
import { kindOf, sortInWords } from "./kinds";
import { player, type Track } from "./player";
import { SoundBar } from "./sound-bar";
import { nextVoice, type Voice } from "./voices";
import { sizeInWords } from "./words";

interface OtherFileProps {
	file: File;
	message: Message;
}

export function OtherFile({ file, message }: OtherFileProps) {
	switch (kindOf(file)) {
		case "voice":
			return <VoiceNote file={file} message={message} />;
		case "audio":
			return <Music file={file} />;
		case "video":
			return <Film file={file} />;
		case "pdf":
			return <PdfCard file={file} />;
		default:
			return <FileCard file={file} />;
	}
}

function VoiceNote({ file, message }: OtherFileProps) {
	const app = useApp();
	const author = userName(app.state.value.users.get(message.author_id));
	return (
		<SoundBar
			track={voiceTrack(app, { message, file })}
			label={`Voice note by ${author}`}
			waveform={file.waveform ?? []}
		/>
	);
}

/** Its next is looked for when it ends: by then there may be more. */
function voiceTrack(app: App, voice: Voice): Track {
	const { file, message } = voice;
	const next = () => {
		const { timelines, threads } = app.state.peek();
		const timeline = message.thread_of ? threads.get(message.thread_of) : timelines.get(message.conversation_id);
		const found = nextVoice(timeline?.messages ?? [], voice);
		return found && voiceTrack(app, found);
	};
	return { id: file.id, url: file.url, seconds: file.seconds ?? null, next };
}

function Music({ file }: { file: File }) {
	return (
		<>
			<p class="attached-name">
				<span class="clip" dir="auto" title={file.name}>
					{file.name}
				</span>
				<DownloadLink file={file} />
			</p>
			<SoundBar track={{ id: file.id, url: file.url, seconds: file.seconds ?? null }} label={file.name} />
		</>
	);
}

function Film({ file }: { file: File }) {
	const [failed, setFailed] = useState(false);
	if (failed) return <FileCard file={file} />;
	return (
		<video
			src={file.url}
			poster={file.thumbnail ?? undefined}
			controls
			playsInline
			preload="metadata"
			aria-label={file.name}
			onPlay={(event) => player().filmPlays(event.currentTarget)}
			onError={() => setFailed(true)}
		>
			<track kind="captions" />
		</video>
	);
}

function PdfCard({ file }: { file: File }) {
	const pages = file.pages ? `${file.pages} ${file.pages === 1 ? "page" : "pages"}` : null;
	return (
		<Card file={file} about={["PDF", pages, sizeInWords(file.size)]}>
			{file.thumbnail ? (
				<img class="pdf-page" src={file.thumbnail} alt="" loading="lazy" decoding="async" />
			) : (
				<span class="attached-icon">
					<Icon shape={FileText} size={24} />
				</span>
			)}
		</Card>
	);
}

const PACKED = /\.(zip|gz|tar|tgz|7z|rar|xz|zst|bz2)$/i;
const WRITTEN = /\.(txt|md|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp)$/i;

function FileCard({ file }: { file: File }) {
	const shape = PACKED.test(file.name) ? FileArchive : WRITTEN.test(file.name) ? FileText : FileIcon;
	return (
		<Card file={file} about={[sortInWords(file), sizeInWords(file.size)]}>
			<span class="attached-icon">
				<Icon shape={shape} size={24} />
			</span>
		</Card>
	);
}

interface CardProps {
	file: File;
	about: readonly (string | null)[];
	children: ComponentChildren;
}

/** One link: the server has everything saved that browsers should not open. */
function Card({ file, about, children }: CardProps) {
	return (
		<a class="attached-card" href={file.url} download={file.name}>
			{children}
			<span class="unseen">Download </span>
			<span class="attached-words">
				<b class="clip" dir="auto" title={file.name}>
					{file.name}
				</b>
				<small>{about.filter(Boolean).join(" · ")}</small>
			</span>
			<span class="attached-mark">
				<Icon shape={Download} />
			</span>
		</a>
	);
}

function DownloadLink({ file }: { file: File }) {
	return (
		<a
			class="icon-button bare"
			href={file.url}
			download={file.name}
			aria-label={`Download ${file.name}`}
			title={`Download · ${sizeInWords(file.size)}`}
		>
			<Icon shape={Download} />
		</a>
	);
}
