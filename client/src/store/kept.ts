/** What I keep for later, as the state holds it: saved messages, drafts, what is to be sent at a time. */
import type { Entity, PollForm } from "../api/types";

/** Its message is asked for beside: only ids are kept, so that erasing is real. */
export interface Saved {
	message_id: string;
	conversation_id: string;
	saved_at: string;
	/** When I am to be reminded. */
	remind_at?: string;
	/** Since when the reminder waits for me. */
	reminded_at?: string;
}

export interface Draft {
	conversation_id: string;
	/** The id of the message above the thread that it is in. */
	thread_of?: string;
	/** Empty: there is no draft any more. */
	text: string;
	entities?: Entity[];
	reply_to?: string;
	changed_at: string;
}

/** As the form of a message, without an id: that is the id of the scheduled message. */
export interface ScheduledWords {
	text: string;
	kind?: "text" | "action";
	entities?: Entity[];
	reply_to?: string;
	thread_of?: string;
	file_ids?: string[];
	poll?: PollForm;
}

export interface Scheduled {
	id: string;
	conversation_id: string;
	send_at: string;
	message: ScheduledWords;
	/** Why it was not sent when it was due, in words; it stays until it is changed or deleted. */
	failure?: string;
}
