/** Pictures of a message, in the frame of their message. A click opens them large. */

import { useState } from "preact/hooks";
import { useShowDialog } from "../app/show-dialog";
import { useAddress } from "../app/use-address";
import { mayMove, type Picture } from "./kinds";
import type { Grid } from "./layout";

/** Bytes: a larger moving picture waits for the mouse. */
const HEAVY = 6 * 1024 * 1024;

interface PictureGridProps {
	pictures: readonly Picture[];
	grid: Grid<Picture>;
}

export function PictureGrid({ pictures, grid: { shown, more } }: PictureGridProps) {
	const show = useShowDialog();
	return shown.map((picture, at) => (
		<button
			key={picture.id}
			type="button"
			class="picture"
			aria-label={wordsOf(picture.name, at === 3 ? more : 0)}
			title={picture.name}
			style={blurOf(picture)}
			onClick={() => show({ name: "lightbox", files: pictures, at })}
		>
			{mayMove(picture) ? <MovingPicture picture={picture} /> : <StillPicture picture={picture} />}
			{at === 3 && more > 0 && <span class="picture-more">+{more}</span>}
		</button>
	));
}

function wordsOf(name: string, more: number): string {
	return more > 0 ? `Open ${name} and ${more} more` : `Open ${name}`;
}

export function blurOf({ blur }: Picture) {
	return blur ? { backgroundImage: `url(data:image/webp;base64,${blur})` } : undefined;
}

function StillPicture({ picture }: { picture: Picture }) {
	return <Drawn src={picture.thumbnail ?? picture.url} alt={picture.name} />;
}

/** Moves by itself where that is welcome, else while somebody points at it. */
function MovingPicture({ picture }: { picture: Picture }) {
	const [pointed, setPointed] = useState(false);
	const moves = pointed || (picture.size <= HEAVY && !prefersStill());
	return (
		<span class="moving-picture" onPointerEnter={() => setPointed(true)} onPointerLeave={() => setPointed(false)}>
			<Drawn src={moves ? picture.url : (picture.thumbnail ?? picture.url)} alt={picture.name} />
			{!moves && <span class="picture-badge">GIF</span>}
		</span>
	);
}

function prefersStill(): boolean {
	return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The blur shows through until it is there; one that can't be loaded is named. */
function Drawn({ src, alt }: { src: string; alt: string }) {
	const [state, setState] = useState<"coming" | "there" | "failed">("coming");
	const address = useAddress(src);
	if (state === "failed") return <span class="picture-failed">{alt}</span>;
	return (
		<img
			class={state}
			src={address}
			alt={alt}
			decoding="async"
			draggable={false}
			onLoad={() => setState("there")}
			onError={() => setState("failed")}
		/>
	);
}
