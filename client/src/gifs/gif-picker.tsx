/** Finds a gif and sends it: the group's shelf, and a provider where the instance asks one. */
import { ImagePlus } from "lucide";
import { useState } from "preact/hooks";
import { useApp } from "../app/context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Segments, Select } from "../ui/field";
import { Notice } from "../ui/notice";
import { failureWords } from "../ui/submit";
import { AddGif } from "./add-gif";
import { GifGrid } from "./gif-grid";
import { type Source, sourcesFor } from "./sources";
import { type Gallery, type Shown, shownOf, useGifs } from "./use-gifs";
import "./gifs.css";

interface GifDialogProps {
	conversationId: string;
	/** Goes into the thread of this message. */
	threadOf?: string | undefined;
	/** What was written behind /gif. */
	words?: string;
	onClose: () => void;
}

export function GifDialog({ conversationId, threadOf, words: first = "", onClose }: GifDialogProps) {
	const app = useApp();
	const [words, setWords] = useState(first);
	const [adding, setAdding] = useState(false);
	const sources = sourcesFor(app.state.value, conversationId, app.instance.value?.gif_provider);
	const [key, setKey] = useState(sources[0]?.key);
	const source = sources.find((one) => one.key === key);
	const gallery = useGifs(source, words.trim());
	const sending = useSending({ source, conversationId, threadOf, onClose });
	if (adding && source?.kind === "shelf") {
		return (
			<AddGif
				groupId={source.groupId}
				groupName={source.name}
				onClose={() => setAdding(false)}
				onAdded={(gif) => {
					gallery.add(shownOf(gif));
					setAdding(false);
				}}
			/>
		);
	}
	return (
		<Dialog title="Gifs" kind="gif-dialog" onClose={onClose}>
			<div class="gif-head">
				<Field
					label="Find a gif"
					name="q"
					type="search"
					placeholder="party, yes, coffee …"
					maxLength={100}
					value={words}
					onInput={setWords}
					autoFocus
				/>
				{sources.length > 1 && <Choice sources={sources} chosen={key ?? ""} onChoose={setKey} />}
			</div>
			{(sending.problem ?? gallery.problem) && <Notice kind="bad">{sending.problem ?? gallery.problem}</Notice>}
			<Found gallery={gallery} source={source} words={words} busy={sending.busy} onPick={sending.send} />
			<div class="gif-foot">
				{source?.kind === "shelf" && (
					<Button icon={ImagePlus} onClick={() => setAdding(true)}>
						Add to the shelf
					</Button>
				)}
				{source?.kind === "provider" && <small>Powered by {source.name}. They see this server, not you.</small>}
			</div>
		</Dialog>
	);
}

interface ChoiceProps {
	sources: readonly Source[];
	chosen: string;
	onChoose: (key: string) => void;
}

function Choice({ sources, chosen, onChoose }: ChoiceProps) {
	const options = sources.map((one) => [one.key, one.name] as const);
	if (sources.length > 3) return <Select label="From" value={chosen} options={options} onChange={onChoose} />;
	return <Segments label="From" value={chosen} options={options} onChange={onChoose} />;
}

interface FoundProps {
	gallery: Gallery;
	source: Source | undefined;
	words: string;
	busy: string | null;
	onPick: (gif: Shown) => void;
}

function Found({ gallery, source, words, busy, onPick }: FoundProps) {
	if (!source) return <p class="soft">There is no shelf here: gifs are kept by groups.</p>;
	const nothing = gallery.gifs.length === 0 && !gallery.loading && !gallery.problem;
	return (
		<div class="gif-found" aria-busy={gallery.loading}>
			{nothing && (
				<p class="soft">
					{words.trim() === "" ? `Nothing on the shelf of ${source.name} yet.` : "Nothing of that name."}
				</p>
			)}
			<GifGrid
				gallery={gallery}
				groupId={source.kind === "shelf" ? source.groupId : null}
				busy={busy}
				onPick={onPick}
			/>
			{gallery.loading && <span class="spinner" role="status" aria-label="Loading" />}
			{gallery.more && <Button onClick={gallery.more}>Show more</Button>}
		</div>
	);
}

interface SendingTo {
	source: Source | undefined;
	conversationId: string;
	threadOf?: string | undefined;
	onClose: () => void;
}

/** The gif becomes a file of mine first: then the message goes its usual way, and is there again after a cut. */
function useSending({ source, conversationId, threadOf, onClose }: SendingTo) {
	const app = useApp();
	const [busy, setBusy] = useState<string | null>(null);
	const [problem, setProblem] = useState<string | null>(null);
	const send = async (gif: Shown) => {
		if (busy) return;
		setBusy(gif.id);
		setProblem(null);
		try {
			const file = await (source?.kind === "provider" ? app.gifs.useProvided(gif.id) : app.gifs.use(gif.id));
			app.send(conversationId, "", { file_ids: [file.id], files: [file], ...(threadOf && { thread_of: threadOf }) });
			onClose();
		} catch (error) {
			setProblem(failureWords(error));
			setBusy(null);
		}
	};
	return { busy, problem, send: (gif: Shown) => void send(gif) };
}
