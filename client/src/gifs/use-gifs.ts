/** What the picker shows: the gifs of one source for some words, page by page; late answers to old words are dropped. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { failureWords } from "../ui/submit";
import type { Source } from "./sources";

export interface Shown {
	id: string;
	url: string;
	width: number;
	height: number;
	/** What it shows, for those who don't see it. */
	words: string;
	/** Of the shelf: who put it there. */
	by?: string;
}

export interface Gallery {
	gifs: readonly Shown[];
	loading: boolean;
	problem: string | null;
	more: (() => void) | null;
	/** One that was just put there. */
	add: (gif: Shown) => void;
	/** One that was taken off. */
	drop: (id: string) => void;
}

interface Page {
	gifs: readonly Shown[];
	hasOlder: boolean;
}

/** Milliseconds that somebody stops typing before it is looked for. */
const PAUSE = 250;

export function useGifs(source: Source | undefined, words: string): Gallery {
	const load = useLoad(source, words);
	const [page, setPage] = useState<Page>({ gifs: [], hasOlder: false });
	const [loading, setLoading] = useState(true);
	const [problem, setProblem] = useState<string | null>(null);
	const asked = useRef(0);
	const fetch = async (known: readonly Shown[]) => {
		asked.current += 1;
		const mine = asked.current;
		setLoading(true);
		setProblem(null);
		try {
			const next = await load(known.at(-1)?.id);
			if (mine === asked.current) setPage({ gifs: [...known, ...next.gifs], hasOlder: next.hasOlder });
		} catch (error) {
			if (mine === asked.current) setProblem(failureWords(error));
		} finally {
			if (mine === asked.current) setLoading(false);
		}
	};
	const first = useRef(true);
	useEffect(() => {
		setPage({ gifs: [], hasOlder: false });
		setLoading(true);
		const timer = setTimeout(() => void fetch([]), first.current ? 0 : PAUSE);
		first.current = false;
		return () => clearTimeout(timer);
	}, [source?.key, words]);
	return {
		gifs: page.gifs,
		loading,
		problem,
		more: page.hasOlder && !loading ? () => void fetch(page.gifs) : null,
		add: (gif) => setPage((now) => ({ ...now, gifs: [gif, ...now.gifs] })),
		drop: (id) => setPage((now) => ({ ...now, gifs: now.gifs.filter((one) => one.id !== id) })),
	};
}

function useLoad(source: Source | undefined, words: string): (before?: string) => Promise<Page> {
	const { gifs } = useApp();
	return async (before) => {
		if (!source) return { gifs: [], hasOlder: false };
		if (source.kind === "provider") {
			const { gifs: found } = await gifs.provided(words);
			return { gifs: found.map(({ title, ...gif }) => ({ ...gif, words: title || "A gif" })), hasOlder: false };
		}
		const shelf = await gifs.shelf(source.groupId, words, before);
		return { gifs: shelf.gifs.map(shownOf), hasOlder: shelf.has_older };
	};
}

export function shownOf(gif: {
	id: string;
	url: string;
	width: number;
	height: number;
	tags: string[];
	created_by: string;
}): Shown {
	const { id, url, width, height, tags, created_by } = gif;
	return { id, url, width, height, words: tags.join(" ") || "A gif", by: created_by };
}
