"""Sending a message: the hot path of the whole server, so its statements are prepared and counted (tests/messages)."""

from typing import NamedTuple

from sqlalchemy import insert

from distributed_chat import streams
from distributed_chat.conversations.actions import take_number
from distributed_chat.conversations.policy import given_id
from distributed_chat.conversations.queries import found
from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel import text
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages.events import MessagePosted
from distributed_chat.messages.queries import message_of
from distributed_chat.messages.schemas import MessageForm
from distributed_chat.messages.tables import messages

_insert = Prepared(insert(messages))


class Sent(NamedTuple):
    """A message, and where it stands in the log. `again`: the same request sent it before."""

    message: Message
    stream: str
    seq: int
    again: bool


def send_message(
    tx: Tx, actor: Actor, conversation_id: str, form: MessageForm, *, believed_stream: str | None = None
) -> Sent:
    """Writes a message with the next number of its conversation, and moves the author's own marker to it.

    Emits `message.posted`. `believed_stream`: see `take_number`. Raises `NotFound`, `IdTaken` and `Invalid` by field.
    """
    message_id = given_id(form.id)
    before = streams.creation(tx, message_id, actor.user_id, form, place=conversation_id)
    if before is not None:
        found(tx, conversation_id, actor.user_id)
        return Sent(message_of(tx, message_id), *before, again=True)
    words = text.body(form.text, "text")  # before the first write: what is refused then costs the others nothing
    number, stream = take_number(tx, conversation_id, actor.user_id, stream=believed_stream)
    _insert.run(
        tx,
        id=message_id,
        conversation_id=conversation_id,
        number=number,
        author_id=actor.user_id,
        text=words,
        sent_at=tx.now,
    )
    message = Message(
        id=message_id,
        conversation_id=conversation_id,
        number=number,
        author_id=actor.user_id,
        text=words,
        sent_at=rfc3339(tx.now),
    )
    seq = streams.append(tx, stream, MessagePosted(message=message), subject=message_id).seq
    streams.remember(tx, message_id, actor.user_id, form, stream, seq, place=conversation_id)
    return Sent(message, stream, seq, again=False)
