/** The list above the composer. The focus stays in the field; the marked one is told to screen readers from there. */

import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import { RemoteImage } from "../../app/remote-image";
import { count, userName } from "../../groups/people";
import { Avatar } from "../../ui/avatar";
import type { Suggestion } from "./suggest";

interface SuggestionListProps {
	id: string;
	list: readonly Suggestion[];
	at: number;
	onPick: (suggestion: Suggestion) => void;
	onHover: (at: number) => void;
}

export function SuggestionList({ id, list, at, onPick, onHover }: SuggestionListProps) {
	const marked = useRef<HTMLDivElement>(null);
	useEffect(() => marked.current?.scrollIntoView({ block: "nearest" }), [at]);
	return (
		<>
			<div id={id} class="suggestions" role="listbox" aria-label="Suggestions">
				{list.map((suggestion, index) => (
					<div
						key={suggestion.key}
						id={optionId(id, index)}
						ref={index === at ? marked : null}
						role="option"
						aria-selected={index === at}
						onMouseDown={(event) => event.preventDefault()}
						onMouseMove={() => index !== at && onHover(index)}
						onClick={() => onPick(suggestion)}
					>
						<Face suggestion={suggestion} />
						<b dir="auto">{suggestion.label}</b>
						{suggestion.detail && <span dir="auto">{suggestion.detail}</span>}
					</div>
				))}
			</div>
			<p class="unseen" role="status">
				{`${count(list.length, "suggestion")}`}
			</p>
		</>
	);
}

export function optionId(listId: string, at: number): string {
	return `${listId}-${at}`;
}

function Face({ suggestion: { face } }: { suggestion: Suggestion }) {
	const { users } = useApp().state.value;
	if ("person" in face) return <Avatar id={face.person} name={userName(users.get(face.person))} size={26} />;
	if ("image" in face) return <RemoteImage class="suggestion-face" src={face.image} alt="" />;
	return (
		<span class={"character" in face ? "suggestion-face emoji" : "suggestion-face"} aria-hidden="true">
			{"character" in face ? face.character : face.sign}
		</span>
	);
}
