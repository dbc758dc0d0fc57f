"""The number of the next message: the part of sending that belongs to the conversation. Hot path."""

from typing import NamedTuple

from sqlalchemy import bindparam, update

from distributed_chat import streams
from distributed_chat.conversations.actions.markers import raise_marker
from distributed_chat.conversations.errors import ChatIsReadOnly
from distributed_chat.conversations.queries import Conversation, found, has_other_readers, may_read
from distributed_chat.conversations.tables import conversations
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.errors import NotFound

_NEXT = Prepared(
    update(conversations)
    .where(
        conversations.c.id == bindparam("conversation_id"),
        conversations.c.stream == bindparam("stream_name"),
        may_read(bindparam("author")),
    )
    .values(last_number=conversations.c.last_number + 1)
    .returning(conversations.c.last_number)
)


class Place(NamedTuple):
    """Where a new message stands: the next number of its conversation, and the stream that tells of it."""

    number: int
    stream: str


def take_number(tx: Tx, conversation_id: str, author_id: str, *, stream: str | None = None) -> Place:
    """Locks the stream, raises the conversation's last number and moves the author's marker there.

    `stream` is where the caller believes the conversation to be; it saves a look and may be wrong. Who may post stands
    in the statement. Raises `NotFound`, and `ChatIsReadOnly` where all others deleted their accounts.
    """
    number = None if stream is None else _next(tx, conversation_id, author_id, stream)
    if number is None or stream is None:
        stream = found(tx, conversation_id, author_id).stream
        number = _next(tx, conversation_id, author_id, stream)
    if number is None:
        raise NotFound
    raise_marker(tx, author_id, conversation_id, number)
    return Place(number, stream)


def forget_below(tx: Tx, conversation_id: str, number: int) -> None:
    """Under the lock: messages with smaller numbers are shown to nobody any more. It never moves back."""
    below = (conversations.c.id == conversation_id) & (conversations.c.first_number < number)
    tx.conn.execute(update(conversations).where(below).values(first_number=number))


def check_is_answered(tx: Tx, conversation: Conversation, author_id: str) -> None:
    """Under the lock, for what is posted without `take_number`. Raises `ChatIsReadOnly`."""
    if conversation.kind == "chat" and not has_other_readers(tx, conversation.id, author_id):
        raise ChatIsReadOnly


def _next(tx: Tx, conversation_id: str, author_id: str, stream: str) -> int | None:
    """None where the conversation is not theirs, or not in that stream.

    A chat without others is refused before the first write, so that whoever shares the transaction keeps theirs.
    """
    streams.lock(tx, stream)
    if stream.startswith("chat:") and not has_other_readers(tx, conversation_id, author_id):
        if found(tx, conversation_id, author_id).stream == stream:
            raise ChatIsReadOnly
        return None
    row = _NEXT.first(tx, conversation_id=conversation_id, author=author_id, stream_name=stream)
    return None if row is None else int(row[0])
