"""Going out of a call, by whatever way: by one's own wish, by silence, by losing the right to read, by the place's end.

What is for `app` to subscribe runs in the transaction of what happened, before the event that ends the reading: whoever
goes, and whoever stays, still hears of it in order.
"""

from collections.abc import Collection

from sqlalchemy import delete, update

from distributed_chat import streams
from distributed_chat.calls.events import CallEnded, CallLeft, EndedBecause, LeftBecause
from distributed_chat.calls.queries import (
    Seat,
    call_in,
    call_of,
    calls_in_group,
    seat,
    seat_of,
    seats_of_sessions,
    was_heard,
)
from distributed_chat.calls.tables import calls, participants
from distributed_chat.conversations.queries import chat_ids_of, found, stream_of
from distributed_chat.conversations.schemas import Call
from distributed_chat.db import Tx
from distributed_chat.groups.events import MemberLeft, MemberRemoved
from distributed_chat.groups.queries import group_ids_of
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import SECOND
from distributed_chat.kernel.ids import UserId, chat_stream, group_stream


def leave_call(tx: Tx, actor: Actor, conversation_id: str, participant_id: str | None = None) -> Call | None:
    """Walks out, and returns what goes on there. Not being in it, or not on this device any more, changes nothing.

    Emits `call.left`, or `call.ended` when nobody is left. Raises `NotFound`.
    """
    streams.lock(tx, found(tx, conversation_id, actor.user_id).stream)
    found(tx, conversation_id, actor.user_id)
    mine = seat_of(tx, actor.user_id)
    if mine is not None and mine.conversation_id == conversation_id and participant_id in {None, mine.id}:
        go(tx, mine, "left")
    return call_in(tx, conversation_id)


def lose(tx: Tx, participant_id: str, *, unheard_since: int | None = None) -> bool:
    """Nothing was heard of them for too long. Emits `call.left` or `call.ended`; False when they are not in at all.

    `unheard_since`: only if no copy has said that it heard them since.
    """
    if unheard_since is not None and was_heard(tx, participant_id, unheard_since):
        return True
    return _go_if_there(tx, participant_id, "lost")


def note_heard(tx: Tx, participant_ids: Collection[str]) -> None:
    """For the other copies: these were heard here."""
    theirs = update(participants).where(participants.c.id.in_(list(participant_ids)))
    tx.conn.execute(theirs.values(heard_at=tx.now))


def end_seats_of_sessions(tx: Tx, session_ids: Collection[str]) -> None:
    """They signed out on the device they were in with. Emits `call.left` or `call.ended` for each."""
    for one in sorted(seats_of_sessions(tx, session_ids), key=lambda one: one.stream):
        _go_if_there(tx, one.id, "left")


def leave_before_member_goes(tx: Tx, group_id: str, user_id: str, event: MemberLeft | MemberRemoved) -> None:
    """Subscriber, under the locks of the group and its private rooms. Emits `call.left` or `call.ended`."""
    mine = seat_of(tx, user_id)
    if mine is not None and mine.call_id in {call.id for call in calls_in_group(tx, group_id)}:
        go(tx, mine, "removed" if isinstance(event, MemberRemoved) else "left")


def leave_before_account_goes(tx: Tx, user_id: UserId) -> None:
    """Subscriber. Emits `call.left` or `call.ended`.

    The next subscribers write to their chats and groups, so all of these are locked here, in order.
    """
    mine = seat_of(tx, user_id)
    if mine is None:
        return
    chats = map(chat_stream, chat_ids_of(tx, user_id))
    groups = map(group_stream, group_ids_of(tx, user_id))
    streams.lock(tx, *chats, *groups, mine.stream)
    _go_if_there(tx, mine.id, "removed")


def end_calls_in_group(tx: Tx, group_id: str) -> None:
    """Subscriber, before the group is deleted, under the locks of its streams. Emits `call.ended` for each call."""
    for call in calls_in_group(tx, group_id):
        _end(tx, call, "deleted")


def end_call_in(tx: Tx, conversation_id: str) -> None:
    """Subscriber, before a room is deleted, under the lock of its stream. Emits `call.ended` if there is a call."""
    call = call_in(tx, conversation_id)
    if call is not None:
        _end(tx, call, "deleted")


def go(tx: Tx, one: Seat, reason: LeftBecause) -> None:
    """Takes them out, under the lock of the stream. Emits `call.left`, or `call.ended` when nobody is left."""
    call = call_of(tx, one.call_id)
    assert call is not None, "somebody is in it"
    if len(call.participants) == 1:
        _end(tx, call, reason)
        return
    take_out(tx, one.id)
    left = CallLeft(
        conversation_id=one.conversation_id,
        call_id=one.call_id,
        participant_id=one.id,
        user_id=one.user_id,
        reason=reason,
    )
    streams.append(tx, one.stream, left)


def take_out(tx: Tx, participant_id: str) -> None:
    """The row alone; the caller says what it means."""
    tx.conn.execute(delete(participants).where(participants.c.id == participant_id))


def _go_if_there(tx: Tx, participant_id: str, reason: LeftBecause) -> bool:
    """Looked up again under the lock: they may have gone, or come from another device, in the meantime."""
    before = seat(tx, participant_id)
    if before is None:
        return False
    streams.lock(tx, before.stream)
    now = seat(tx, participant_id)
    if now is not None and now.stream == before.stream:
        go(tx, now, reason)
    return now is not None


def _end(tx: Tx, call: Call, reason: EndedBecause) -> None:
    tx.conn.execute(delete(participants).where(participants.c.call_id == call.id))
    it = update(calls).where(calls.c.id == call.id)
    started_at = tx.conn.execute(it.values(ended_at=tx.now).returning(calls.c.started_at)).scalar_one()
    seconds = max(0, tx.now - started_at) // SECOND
    ended = CallEnded(conversation_id=call.conversation_id, call_id=call.id, reason=reason, seconds=seconds)
    streams.append(tx, stream_of(tx, call.conversation_id), ended)
