"""Reads of calls: which go on, and who is in them."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from distributed_chat.calls.tables import calls, participants
from distributed_chat.conversations.queries import room_ids_in, streams_of
from distributed_chat.conversations.schemas import Call, Participant
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import rfc3339

_LIVE = calls.c.ended_at.is_(None)
_ROWS = (
    select(
        calls.c.id.label("call_id"),
        calls.c.conversation_id,
        calls.c.started_at,
        calls.c.transport,
        participants.c.id,
        participants.c.user_id,
        participants.c.joined_at,
        participants.c.seq,
    )
    .join(participants, participants.c.call_id == calls.c.id)
    .where(_LIVE)
    .order_by(participants.c.seq)
)


def was_heard(tx: Tx, participant_id: str, since: int) -> bool:
    """Whether some copy has said that it heard them since, or they have come since."""
    heard_at = func.coalesce(participants.c.heard_at, participants.c.joined_at)
    mine = select(participants.c.id).where(participants.c.id == participant_id, heard_at > since)
    return tx.conn.execute(mine).first() is not None


class Seat(NamedTuple):
    """Somebody's place in a call that goes on."""

    id: str
    user_id: str
    call_id: str
    conversation_id: str
    stream: str
    seq: int


def calls_in(tx: Tx, conversation_ids: Collection[str]) -> dict[str, Call]:
    """The calls that go on in these conversations. One statement; none for no conversations."""
    if not conversation_ids:
        return {}
    return {call.conversation_id: call for call in _calls(tx, calls.c.conversation_id.in_(conversation_ids))}


def call_in(tx: Tx, conversation_id: str) -> Call | None:
    """For those who have checked. The call that goes on there."""
    return calls_in(tx, [conversation_id]).get(conversation_id)


def call_of(tx: Tx, call_id: str) -> Call | None:
    """For those who have checked. None when it has ended."""
    return next(iter(_calls(tx, calls.c.id == call_id)), None)


def calls_in_group(tx: Tx, group_id: str) -> list[Call]:
    """In every room of the group, private ones too."""
    return _calls(tx, calls.c.conversation_id.in_(room_ids_in(group_id)))


def live_calls(tx: Tx) -> list[tuple[str, Call]]:
    """Every call of this instance that goes on, each with its stream."""
    found = _calls(tx, _LIVE)
    streams = streams_of(tx, [call.conversation_id for call in found])
    return [(streams[call.conversation_id], call) for call in found if call.conversation_id in streams]


def seat_of(tx: Tx, user_id: str) -> Seat | None:
    """Where this person is, if anywhere."""
    return next(iter(_seats(tx, participants.c.user_id == user_id)), None)


def seat(tx: Tx, participant_id: str) -> Seat | None:
    return next(iter(_seats(tx, participants.c.id == participant_id)), None)


def seats_of_sessions(tx: Tx, session_ids: Collection[str]) -> list[Seat]:
    return _seats(tx, participants.c.session_id.in_(session_ids))


def _seats(tx: Tx, these: ColumnElement[bool]) -> list[Seat]:
    rows = tx.conn.execute(_ROWS.where(these)).all()
    streams = streams_of(tx, {row.conversation_id for row in rows})
    return [
        Seat(row.id, row.user_id, row.call_id, row.conversation_id, streams[row.conversation_id], row.seq)
        for row in rows
        if row.conversation_id in streams
    ]


def _calls(tx: Tx, these: ColumnElement[bool]) -> list[Call]:
    people: dict[str, list[Any]] = {}
    for row in _all(tx, _ROWS.where(these)):
        people.setdefault(row.call_id, []).append(row)
    return [_call(rows) for rows in people.values()]


def _all(tx: Tx, rows: Select[Any]) -> Iterable[Any]:
    return tx.conn.execute(rows)


def _call(rows: list[Any]) -> Call:
    first = rows[0]
    return Call(
        id=first.call_id,
        conversation_id=first.conversation_id,
        started_at=rfc3339(first.started_at),
        transport=first.transport,
        participants=[Participant(id=row.id, user_id=row.user_id, joined_at=rfc3339(row.joined_at)) for row in rows],
    )
