"""chats: our direct chats. The same people are always the same chat."""

from typing import Any

from distributed_chat.accounts.queries import known_by_id
from distributed_chat.conversations.actions import chat_for
from distributed_chat.conversations.queries import there
from distributed_chat.conversations.schemas import Chat
from distributed_chat.db import Tx
from distributed_chat.kernel.errors import NotFound
from distributed_chat.micro.call import Call, Handler, as_id
from distributed_chat.micro.errors import MicroError, not_found
from distributed_chat.micro.services.saying import history, say, shown_in
from distributed_chat.micro.shapes import instant_of, timestamp

PEOPLE_AT_MOST = 10
_TWO = MicroError("MISSING_USER_IDs", "Two or more user IDs are required")
_GONE = not_found("Chat not found")


async def create(call: Call) -> dict[str, Any]:
    ids = [as_id(one) for one in call.texts("user_ids")]
    if len(set(ids)) < 2:
        raise _TWO
    if len(set(ids)) > PEOPLE_AT_MOST:
        raise MicroError("TOO_MANY_USER_IDS", "A chat has at most 10 people")

    def open_it(tx: Tx) -> Chat:
        if set(known_by_id(tx, ids)) != set(ids):
            raise not_found("User not found")
        return chat_for(tx, ids)

    chat = await call.write(open_it)
    created = timestamp(instant_of(chat.created_at) or 0)
    return {"chat": {"id": chat.id, "user_ids": [user.id for user in chat.users], "created_at": created}}


async def create_message(call: Call) -> dict[str, Any]:
    author = as_id(call.need("AUTHOR_ID", "Missing Author ID", "author_id"))
    chat_id = _where(call)
    text = call.need("TEXT", "Missing text", "text")
    chat = await call.read(lambda tx: there(tx, chat_id))
    if chat is None or chat.kind != "chat":
        raise _GONE
    try:
        return await say(call, chat_id, author, text, shown_in("chat_id"))
    except NotFound:
        raise _GONE from None


async def list_messages(call: Call) -> dict[str, Any]:
    return await history(call, _where(call), shown_in("chat_id"))


def _where(call: Call) -> str:
    return as_id(call.need("CHAT_ID", "Missing Chat ID", "chat_id"))


ENDPOINTS: dict[str, Handler] = {
    "createchat": create,
    "createmessage": create_message,
    "sendmessage": create_message,
    "listmessages": list_messages,
}
