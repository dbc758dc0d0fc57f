/** The whole conversation as a place to drop files on, or to paste them into. */
import { Upload as UploadIcon } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { Icon } from "../ui/icon";
import { dropped, hasFiles, pasted } from "./choosing";
import type { Chosen } from "./seam";

interface DropZoneProps {
	conversationId: string;
	/** Of a thread: its first message. */
	threadOf?: string | undefined;
	/** What one drops into, in words: "Living room". */
	title: string;
}

/** Takes what is dropped on, or pasted into, the element that it stands in; that element is positioned. */
export function DropZone({ conversationId, threadOf, title }: DropZoneProps) {
	const app = useApp();
	const anchor = useRef<HTMLDivElement>(null);
	const [dragging, setDragging] = useState(false);
	const take = (chosen: Chosen[]) => void app.files.add(threadOf ?? conversationId, chosen);
	const latest = useRef(take);
	latest.current = take;
	useEffect(() => {
		const zone = anchor.current?.parentElement;
		return zone ? listen(zone, (chosen) => latest.current(chosen), setDragging) : undefined;
	}, []);
	return (
		<div ref={anchor} class="drop-zone" hidden={!dragging} aria-hidden="true">
			<p>
				<Icon shape={UploadIcon} size={34} />
				Drop to send to {title}
			</p>
		</div>
	);
}

/** The answer ends it. */
function listen(zone: HTMLElement, take: (chosen: Chosen[]) => void, show: (dragging: boolean) => void): () => void {
	const ended = new AbortController();
	const on = <Name extends keyof HTMLElementEventMap>(name: Name, work: (event: HTMLElementEventMap[Name]) => void) =>
		zone.addEventListener(name, work, { signal: ended.signal });
	const over = (event: DragEvent) => {
		if (event.defaultPrevented || !hasFiles(event.dataTransfer)) return;
		event.preventDefault();
		show(true);
	};
	on("dragenter", over);
	on("dragover", over);
	on("dragleave", (event) => {
		if (!(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) show(false);
	});
	on("drop", (event) => {
		show(false);
		if (event.defaultPrevented || !event.dataTransfer || !hasFiles(event.dataTransfer)) return;
		event.preventDefault();
		take(dropped(event.dataTransfer));
	});
	const paste = (event: ClipboardEvent) => {
		if (event.defaultPrevented) return;
		const chosen = pasted(event.clipboardData);
		if (chosen.length === 0) return;
		event.preventDefault();
		take(chosen);
	};
	on("paste", paste);
	// Nothing has the focus: the conversation on screen is meant.
	const pasteAnywhere = (event: ClipboardEvent) => event.target === document.body && paste(event);
	document.addEventListener("paste", pasteAnywhere, { signal: ended.signal });
	return () => ended.abort();
}
