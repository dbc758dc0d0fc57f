import { expect, test } from "vitest";
import { columnsOf, neighbour } from "../../src/gifs/columns";
import { sourcesFor } from "../../src/gifs/sources";
import { emptyState, type State } from "../../src/store/state";

const square = { width: 100, height: 100 };
const tall = { width: 100, height: 300 };

test("gifs go into the column that is the shortest so far", () => {
	const columns = columnsOf([tall, square, square, square, square]);
	expect(columns.map((column) => column.map(({ index }) => index))).toEqual([[0], [1, 3], [2, 4]]);
});

test("one without a size takes the room of a square", () => {
	expect(columnsOf([{ width: 0, height: 0 }, square]).map((column) => column.length)).toEqual([1, 1, 0]);
});

test("arrows go up and down in a column and across to the same row", () => {
	const columns = columnsOf([tall, square, square, square, square]);
	expect(neighbour(columns, 1, "ArrowDown")).toBe(3);
	expect(neighbour(columns, 3, "ArrowUp")).toBe(1);
	expect(neighbour(columns, 3, "ArrowRight")).toBe(4);
	expect(neighbour(columns, 3, "ArrowLeft")).toBe(0);
	expect(neighbour(columns, 0, "ArrowLeft")).toBeNull();
	expect(neighbour(columns, 4, "ArrowDown")).toBeNull();
	expect(neighbour(columns, 1, "Tab")).toBeNull();
	expect(neighbour([], 0, "ArrowDown")).toBeNull();
});

function stateWith(conversation: object): State {
	const entry = (id: string, name: string) => [
		id,
		{ group: { id, name }, myRole: "member", members: new Map(), emoji: new Map() },
	];
	return {
		...emptyState,
		groups: new Map([entry("g", "Crew"), entry("h", "Choir")] as never),
		conversations: new Map([["c", conversation]] as never),
	};
}

test("a room has the shelf of its group, a direct chat those of all my groups, and the provider comes last", () => {
	const room = stateWith({ kind: "room", group_id: "g" });
	const chat = stateWith({ kind: "chat" });
	const names = (state: State, provider: "giphy" | "tenor" | null) =>
		sourcesFor(state, "c", provider).map(({ name }) => name);
	expect(names(room, null)).toEqual(["Crew"]);
	expect(names(room, "tenor")).toEqual(["Crew", "Tenor"]);
	expect(names(chat, "giphy")).toEqual(["Crew", "Choir", "GIPHY"]);
});
