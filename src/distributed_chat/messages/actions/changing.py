"""What every change of a message has in common: it is looked at under the lock of its conversation's stream."""

from typing import NamedTuple

from sqlalchemy import bindparam, update

from distributed_chat import streams
from distributed_chat.conversations.queries import Conversation, found
from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Prepared, Tx
from distributed_chat.messages.errors import MessageIsDeleted
from distributed_chat.messages.queries.rows import Extras, Row, row_of
from distributed_chat.messages.queries.single import message_of
from distributed_chat.messages.tables import messages

_mark = Prepared(
    update(messages)
    .where(messages.c.id == bindparam("message_id"))
    .values(extras=messages.c.extras.bitwise_or(bindparam("bit")))
)


class Locked(NamedTuple):
    """A message and its conversation: nobody else changes them before this transaction ends."""

    row: Row
    conversation: Conversation

    @property
    def stream(self) -> str:
        return self.conversation.stream


class Changed(NamedTuple):
    """The message as it is now, and where the change stands in the log (its end, where nothing had to change)."""

    message: Message
    stream: str
    seq: int


def locked(tx: Tx, message_id: str, user_id: str) -> Locked:
    """The message, if this user may read it; a deleted one too. Raises `NotFound`."""
    conversation_id = row_of(tx, message_id).conversation_id
    streams.lock(tx, found(tx, conversation_id, user_id).stream)  # strangers hold nothing up
    return Locked(row_of(tx, message_id), found(tx, conversation_id, user_id))


def locked_alive(tx: Tx, message_id: str, user_id: str) -> Locked:
    """As `locked`; raises `MessageIsDeleted` too."""
    it = locked(tx, message_id, user_id)
    if it.row.deleted_at is not None:
        raise MessageIsDeleted
    return it


def changed(tx: Tx, it: Locked, seq: int | None = None) -> Changed:
    """The answer. Without a `seq` nothing had to change."""
    end = streams.lock(tx, it.stream)[it.stream] if seq is None else seq
    return Changed(message_of(tx, it.row.id), it.stream, end)


def mark_extras(tx: Tx, row: Row, bit: Extras) -> None:
    """From now on that other table is asked."""
    if not row.extras & bit:
        _mark.run(tx, message_id=row.id, bit=int(bit))
