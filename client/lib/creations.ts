/** Generated from docs/openapi.json by `npm run api`. Do not edit. */

export const CREATIONS: ReadonlySet<string> = new Set([
	"/api/users",
	"/api/chats",
	"/api/groups",
	"/api/groups/{group_id}/invites",
	"/api/groups/{group_id}/rooms",
	"/api/conversations/{conversation_id}/messages",
	"/api/messages/{message_id}/forward",
	"/api/gifs/use",
	"/api/conversations/{conversation_id}/call/join",
	"/api/conversations/{conversation_id}/call/leave",
	"/api/conversations/{conversation_id}/scheduled",
	"/api/keys",
	"/api/imports",
	"/api/exports",
	"/api/groups/{group_id}/bots",
	"/api/bots/{user_id}/keys",
	"/api/conversations/{conversation_id}/incoming-hooks",
	"/api/groups/{group_id}/outgoing-hooks",
	"/api/groups/{group_id}/commands",
	"/api/conversations/{conversation_id}/commands",
]);
