/** Who is who: a row for each person of the archive, with a choice. Long lists are searched, not scrolled. */
import { useState } from "preact/hooks";
import type { User } from "../api/types";
import { count, userName } from "../groups/people";
import { Button } from "../ui/button";
import { Field, Select } from "../ui/field";
import { all, type Choices, type ImportPerson, matching } from "./people";

interface PeopleTableProps {
	people: readonly ImportPerson[];
	members: readonly User[];
	choices: Choices;
	onChoose: (choices: Choices) => void;
}

/** Rows on screen; the others are found by the search. */
const SHOWN = 100;
const SEARCHED_FROM = 12;

export function PeopleTable({ people, members, choices, onChoose }: PeopleTableProps) {
	const [words, setWords] = useState("");
	const found = matching(people, words);
	return (
		<div class="import-people">
			{people.length >= SEARCHED_FROM && (
				<Field label="Find somebody" name="words" type="search" value={words} onInput={setWords} />
			)}
			<ul role="list">
				{found.slice(0, SHOWN).map((person) => (
					<PersonRow
						key={person.key}
						person={person}
						members={members}
						choice={choices[person.key] ?? "new"}
						onChoose={(choice) => onChoose({ ...choices, [person.key]: choice })}
					/>
				))}
			</ul>
			{found.length > SHOWN && <p class="soft">and {count(found.length - SHOWN, "other")}: search for them.</p>}
			<div class="form-actions">
				<Button onClick={() => onChoose(all(people, "new"))}>All only by name</Button>
			</div>
		</div>
	);
}

interface RowProps {
	person: ImportPerson;
	members: readonly User[];
	choice: string;
	onChoose: (choice: string) => void;
}

function PersonRow({ person, members, choice, onChoose }: RowProps) {
	const options: [string, string][] = [
		["new", "Only by name"],
		["skip", "Leave out"],
		...members.map((user): [string, string] => [user.id, userName(user)]),
	];
	return (
		<li>
			<span class="words">
				<b class="clip">{person.name}</b>
				<small class="clip">
					{person.email && `${person.email} · `}
					{count(person.messages, "message")}
				</small>
			</span>
			<Select label={person.name} value={choice} options={options} onChange={onChoose} quiet />
		</li>
	);
}
