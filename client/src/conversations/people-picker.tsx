/** Choosing people from a list, with a box to find them when there are many. */
import { useState } from "preact/hooks";
import type { User } from "../api/types";
import { userName } from "../groups/people";
import { Avatar } from "../ui/avatar";
import { moveFocus } from "../ui/roving";

interface PeoplePickerProps {
	label: string;
	people: readonly User[];
	chosen: ReadonlySet<string>;
	onChange: (chosen: ReadonlySet<string>) => void;
}

const FIND_FROM = 8;
const SHOWN = 60;

export function PeoplePicker({ label, people, chosen, onChange }: PeoplePickerProps) {
	const [search, setSearch] = useState("");
	const words = search.trim().toLowerCase();
	const found = people.filter((user) => userName(user).toLowerCase().includes(words)).slice(0, SHOWN);
	const toggle = (id: string) => {
		const next = new Set(chosen);
		if (!next.delete(id)) next.add(id);
		onChange(next);
	};
	return (
		<fieldset class="fieldset" onKeyDown={(event) => moveFocus(event, event.currentTarget, "input[type=checkbox]")}>
			<legend>{label}</legend>
			{people.length >= FIND_FROM && (
				<input
					class="input"
					type="text"
					aria-label="Find a person"
					placeholder="Find a person"
					value={search}
					onInput={(event) => setSearch(event.currentTarget.value)}
				/>
			)}
			<div class="choices">
				{found.map((user) => (
					<label class="choice" key={user.id}>
						<input type="checkbox" checked={chosen.has(user.id)} onChange={() => toggle(user.id)} />
						<Avatar id={user.id} name={userName(user)} />
						<span class="clip">{userName(user)}</span>
					</label>
				))}
				{found.length === 0 && (
					<p class="soft">{people.length === 0 ? "Nobody else is here yet." : "Nobody of that name."}</p>
				)}
			</div>
		</fieldset>
	);
}
