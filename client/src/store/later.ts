/** What I keep for later: saved messages, drafts, what is to be sent at a time. */

export interface Saved {
	message_id: string;
}

export interface Draft {
	conversation_id: string;
	text: string;
}

export interface Scheduled {
	id: string;
}
