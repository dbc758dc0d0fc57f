"""Messages, as threads and chats have them in common: sending once, the newest first, one time for each."""

from collections.abc import Callable
from typing import Any

from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Tx
from distributed_chat.kernel.errors import IdTaken, Invalid, NotFound
from distributed_chat.kernel.ids import is_id
from distributed_chat.messages.actions import send_message
from distributed_chat.messages.queries import history_of, message_of
from distributed_chat.messages.schemas import MessageForm
from distributed_chat.micro.actions import as_user
from distributed_chat.micro.call import Call
from distributed_chat.micro.errors import MicroError
from distributed_chat.micro.shapes import instant_of, timestamp

DEFAULT_LIMIT = 25
MOST = 500

Shown = Callable[[Message], dict[str, Any]]


def text_of(message: Message) -> str:
    """What it says; a client of that generation shows nothing else, so files and polls are said in words."""
    said = [message.text] if message.text else []
    said += [f"[{file.name}]" for file in message.files]
    if message.poll is not None:
        said += [f"- {option.text}" for option in message.poll.options]
    return "\n".join(said)


def shown_in(place: str) -> Shown:
    """`place` is the name of the field that has the conversation: `conversation_id`, `thread_id`, `chat_id`."""

    def shown(message: Message) -> dict[str, Any]:
        return {
            "id": message.id,
            "author_id": message.author_id,
            place: message.conversation_id,
            "text": text_of(message),
            "sent_at": timestamp(instant_of(message.sent_at) or 0),
        }

    return shown


async def say(call: Call, conversation_id: str, author_id: str, text: str, shown: Shown) -> dict[str, Any]:
    """A message that is there by this id is answered as it is. Raises `NotFound` where the author does not read."""
    given = call.text("id").lower()
    if given and not is_id(given):
        raise MicroError("INVALID_ID", "The id of a message is a UUID")

    def send(tx: Tx) -> Message:
        if given:
            try:
                return message_of(tx, given)
            except NotFound:
                pass
        form = MessageForm(id=given or None, text=text)
        return send_message(tx, as_user(author_id), conversation_id, form).message

    try:
        return {"message": shown(await call.write(send))}
    except Invalid as wrong:
        raise MicroError("INVALID_TEXT", wrong.message) from None
    except IdTaken:
        raise MicroError("INVALID_ID", "The id names something else", 409) from None


async def history(call: Call, conversation_id: str, shown: Shown) -> dict[str, Any]:
    """By `sent_before` and `limit`, or by `limit`, `offset` and `order` as later clients ask."""
    before = call.instant("sent_before")
    limit = call.number("limit", DEFAULT_LIMIT, most=MOST)
    offset = call.number("offset", 0, most=1_000_000)
    newest_first = call.text("order").lower() != "asc"

    def look(tx: Tx) -> list[Message]:
        return history_of(tx, conversation_id, before=before, limit=limit, offset=offset, newest_first=newest_first)

    return {"messages": [shown(message) for message in await call.read(look)]}
