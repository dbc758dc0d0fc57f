/** How much a key was used: the counts of the server as days without gaps and as a table of routes. */
import type { RouteUsage } from "../api/types";

export interface Counted {
	readonly calls: number;
	/** Of these, answered with 4xx. */
	readonly refused: number;
	/** Of these, answered with 5xx. */
	readonly failed: number;
}

export interface DayUsage extends Counted {
	/** `2026-11-27`, UTC. */
	readonly day: string;
}

export interface RouteTotal extends Counted {
	readonly route: string;
}

const NONE: Counted = { calls: 0, refused: 0, failed: 0 };
const DAY = 86_400_000;

/** The last `days` up to today, the oldest first, also those without a call. */
export function byDay(usage: readonly RouteUsage[], days: number, now: number): DayUsage[] {
	const sums = summed(usage, ({ day }) => day);
	return Array.from({ length: days }, (_, at) => {
		const day = new Date(now - (days - 1 - at) * DAY).toISOString().slice(0, 10);
		return { day, ...(sums.get(day) ?? NONE) };
	});
}

/** Every route that was called, the busiest first. */
export function byRoute(usage: readonly RouteUsage[]): RouteTotal[] {
	const sums = summed(usage, ({ route }) => route);
	return [...sums]
		.map(([route, counted]) => ({ route, ...counted }))
		.sort((one, other) => other.calls - one.calls || one.route.localeCompare(other.route));
}

export function total(parts: readonly Counted[]): Counted {
	return parts.reduce<Counted>(plus, NONE);
}

function summed(usage: readonly RouteUsage[], nameOf: (row: RouteUsage) => string): Map<string, Counted> {
	const sums = new Map<string, Counted>();
	for (const row of usage) sums.set(nameOf(row), plus(sums.get(nameOf(row)) ?? NONE, row));
	return sums;
}

function plus(one: Counted, other: Counted): Counted {
	return {
		calls: one.calls + other.calls,
		refused: one.refused + other.refused,
		failed: one.failed + other.failed,
	};
}
