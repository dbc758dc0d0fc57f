"""Pinning: anybody who reads a conversation keeps a message at hand for all."""

from sqlalchemy import update

from distributed_chat import streams
from distributed_chat.conversations.schemas import Pin
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages.actions.changing import Changed, changed, locked_alive
from distributed_chat.messages.errors import TooManyPins
from distributed_chat.messages.events import MessagePinned, MessageUnpinned
from distributed_chat.messages.policy import MOST_PINS
from distributed_chat.messages.queries.single import pins_count
from distributed_chat.messages.tables import messages


def pin_message(tx: Tx, actor: Actor, message_id: str) -> Changed:
    """One that is pinned stays as it is. Emits `message.pinned`.

    Raises `NotFound`, `MessageIsDeleted`, `TooManyPins`.
    """
    it = locked_alive(tx, message_id, actor.user_id)
    if it.row.pinned_at is not None:
        return changed(tx, it)
    if pins_count(tx, it.row.conversation_id) >= MOST_PINS:
        raise TooManyPins
    _write(tx, message_id, pinned_at=tx.now, pinned_by=actor.user_id)
    pin = Pin(by=actor.user_id, at=rfc3339(tx.now))
    pinned = MessagePinned(conversation_id=it.row.conversation_id, message_id=message_id, pinned=pin)
    return changed(tx, it, streams.append(tx, it.stream, pinned, subject=message_id).seq)


def unpin_message(tx: Tx, actor: Actor, message_id: str) -> Changed:
    """Emits `message.unpinned`; one that is not pinned stays as it is. Raises `NotFound`, `MessageIsDeleted`."""
    it = locked_alive(tx, message_id, actor.user_id)
    if it.row.pinned_at is None:
        return changed(tx, it)
    _write(tx, message_id, pinned_at=None, pinned_by=None)
    unpinned = MessageUnpinned(conversation_id=it.row.conversation_id, message_id=message_id)
    return changed(tx, it, streams.append(tx, it.stream, unpinned, subject=message_id).seq)


def _write(tx: Tx, message_id: str, *, pinned_at: int | None, pinned_by: str | None) -> None:
    row = update(messages).where(messages.c.id == message_id)
    tx.conn.execute(row.values(pinned_at=pinned_at, pinned_by=pinned_by))
