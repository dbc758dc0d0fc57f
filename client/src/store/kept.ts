/** What I keep for later, as the state holds it and as the server says it. */
export type { Draft, Saved, Scheduled, ScheduledWords } from "../api/types";
