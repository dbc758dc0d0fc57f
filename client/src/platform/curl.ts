/** Lines to paste into a terminal. Each is one line, quoted for a POSIX shell. */

/** Stands where a secret would. */
export const KEY_HERE = "YOUR_KEY";

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

const bearer = (secret: string) => `-H ${quoted(`Authorization: Bearer ${secret}`)}`;
const JSON_BODY = `-H ${quoted("Content-Type: application/json")}`;

export function messagesAddress(origin: string, conversationId: string): string {
	return `${origin}/api/conversations/${conversationId}/messages`;
}

export function eventsAddress(origin: string, conversationId: string): string {
	return `${origin}/api/conversations/${conversationId}/events`;
}

/** Says something there. */
export function postLine(origin: string, conversationId: string, secret: string): string {
	const body = quoted(JSON.stringify({ text: "Hello from a program" }));
	return `curl ${quoted(messagesAddress(origin, conversationId))} ${bearer(secret)} ${JSON_BODY} -d ${body}`;
}

/** Prints what happens there, as it happens. */
export function followLine(origin: string, conversationId: string, secret: string): string {
	const accept = `-H ${quoted("Accept: text/event-stream")}`;
	return `curl -N ${quoted(eventsAddress(origin, conversationId))} ${bearer(secret)} ${accept}`;
}

/** Says something by an incoming webhook, whose address is the secret. */
export function hookLine(url: string): string {
	return `curl ${quoted(url)} ${JSON_BODY} -d ${quoted(JSON.stringify({ text: "Hello from a webhook" }))}`;
}
