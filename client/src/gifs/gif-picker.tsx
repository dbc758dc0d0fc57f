/** Finds a gif and sends it: the group's shelf, and a provider where the instance asks one. */
import { ImagePlus } from "lucide";
import { useState } from "preact/hooks";
import type { Gif } from "../api/types";
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

type Doing = "sending" | "adding" | "tidying";

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
	const [doing, setDoing] = useState<Doing>("sending");
	const sources = sourcesFor(app.state.value, conversationId, app.instance.value?.gif_provider);
	const [key, setKey] = useState(sources[0]?.key);
	const source = sources.find((one) => one.key === key);
	const gallery = useGifs(source, words.trim());
	const { problem, busy, send } = useSending({ source, conversationId, threadOf, onClose });
	if (doing === "adding" && source?.kind === "shelf") {
		const added = (gif: Gif) => {
			gallery.add(shownOf(gif));
			setDoing("sending");
		};
		return <AddGif source={source} onClose={() => setDoing("sending")} onAdded={added} />;
	}
	const wrong = problem ?? gallery.problem;
	const tidying = doing === "tidying";
	return (
		<Dialog title="Gifs" kind="gif-dialog" onClose={onClose}>
			<div class="gif-head">
				<Search words={words} onWords={setWords} />
				{sources.length > 1 && <Choice sources={sources} chosen={key ?? ""} onChoose={setKey} />}
				{wrong && <Notice kind="bad">{wrong}</Notice>}
			</div>
			<Found gallery={gallery} source={source} words={words} tidying={tidying} busy={busy} onPick={send} />
			<Foot source={source} some={gallery.gifs.length > 0} doing={doing} onDo={setDoing} />
		</Dialog>
	);
}

function Search({ words, onWords }: { words: string; onWords: (words: string) => void }) {
	return (
		<Field
			label="Find a gif"
			name="q"
			type="search"
			placeholder="party, yes, coffee …"
			maxLength={100}
			value={words}
			onInput={onWords}
			autoFocus
		/>
	);
}

interface FootProps {
	source: Source | undefined;
	/** Whether there is something to tidy up. */
	some: boolean;
	doing: Doing;
	onDo: (doing: Doing) => void;
}

function Foot({ source, some, doing, onDo }: FootProps) {
	if (source?.kind === "provider") {
		return <small class="gif-foot">Powered by {source.name}. They see this server, not you.</small>;
	}
	if (!source) return null;
	const tidying = doing === "tidying";
	return (
		<div class="gif-foot">
			<Button icon={ImagePlus} onClick={() => onDo("adding")}>
				Add to the shelf
			</Button>
			{some && (
				<Button look="quiet" aria-pressed={tidying} onClick={() => onDo(tidying ? "sending" : "tidying")}>
					{tidying ? "Done" : "Tidy up"}
				</Button>
			)}
		</div>
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
	tidying: boolean;
	busy: string | null;
	onPick: (gif: Shown) => void;
}

function Found({ gallery, source, words, tidying, busy, onPick }: FoundProps) {
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
				tidiedBy={tidying && source.kind === "shelf" ? source.groupId : null}
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
