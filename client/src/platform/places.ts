/** Where a key may work: everything, a group, or a room, as the options of a select. */
import type { State } from "../store/state";

type Option = readonly [id: string, words: string];

/** With a group: that group and its rooms. Rooms stand below their group. */
export function placesOf(state: State, groupId?: string): Option[] {
	const groups = [...state.groups.values()].filter(({ group }) => groupId === undefined || group.id === groupId);
	const options = groups
		.sort((one, other) => one.group.name.localeCompare(other.group.name))
		.flatMap(({ group }): Option[] => [
			[groupId ? "" : group.id, groupId ? `All of ${group.name}` : `Only in ${group.name}`],
			...roomsOf(state, group.id).map(([id, topic]): Option => [id, `Only in ${group.name}, ${topic}`]),
		]);
	return groupId ? options : [["", "Wherever you may"], ...options];
}

/** The rooms of a group that I see, by name. */
export function roomsOf(state: State, groupId: string): Option[] {
	return [...state.conversations.values()]
		.flatMap((it): Option[] => (it.kind === "room" && it.group_id === groupId ? [[it.id, it.topic]] : []))
		.sort(([, one], [, other]) => one.localeCompare(other));
}
