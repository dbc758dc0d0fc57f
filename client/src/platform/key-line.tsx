/** One key in a list: its name, what it may and where, how it is used. */
import { KeyRound } from "lucide";
import type { Key } from "../api/types";
import { useApp } from "../app/context";
import { count } from "../groups/people";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { ago, until } from "../ui/time";
import { placeWords, scopeWords } from "./words";

export function KeyLine({ it, onOpen }: { it: Key; onOpen: () => void }) {
	const state = useApp().state.value;
	return (
		<li class="line">
			<Icon shape={KeyRound} />
			<div class="grow words">
				<b>{it.name}</b>
				<small>{`${scopeWords(it.scopes)} · ${placeWords(it, state)}`}</small>
				<small>{usedWords(it)}</small>
			</div>
			<Button onClick={onOpen} aria-label={`Open the key ${it.name}`}>
				Open
			</Button>
		</li>
	);
}

type Used = Pick<Key, "last_used_at" | "used_today" | "per_day" | "expires_at">;

/** "Used 5 minutes ago, 12 of 1,000 calls today, ends in 7 days". */
export function usedWords(it: Used, now: number = Date.now()): string {
	const today = it.per_day === null ? count(it.used_today, "call") : `${it.used_today} of ${count(it.per_day, "call")}`;
	const parts = [it.last_used_at ? `Used ${ago(it.last_used_at, now)}` : "Never used", `${today} today`];
	if (it.expires_at) parts.push(Date.parse(it.expires_at) <= now ? "ended" : `ends ${until(it.expires_at, now)}`);
	return parts.join(", ");
}
