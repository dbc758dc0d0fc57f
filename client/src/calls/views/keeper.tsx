/** Stands beside every page while I am in a call: keys that work everywhere, and who comes and goes, read out. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { listed, shortName } from "../../groups/people";
import { listenToKeys } from "./keys";

export function CallKeeper() {
	const { calls } = useApp();
	useEffect(() => listenToKeys(calls), [calls]);
	return <Announcer />;
}

interface Seen {
	users: ReadonlySet<string>;
	hands: ReadonlySet<string>;
	sharing: ReadonlySet<string>;
}

function Announcer() {
	const { calls, state } = useApp();
	const [words, setWords] = useState("");
	const before = useRef<Seen | null>(null);
	const people = (calls.active.value?.people ?? []).filter(({ me }) => !me);
	const now: Seen = {
		users: new Set(people.map(({ userId }) => userId)),
		hands: new Set(people.filter(({ hand }) => hand).map(({ userId }) => userId)),
		sharing: new Set(people.filter(({ sharing }) => sharing).map(({ userId }) => userId)),
	};
	const key = [now.users, now.hands, now.sharing].map((ids) => [...ids].join(" ")).join("|");
	// Those who are inside when I come are on the screen already.
	useEffect(() => {
		const news = before.current && newsBetween(before.current, now, (id) => shortName(state.peek().users.get(id)));
		before.current = now;
		if (news) setWords(news);
	}, [key]);
	return (
		<p class="unseen" role="status">
			{words}
		</p>
	);
}

/** "Mira joined. Tomás left." Empty when nothing happened. */
export function newsBetween(before: Seen, now: Seen, nameOf: (userId: string) => string): string {
	const fresh = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...b].filter((id) => !a.has(id)).map(nameOf);
	const sentences: ReadonlyArray<readonly [string[], string]> = [
		[fresh(before.users, now.users), "joined"],
		[fresh(now.users, before.users), "left"],
		[fresh(before.hands, now.hands), "raised a hand"],
		[fresh(before.sharing, now.sharing), "shared the screen"],
	];
	return sentences
		.filter(([names]) => names.length > 0)
		.map(([names, did]) => `${listed(names)} ${did}.`)
		.join(" ");
}
