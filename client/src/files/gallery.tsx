/** What was sent in a conversation: pictures and films, files, voice notes; the newest first, and the way to each. */

import { MessageSquareText } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { File, GalleryFile, Message, User } from "../api/types";
import { useApp } from "../app/context";
import { RemoteImage } from "../app/remote-image";
import { useAddress } from "../app/use-address";
import { userName } from "../groups/people";
import { addressOf } from "../messages/permalink";
import { Button, IconButton } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { isPicture, kindOf } from "./kinds";
import { Lightbox } from "./lightbox";
import { OtherFile } from "./other-file";
import { blurOf } from "./picture-grid";
import type { GalleryQuery } from "./seam";

type Sort = GalleryQuery["kind"];

const SORTS: readonly { kind: Sort; name: string; none: string }[] = [
	{ kind: "media", name: "Pictures and films", none: "No picture or film was sent here yet." },
	{ kind: "file", name: "Files", none: "No file was sent here yet." },
	{ kind: "voice", name: "Voice notes", none: "No voice note was sent here yet." },
];

interface GalleryProps {
	conversationId: string;
	onClose: () => void;
}

export function Gallery({ conversationId, onClose }: GalleryProps) {
	const [kind, setKind] = useState<Sort>("media");
	const [, navigate] = useLocation();
	const find = (found: GalleryFile) => {
		onClose();
		navigate(addressOf(standIn(conversationId, found)));
	};
	return (
		<Dialog title="Files and pictures" kind="gallery" onClose={onClose}>
			<div
				class="gallery-tabs"
				role="tablist"
				aria-label="What to show"
				onKeyDown={(event) => {
					const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
					const next = SORTS[SORTS.findIndex((sort) => sort.kind === kind) + by];
					if (!by || !next) return;
					setKind(next.kind);
					event.currentTarget.querySelectorAll("button")[SORTS.indexOf(next)]?.focus();
				}}
			>
				{SORTS.map((sort) => (
					<button
						key={sort.kind}
						type="button"
						role="tab"
						aria-selected={sort.kind === kind}
						tabIndex={sort.kind === kind ? 0 : -1}
						onClick={() => setKind(sort.kind)}
					>
						{sort.name}
					</button>
				))}
			</div>
			<Shelf key={kind} conversationId={conversationId} kind={kind} onFind={find} />
		</Dialog>
	);
}

interface ShelfProps {
	conversationId: string;
	kind: Sort;
	onFind: (file: GalleryFile) => void;
}

function Shelf({ conversationId, kind, onFind }: ShelfProps) {
	const { files, users, hasOlder, load } = useShelf(conversationId, kind);
	const none = SORTS.find((sort) => sort.kind === kind)?.none;
	return (
		<div class="gallery-shelf" role="tabpanel" tabIndex={-1}>
			{kind === "media" ? (
				<Media files={files} onFind={onFind} />
			) : (
				<Rows files={files} users={users} onFind={onFind} />
			)}
			{load.general && <Notice kind="bad">{load.general}</Notice>}
			{hasOlder === false && files.length === 0 && <p class="soft">{none}</p>}
			{hasOlder !== false && <Older busy={load.busy} failed={load.general !== undefined} onMore={load.run} />}
		</div>
	);
}

function useShelf(conversationId: string, kind: Sort) {
	const app = useApp();
	const [files, setFiles] = useState<readonly GalleryFile[]>([]);
	const [users, setUsers] = useState<ReadonlyMap<string, User>>(new Map());
	/** null until the first page is there. */
	const [hasOlder, setHasOlder] = useState<boolean | null>(null);
	const load = useSubmit(async () => {
		const page = await app.files.gallery(conversationId, { kind, before: files.at(-1)?.file.id });
		setFiles((now) => [...now, ...page.files]);
		setUsers((now) => new Map([...now, ...page.users.map((user) => [user.id, user] as const)]));
		setHasOlder(page.has_older);
	});
	return { files, users, hasOlder, load };
}

/** At the end of the list: seen, it loads the next page by itself. */
function Older({ busy, failed, onMore }: { busy: boolean; failed: boolean; onMore: () => void }) {
	const element = useRef<HTMLDivElement>(null);
	const more = useRef(onMore);
	more.current = onMore;
	useEffect(() => {
		if (!element.current || busy || failed) return;
		const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.current());
		observer.observe(element.current);
		return () => observer.disconnect();
	}, [busy, failed]);
	return (
		<div class="gallery-older" ref={element}>
			<Button busy={busy} onClick={onMore}>
				{failed ? "Try again" : "Show older"}
			</Button>
		</div>
	);
}

function Media({ files, onFind }: { files: readonly GalleryFile[]; onFind: (file: GalleryFile) => void }) {
	const [at, setAt] = useState<number | null>(null);
	const plain = files.map(({ file }) => file);
	return (
		<>
			<ul class="gallery-grid">
				{files.map(({ file }, index) => (
					<li key={file.id}>
						<button
							type="button"
							class="picture"
							aria-label={`Open ${file.name}`}
							title={file.name}
							style={isPicture(file) ? blurOf(file) : undefined}
							onClick={() => setAt(index)}
						>
							<Small file={file} />
						</button>
					</li>
				))}
			</ul>
			{at !== null && (
				<Lightbox
					files={plain}
					at={at}
					onClose={() => setAt(null)}
					onFind={(file) => {
						const found = files.find((it) => it.file.id === file.id);
						if (found) onFind(found);
					}}
				/>
			)}
		</>
	);
}

function Small({ file }: { file: File }) {
	const src = file.thumbnail ?? (isPicture(file) ? file.url : null);
	const film = useAddress(src ? undefined : file.url);
	if (src) return <RemoteImage class="there" src={src} alt={file.name} loading="lazy" decoding="async" />;
	return (
		<>
			<video class="there" src={film} preload="metadata" muted tabIndex={-1} aria-hidden="true" />
			<span class="picture-badge">Film</span>
		</>
	);
}

interface RowsProps {
	files: readonly GalleryFile[];
	users: ReadonlyMap<string, User>;
	onFind: (file: GalleryFile) => void;
}

function Rows({ files, users, onFind }: RowsProps) {
	return (
		<ul class="gallery-rows">
			{files.map((it) => (
				<li key={it.file.id}>
					<p class="soft">
						{userName(users.get(it.author_id))} ·{" "}
						<time dateTime={it.sent_at}>{new Date(it.sent_at).toLocaleDateString()}</time>
					</p>
					<div class="gallery-row">
						<div class={`attached ${kindOf(it.file)}`}>
							<OtherFile file={it.file} message={standIn("", it)} />
						</div>
						<IconButton label="Show in the conversation" icon={MessageSquareText} onClick={() => onFind(it)} />
					</div>
				</li>
			))}
		</ul>
	);
}

/** What a file's view needs of its message. */
function standIn(conversation_id: string, { file, message_id: id, ...found }: GalleryFile): Message {
	const { number, author_id, sent_at, thread_of } = found;
	return { id, conversation_id, number, author_id, sent_at, text: "", thread_of, files: [file] };
}
