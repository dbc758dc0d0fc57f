"""How far somebody has read. A marker never moves back and never beyond the newest message."""

from sqlalchemy import text

from distributed_chat import db, streams
from distributed_chat.conversations.events import MarkersMoved, SeenMoved
from distributed_chat.conversations.queries import Conversation, Unread, found, marker_of, markers_of, unread_by
from distributed_chat.conversations.schemas import Marker
from distributed_chat.conversations.tables import markers
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import user_stream

# As text, because both databases spell it alike and Core wants to know which one it is for.
_RAISE = Prepared(
    text(
        "INSERT INTO markers (user_id, conversation_id, number) VALUES (:user_id, :conversation_id, :number)"
        " ON CONFLICT (user_id, conversation_id) DO UPDATE SET unread_from = NULL,"
        " number = CASE WHEN markers.number < excluded.number THEN excluded.number ELSE markers.number END"
        " WHERE markers.number < excluded.number OR markers.unread_from <= excluded.number"
    )
)


def mark_seen(tx: Tx, actor: Actor, conversation_id: str, number: int) -> Marker:
    """Moves my marker up to `number`, or to the newest message when that is less; returns how it is.

    From where I marked unread on, reading clears that. Emits `seen.moved` in my `user:` when anything changed. Raises
    `NotFound`.
    """
    conversation = _locked(tx, actor, conversation_id)
    if raise_marker(tx, actor.user_id, conversation_id, min(number, conversation.last_number)):
        return _moved(tx, actor, conversation_id)
    return marker_of(tx, actor.user_id, conversation_id)


def mark_unread(tx: Tx, actor: Actor, conversation_id: str, number: int) -> Marker:
    """Everything from that message on is unread to me again, until I read on. What is before it I have read.

    Emits `seen.moved` in my `user:` when anything changed. Raises `NotFound`.
    """
    conversation = _locked(tx, actor, conversation_id)
    begin = max(conversation.first_number, min(number, conversation.last_number))
    before = marker_of(tx, actor.user_id, conversation_id)
    if begin > conversation.last_number or before.unread_from == begin:
        return before
    values = {"number": max(before.number, begin - 1), "unread_from": begin}
    keys = {"user_id": actor.user_id, "conversation_id": conversation_id}
    db.upsert(tx, markers, keys | values, index=list(keys), update=values)
    return _moved(tx, actor, conversation_id)


def mark_all_seen(tx: Tx, actor: Actor) -> list[Marker]:
    """Everything that I may read is read, up to its newest message; returns the markers that moved.

    Emits one `markers.moved` for all of them in my `user:`, when any did.
    """
    streams.lock(tx, user_stream(actor.user_id))
    moved = [one.conversation_id for one in unread_by(tx, actor.user_id) if _read_on(tx, actor.user_id, one)]
    if not moved:
        return []
    after = markers_of(tx, actor.user_id, moved)
    streams.append(tx, user_stream(actor.user_id), MarkersMoved(markers=after))
    return after


def raise_marker(tx: Tx, user_id: str, conversation_id: str, number: int) -> bool:
    """Whether it changed: a marker that is there already, or beyond, stays. One statement."""
    return number > 0 and _RAISE.run(tx, user_id=user_id, conversation_id=conversation_id, number=number) > 0


def _read_on(tx: Tx, user_id: str, unread: Unread) -> bool:
    return raise_marker(tx, user_id, unread.conversation_id, unread.last_number)


def _locked(tx: Tx, actor: Actor, conversation_id: str) -> Conversation:
    found(tx, conversation_id, actor.user_id)
    streams.lock(tx, user_stream(actor.user_id))
    return found(tx, conversation_id, actor.user_id)


def _moved(tx: Tx, actor: Actor, conversation_id: str) -> Marker:
    marker = marker_of(tx, actor.user_id, conversation_id)
    streams.append(tx, user_stream(actor.user_id), SeenMoved(marker=marker))
    return marker
