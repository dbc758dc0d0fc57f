/** A list in a section that is loaded when it appears: on its way, empty, or with rows. */
import type { ComponentChildren } from "preact";
import { Notice } from "../ui/notice";
import type { Loaded } from "./loaded";

interface ListingProps<Item> {
	loaded: Loaded<Item[]>;
	/** Said when there is nothing. */
	none: string;
	row: (item: Item) => ComponentChildren;
}

export function Listing<Item>({ loaded, none, row }: ListingProps<Item>) {
	const { value, problem } = loaded;
	if (problem) return <Notice kind="bad">{problem}</Notice>;
	if (!value) return <p class="soft">One moment…</p>;
	if (value.length === 0) return <p class="soft">{none}</p>;
	return (
		<ul role="list" class="lines platform-lines">
			{value.map(row)}
		</ul>
	);
}
