/** One file of a message that is no picture: a voice note, music, a film, a PDF, or anything else to download. */

import { Download, FileArchive, File as FileIcon, FileText } from "lucide";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { File, Message } from "../api/types";
import { useApp } from "../app/context";
import { RemoteImage } from "../app/remote-image";
import { SaveLink } from "../app/save-link";
import type { App } from "../app/seam";
import { useAddress } from "../app/use-address";
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
	return { ...trackOf(app, file), next };
}

function trackOf({ addresses }: App, { id, url, seconds = null }: File): Track {
	return { id, url, seconds, ...(addresses && { address: () => addresses.find(url) }) };
}

function Music({ file }: { file: File }) {
	const app = useApp();
	return (
		<>
			<p class="attached-name">
				<span class="clip" dir="auto" title={file.name}>
					{file.name}
				</span>
				<DownloadLink file={file} />
			</p>
			<SoundBar track={trackOf(app, file)} label={file.name} />
		</>
	);
}

function Film({ file }: { file: File }) {
	const { addresses } = useApp();
	const [failed, setFailed] = useState(false);
	const [src, poster] = [useAddress(file.url), useAddress(file.thumbnail ?? undefined)];
	if (failed) return <FileCard file={file} />;
	return (
		<video
			src={src}
			poster={poster}
			controls
			playsInline
			preload="metadata"
			aria-label={file.name}
			onPlay={(event) => player().filmPlays(event.currentTarget)}
			onError={({ currentTarget: film }) => addresses?.renew(file.url, film) || setFailed(true)}
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
				<RemoteImage class="pdf-page" src={file.thumbnail} alt="" loading="lazy" decoding="async" />
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
		<SaveLink class="attached-card" file={file}>
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
		</SaveLink>
	);
}

function DownloadLink({ file }: { file: File }) {
	return (
		<SaveLink
			class="icon-button bare"
			file={file}
			aria-label={`Download ${file.name}`}
			title={`Download · ${sizeInWords(file.size)}`}
		>
			<Icon shape={Download} />
		</SaveLink>
	);
}
