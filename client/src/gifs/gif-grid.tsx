/** The gifs that were found, in columns: arrows go among them, Enter sends; mine can be taken off the shelf. */

import { Trash2 } from "lucide";
import { useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { RemoteImage } from "../app/remote-image";
import { IconButton } from "../ui/button";
import { failureWords } from "../ui/submit";
import { columnsOf, neighbour } from "./columns";
import type { Gallery, Shown } from "./use-gifs";

interface GridProps {
	gallery: Gallery;
	/** The group whose shelf is being tidied up: then mine can be taken off. */
	tidiedBy: string | null;
	/** The id of the one that is being sent. */
	busy: string | null;
	onPick: (gif: Shown) => void;
}

export function GifGrid({ gallery, tidiedBy, busy, onPick }: GridProps) {
	const list = useRef<HTMLDivElement>(null);
	const [at, setAt] = useState(0);
	const columns = columnsOf(gallery.gifs);
	const onKeyDown = (event: KeyboardEvent) => {
		const to = neighbour(columns, at, event.key);
		if (to === null || !(event.target as HTMLElement).matches("[data-gif]")) return;
		event.preventDefault();
		setAt(to);
		list.current?.querySelector<HTMLElement>(`[data-gif="${to}"]`)?.focus();
	};
	return (
		<div ref={list} class="gif-grid" role="group" aria-label="Gifs" onKeyDown={onKeyDown}>
			{columns.map((column, place) => (
				<div key={place} class="gif-column">
					{column.map(({ gif, index }) => (
						<Tile
							key={gif.id}
							gif={gif}
							index={index}
							tidiedBy={tidiedBy}
							reached={index === Math.min(at, gallery.gifs.length - 1)}
							busy={busy === gif.id}
							onFocus={() => setAt(index)}
							onPick={() => onPick(gif)}
							onGone={() => gallery.drop(gif.id)}
						/>
					))}
				</div>
			))}
		</div>
	);
}

interface TileProps {
	gif: Shown;
	index: number;
	tidiedBy: string | null;
	/** Tab comes to this one. */
	reached: boolean;
	busy: boolean;
	onFocus: () => void;
	onPick: () => void;
	onGone: () => void;
}

function Tile({ gif, index, tidiedBy, reached, busy, onFocus, onPick, onGone }: TileProps) {
	return (
		<div class="gif-tile" style={{ aspectRatio: `${gif.width || 1} / ${gif.height || 1}` }}>
			<button
				type="button"
				data-gif={index}
				tabIndex={reached ? 0 : -1}
				aria-label={`Send: ${gif.words}`}
				title={gif.words}
				aria-busy={busy}
				onFocus={onFocus}
				onClick={onPick}
			>
				<RemoteImage src={gif.url} alt="" loading="lazy" />
				{busy && <span class="spinner" />}
			</button>
			{tidiedBy && <Remove gif={gif} groupId={tidiedBy} onGone={onGone} />}
		</div>
	);
}

/** For whoever put it there, and for those who lead the group. Two presses: the second does it. */
function Remove({ gif, groupId, onGone }: { gif: Shown; groupId: string; onGone: () => void }) {
	const app = useApp();
	const { groups, me } = app.state.value;
	const [asked, setAsked] = useState(false);
	const [problem, setProblem] = useState<string | null>(null);
	if (groups.get(groupId)?.myRole === "member" && gif.by !== me?.id) return null;
	const remove = async () => {
		if (!asked) return setAsked(true);
		try {
			await app.gifs.remove(gif.id);
			onGone();
		} catch (error) {
			setProblem(failureWords(error));
		}
	};
	const words = problem ?? (asked ? "Take it off the shelf?" : `Take off the shelf: ${gif.words}`);
	return (
		<div class="gif-remove" onFocusOut={() => setAsked(false)}>
			<IconButton label={words} icon={Trash2} look={asked ? "danger" : "filled"} onClick={() => void remove()} />
		</div>
	);
}
