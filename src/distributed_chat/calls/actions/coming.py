"""Walking into a call; the call moves to another transport when it has grown."""

from typing import NamedTuple

from sqlalchemy import insert, select, update

from distributed_chat import streams
from distributed_chat.calls import policy
from distributed_chat.calls.actions.going import go, take_out
from distributed_chat.calls.events import CallJoined, CallMoved, CallStarted
from distributed_chat.calls.queries import Seat, call_in, call_of, seat_of
from distributed_chat.calls.schemas import Transport
from distributed_chat.calls.tables import calls, participants
from distributed_chat.conversations.errors import ChatIsReadOnly
from distributed_chat.conversations.queries import found, has_other_readers, streams_of
from distributed_chat.conversations.schemas import Call, Participant
from distributed_chat.db import Tx, advisory_lock
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import IdTaken
from distributed_chat.kernel.ids import new_id


class Joined(NamedTuple):
    """A call that I am in. `new`: I was not, or not on this device."""

    call: Call
    participant_id: str
    stream: str
    seq: int
    new: bool


def join_call(tx: Tx, actor: Actor, conversation_id: str, participant_id: str | None = None) -> Joined:
    """Walks in, and out of any other call. With the participant's id of before it only says how things are.

    Emits `call.started` or `call.joined`, and before it `call.left` or `call.ended` in the call that is left.
    Raises `NotFound`, `ChatIsReadOnly`, `CallIsFull`, `IdTaken`.
    """
    stream = found(tx, conversation_id, actor.user_id).stream  # strangers hold nothing up
    id = participant_id or new_id()
    if tx.dialect == "postgresql":
        # Two joins of one person, or of two with one id: the second waits here and then sees what the first has done.
        tx.conn.execute(advisory_lock(f"seat:{actor.user_id}"))
        tx.conn.execute(advisory_lock(f"participant:{id}"))
    before = seat_of(tx, actor.user_id)
    streams.lock(tx, stream, *([before.stream] if before else []))
    if found(tx, conversation_id, actor.user_id).kind == "chat":
        _check_is_not_read_only(tx, conversation_id, actor.user_id)
    before = seat_of(tx, actor.user_id)
    if before is not None and (before.id, before.conversation_id) == (participant_id, conversation_id):
        return _again(tx, actor, before)
    _check_is_free(tx, id, actor.user_id)
    policy.check_has_room(call_in(tx, conversation_id), actor.user_id, mesh_people=tx.settings.mesh_people)
    return _enter(tx, actor, conversation_id, stream, id, before)


def move_call(tx: Tx, call_id: str, transport: Transport) -> bool:
    """The media of a mesh go by a media server from now on. Emits `call.moved`; False when there is no such mesh."""
    call = call_of(tx, call_id)
    stream = None if call is None else streams_of(tx, [call.conversation_id]).get(call.conversation_id)
    if stream is None:
        return False
    streams.lock(tx, stream)
    call = call_of(tx, call_id)
    if call is None or call.transport != "mesh":
        return False
    tx.conn.execute(update(calls).where(calls.c.id == call_id).values(transport=transport))
    streams.append(tx, stream, CallMoved(conversation_id=call.conversation_id, call_id=call_id, transport=transport))
    return True


def _again(tx: Tx, actor: Actor, seat: Seat) -> Joined:
    """The session may be another one: somebody signed in again in a page that stayed in the call."""
    mine = participants.c.id == seat.id
    tx.conn.execute(update(participants).where(mine).values(session_id=actor.session_id))
    return Joined(_live(tx, seat.call_id), seat.id, seat.stream, seat.seq, new=False)


def _enter(tx: Tx, actor: Actor, conversation_id: str, stream: str, id: str, before: Seat | None) -> Joined:
    if before is not None and before.conversation_id != conversation_id:
        go(tx, before, "elsewhere")
        before = None
    call = call_in(tx, conversation_id)
    if before is not None:
        take_out(tx, before.id)  # no event of its own: `call.joined` names the same person
    call_id = _call_id(tx, conversation_id, call)
    seq = streams.lock(tx, stream)[stream] + 1
    row = {"id": id, "call_id": call_id, "user_id": actor.user_id, "session_id": actor.session_id}
    tx.conn.execute(insert(participants).values(**row, joined_at=tx.now, seq=seq))
    now = _live(tx, call_id)
    if call is None:
        streams.append(tx, stream, CallStarted(call=now))
    else:
        me = Participant(id=id, user_id=actor.user_id, joined_at=rfc3339(tx.now))
        streams.append(tx, stream, CallJoined(conversation_id=conversation_id, call_id=call_id, participant=me))
    return Joined(now, id, stream, seq, new=True)


def _call_id(tx: Tx, conversation_id: str, call: Call | None) -> str:
    """Of the call that goes on, or of a new one."""
    if call is not None:
        return call.id
    call_id = new_id()
    row = {"id": call_id, "conversation_id": conversation_id, "started_at": tx.now, "transport": "mesh"}
    tx.conn.execute(insert(calls).values(row))
    return call_id


def _live(tx: Tx, call_id: str) -> Call:
    call = call_of(tx, call_id)
    assert call is not None, "somebody is in it"
    return call


def _check_is_not_read_only(tx: Tx, conversation_id: str, user_id: str) -> None:
    if not has_other_readers(tx, conversation_id, user_id):
        raise ChatIsReadOnly


def _check_is_free(tx: Tx, participant_id: str, user_id: str) -> None:
    """An id names one person for as long as they are in. Raises `IdTaken`."""
    holder = select(participants.c.user_id).where(participants.c.id == participant_id)
    if tx.conn.execute(holder).scalar() not in {None, user_id}:
        raise IdTaken(field="id")
