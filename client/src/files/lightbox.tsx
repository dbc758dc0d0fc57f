/** One picture over the whole page, and from it to the others. Keys: left, right, + - 0, Escape closes. */

import { ChevronLeft, ChevronRight, Download, MessageSquareText, X, ZoomIn, ZoomOut } from "lucide";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { File } from "../api/types";
import { useApp } from "../app/context";
import { SaveLink } from "../app/save-link";
import { useAddress } from "../app/use-address";
import { IconButton } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { isPicture, type Picture } from "./kinds";
import { player } from "./player";
import { useZoom } from "./use-zoom";
import type { Area } from "./zoom";

interface LightboxProps {
	/** Pictures and films. */
	files: readonly File[];
	at: number;
	onClose: () => void;
	/** Leads to where it was said, when it is shown from elsewhere. */
	onFind?: ((file: File) => void) | undefined;
}

export function Lightbox({ files, at: first, onClose, onFind }: LightboxProps) {
	const [at, setAt] = useState(first);
	const file = files[at];
	const step = (by: number) => setAt((now) => Math.min(files.length - 1, Math.max(0, now + by)));
	usePreloaded(files[at + 1], files[at - 1]);
	if (!file) return null;
	const rest = { files, at, step, onClose, onFind };
	return (
		<Dialog title={file.name} kind="lightbox" bare onClose={onClose}>
			{isPicture(file) ? <PictureStage picture={file} {...rest} /> : <FilmStage film={file} {...rest} />}
		</Dialog>
	);
}

interface StageProps {
	files: readonly File[];
	at: number;
	step: (by: number) => void;
	onClose: () => void;
	onFind?: ((file: File) => void) | undefined;
}

function PictureStage({ picture, ...stage }: StageProps & { picture: Picture }) {
	const { step, onClose } = stage;
	const frame = useRef<HTMLDivElement>(null);
	const area = useArea(frame);
	const swipes = { next: () => step(1), previous: () => step(-1), close: onClose };
	const src = useAddress(picture.url);
	const small = useAddress(picture.thumbnail ?? undefined);
	const { view, drag, fit, zoom, move, reset, handlers } = useZoom(picture, area, swipes);
	useStageKeys((key) => {
		const arrow = ARROWS[key];
		if (arrow && view.scale > 1) move(arrow);
		else if (arrow) step(-Math.sign(arrow.x));
		else if (key === "+" || key === "=") zoom(1.5);
		else if (key === "-") zoom(1 / 1.5);
		else if (key === "0") reset();
	});
	return (
		<>
			<Head {...stage} file={picture}>
				<IconButton label="Smaller" icon={ZoomOut} disabled={view.scale === 1} onClick={() => zoom(1 / 1.5)} />
				<IconButton label="Larger" icon={ZoomIn} onClick={() => zoom(1.5)} />
			</Head>
			<div ref={frame} class={view.scale > 1 ? "lightbox-stage enlarged" : "lightbox-stage"} {...handlers}>
				<img
					key={picture.id}
					src={src}
					alt={picture.name}
					draggable={false}
					style={{
						width: `${fit.width}px`,
						height: `${fit.height}px`,
						transform: `translate(${view.x + drag.x}px, ${view.y + drag.y}px) scale(${view.scale})`,
						backgroundImage: placeholderOf(picture, small),
					}}
				/>
			</div>
			<Steps {...stage} />
		</>
	);
}

/** Pixels that a key moves an enlarged picture. */
const ARROWS: Record<string, { x: number; y: number }> = {
	ArrowLeft: { x: 80, y: 0 },
	ArrowRight: { x: -80, y: 0 },
	ArrowUp: { x: 0, y: 80 },
	ArrowDown: { x: 0, y: -80 },
};

function placeholderOf({ blur }: Picture, small: string | undefined): string | undefined {
	const url = small ?? (blur && `data:image/webp;base64,${blur}`);
	return url ? `url("${url}")` : undefined;
}

function FilmStage({ film, ...stage }: StageProps & { film: File }) {
	const { addresses } = useApp();
	const src = useAddress(film.url);
	useStageKeys((key) => {
		if (key === "PageDown") stage.step(1);
		else if (key === "PageUp") stage.step(-1);
	});
	return (
		<>
			<Head {...stage} file={film} />
			<div class="lightbox-stage film">
				<video
					key={film.id}
					src={src}
					controls
					autoPlay
					playsInline
					aria-label={film.name}
					onPlay={(event) => player().filmPlays(event.currentTarget)}
					onError={({ currentTarget }) => addresses?.renew(film.url, currentTarget)}
				>
					<track kind="captions" />
				</video>
			</div>
			<Steps {...stage} />
		</>
	);
}

interface HeadProps extends StageProps {
	file: File;
	children?: preact.ComponentChildren;
}

function Head({ file, files, at, onClose, onFind, children }: HeadProps) {
	return (
		<div class="lightbox-head">
			<p class="clip" dir="auto">
				{file.name}
			</p>
			{files.length > 1 && (
				<small aria-live="polite">
					{at + 1} of {files.length}
				</small>
			)}
			{children}
			{onFind && <IconButton label="Show in the conversation" icon={MessageSquareText} onClick={() => onFind(file)} />}
			<SaveLink class="icon-button bare" file={file} aria-label="Download" title="Download">
				<Icon shape={Download} />
			</SaveLink>
			<IconButton label="Close" icon={X} onClick={onClose} data-autofocus />
		</div>
	);
}

function Steps({ files, at, step }: StageProps) {
	if (files.length < 2) return null;
	return (
		<>
			<span class="lightbox-step previous">
				<IconButton label="Previous" icon={ChevronLeft} look="filled" disabled={at === 0} onClick={() => step(-1)} />
			</span>
			<span class="lightbox-step next">
				<IconButton
					label="Next"
					icon={ChevronRight}
					look="filled"
					disabled={at === files.length - 1}
					onClick={() => step(1)}
				/>
			</span>
		</>
	);
}

function useStageKeys(onKey: (key: string) => void): void {
	const latest = useRef(onKey);
	latest.current = onKey;
	// Before it is painted: a key that is pressed between two pictures counts for the next.
	useLayoutEffect(() => {
		const listen = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			if (event.target instanceof HTMLVideoElement) return;
			latest.current(event.key);
		};
		document.addEventListener("keydown", listen);
		return () => document.removeEventListener("keydown", listen);
	}, []);
}

function useArea(element: { current: HTMLElement | null }): Area {
	const [area, setArea] = useState<Area>({ width: innerWidth, height: innerHeight - 64 });
	useLayoutEffect(() => {
		if (!element.current) return;
		const observer = new ResizeObserver(([entry]) => entry && setArea(entry.contentRect));
		observer.observe(element.current);
		return () => observer.disconnect();
	}, [element]);
	return area;
}

function usePreloaded(...files: (File | undefined)[]): void {
	const { addresses } = useApp();
	const urls = files.flatMap((file) => (file && isPicture(file) ? [file.url] : []));
	useEffect(() => {
		for (const url of urls) {
			if (addresses) addresses.find(url).catch(() => {});
			else new Image().src = url;
		}
	}, [addresses, urls.join()]);
}
