"""How far somebody has read. A marker never moves back and never beyond the newest message."""

from sqlalchemy import text

from distributed_chat import streams
from distributed_chat.conversations.events import SeenMoved
from distributed_chat.conversations.queries import found, markers_of
from distributed_chat.conversations.schemas import Marker
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import user_stream

# As text, because both databases spell it alike and Core wants to know which one it is for.
_RAISE = Prepared(
    text(
        "INSERT INTO markers (user_id, conversation_id, number) VALUES (:user_id, :conversation_id, :number)"
        " ON CONFLICT (user_id, conversation_id) DO UPDATE SET number = excluded.number"
        " WHERE markers.number < excluded.number"
    )
)


def mark_seen(tx: Tx, actor: Actor, conversation_id: str, number: int) -> Marker:
    """Moves my marker up to `number`, or to the newest message when that is less; returns where it is.

    Emits `seen.moved` in my `user:` when it moved. Raises `NotFound`.
    """
    found(tx, conversation_id, actor.user_id)
    streams.lock(tx, user_stream(actor.user_id))
    reached = min(number, found(tx, conversation_id, actor.user_id).last_number)
    if raise_marker(tx, actor.user_id, conversation_id, reached):
        marker = Marker(conversation_id=conversation_id, number=reached)
        streams.append(tx, user_stream(actor.user_id), SeenMoved(marker=marker))
        return marker
    for marker in markers_of(tx, actor.user_id, [conversation_id]):
        return marker
    return Marker(conversation_id=conversation_id, number=0)


def raise_marker(tx: Tx, user_id: str, conversation_id: str, number: int) -> bool:
    """Whether it moved: a marker that is there already, or beyond, stays. One statement."""
    return number > 0 and _RAISE.run(tx, user_id=user_id, conversation_id=conversation_id, number=number) > 0
