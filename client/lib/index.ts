/** The package `distributed-chat`: what our own page is built on, without the page. */
export { ApiError, Offline } from "../src/api/errors";
export type * from "../src/api/types";
export { newId } from "../src/lib/ids";
export { Distributed, type Options } from "./distributed";
export { StreamRefused } from "./following";
export { type Event, emptyPosition, type Item, type Left, type Position, type Reset } from "./items";
export type { Answer, Given, PathOf } from "./typed";
