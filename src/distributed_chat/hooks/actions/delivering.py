"""One hook's turn: read on in its log, take what is due, and write down what became of it. Called by the courier.

The log is the queue: a hook reads it by a cursor of its own, so posting a message costs nothing for its hooks and a
crash loses nothing. A delivery keeps where its event stands, never what it says: what was erased is sent to nobody.
"""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import delete, func, select, update

from distributed_chat import streams
from distributed_chat.db import Tx
from distributed_chat.hooks import policy, queries
from distributed_chat.hooks.actions.outgoing import add_delivery
from distributed_chat.hooks.schemas import Spoken
from distributed_chat.hooks.signing import signature
from distributed_chat.hooks.tables import deliveries, outgoing_hooks
from distributed_chat.kernel.clock import MINUTE, SECOND, rfc3339
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.ids import new_id

LEASE = 2 * MINUTE
EVENTS_AT_ONCE = 200
GONE = 410


class Parcel(NamedTuple):
    """One delivery, ready to be sent."""

    id: str
    hook_id: str
    url: str
    body: bytes
    headers: dict[str, str]


class Taken(NamedTuple):
    """`parcel`: what to send now; without one nothing is due, and `more` says whether the log goes on."""

    parcel: Parcel | None
    more: bool


class Answer(NamedTuple):
    """What became of a parcel: a status, or why there is none."""

    status: int | None
    error: str | None
    took_ms: int
    headers: dict[str, str]
    body: str


def take(tx: Tx, hook_id: str) -> Taken:
    """For one courier at a time: whoever takes holds the hook for two minutes or until it settles."""
    hook = tx.conn.execute(select(outgoing_hooks).where(outgoing_hooks.c.id == hook_id).with_for_update()).first()
    if hook is None or not hook.active or (hook.leased_until or 0) > tx.now:
        return Taken(None, more=False)
    more = _read_on(tx, hook)
    due = hook.failing_since is None or hook.next_at is None or hook.next_at <= tx.now
    row = _first_waiting(tx, hook_id) if due else None
    if row is None:
        _hold(tx, hook_id, next_at=hook.next_at if not due else None, leased_until=None)
        return Taken(None, more=more and due)
    _hold(tx, hook_id, next_at=tx.now + LEASE, leased_until=tx.now + LEASE)
    return Taken(_parcel(tx, hook, row), more=True)


def settle(tx: Tx, parcel: Parcel, answer: Answer) -> None:
    """Writes down what the receiver said, and when the hook is looked at again."""
    hook = tx.conn.execute(select(outgoing_hooks).where(outgoing_hooks.c.id == parcel.hook_id)).first()
    row = tx.conn.execute(select(deliveries).where(deliveries.c.id == parcel.id)).first()
    if hook is None or row is None:
        return
    if queries.is_erased(tx, row):
        answer = answer._replace(error=None, headers={}, body="")
    good = answer.status is not None and 200 <= answer.status < 300
    first = row.first_tried_at or tx.now
    state = "delivered" if good else "given_up" if tx.now - first >= policy.TRIED_FOR else "failed"
    tx.conn.execute(
        update(deliveries)
        .where(deliveries.c.id == parcel.id)
        .values(
            state=state,
            tries=row.tries + 1,
            first_tried_at=first,
            tried_at=tx.now,
            status=answer.status,
            error=answer.error,
            took_ms=answer.took_ms,
            answer_headers=None if answer.status is None else msgspec.json.encode(answer.headers).decode(),
            answer=answer.body,
        )
    )
    failures = 0 if good else hook.failures + 1
    since = None if good else hook.failing_since or tx.now
    off = answer.status == GONE or (since is not None and tx.now - since >= policy.FAILS_FOR)
    _hold(
        tx,
        parcel.hook_id,
        failures=failures,
        failing_since=since,
        last_status=answer.status,
        active=hook.active and not off,
        next_at=tx.now if good else tx.now + policy.wait_after(failures),
        leased_until=None,
    )


def hand_on(tx: Tx, hook_id: str) -> None:
    """The courier stops: another may take the hook at once."""
    _hold(tx, hook_id, next_at=tx.now, leased_until=None)


def forget_old(tx: Tx) -> None:
    done = deliveries.c.state.in_(("delivered", "given_up"))
    tx.conn.execute(delete(deliveries).where(done, deliveries.c.created_at < tx.now - policy.LOG_KEPT))


def spoken(tx: Tx, hook: Any, row: Any) -> Spoken:
    """What is sent, or was: as it would be now."""
    parcel = _parcel(tx, hook, row)
    return Spoken(headers=parcel.headers, body=parcel.body.decode())


def _read_on(tx: Tx, hook: Any) -> bool:
    """Makes deliveries of what its log brought; whether there is more than there was room for."""
    waiting = select(func.count()).where(deliveries.c.hook_id == hook.id, deliveries.c.state.in_(("waiting", "failed")))
    room = policy.DELIVERIES_WAIT_AT_MOST - tx.conn.execute(waiting).scalar_one()
    if room <= 0:
        return True
    wanted, seq = set(hook.events.split()), hook.seq
    found = streams.events_after(tx, hook.stream, hook.seq, EVENTS_AT_ONCE)
    ids = iter(sorted(new_id() for _ in found))  # made in one moment, they would else be in any order
    for event in found:
        if not room:
            break
        seq = event.seq
        if event.type in wanted and _is_meant(hook, event):
            add_delivery(tx, hook.id, event.type, event.stream, event.seq, id=next(ids))
            room -= 1
    if seq != hook.seq:
        _hold(tx, hook.id, seq=seq)
    return bool(found)


def _is_meant(hook: Any, event: Logged) -> bool:
    """A hook of a room hears of that room; what was erased is told to nobody."""
    if event.payload is None:
        return False
    return hook.room_id is None or hook.room_id in _rooms_in(msgspec.json.decode(event.payload))


def _rooms_in(payload: Any) -> set[str]:
    """The conversations that an event names, at its top or in what it is about."""
    inner = [payload, *(payload.get(name) for name in ("message", "room", "call"))]
    found = {one.get("conversation_id") or one.get("room_id") for one in inner if isinstance(one, dict)}
    room = payload.get("room")
    return {str(one) for one in found if one} | (
        {str(room["id"])} if isinstance(room, dict) and "id" in room else set()
    )


def _first_waiting(tx: Tx, hook_id: str) -> Any:
    waiting = deliveries.c.state.in_(("waiting", "failed"))
    rows = (
        select(deliveries)
        .where(deliveries.c.hook_id == hook_id, waiting)
        .order_by(deliveries.c.seq, deliveries.c.id)
        .limit(1)
    )
    return tx.conn.execute(rows).first()


def _parcel(tx: Tx, hook: Any, row: Any) -> Parcel:
    event = queries.event_of(tx, row)
    body = msgspec.json.encode(
        {
            "id": row.id,
            "event": row.event,
            "at": rfc3339(event.at if event else row.created_at),
            "group_id": hook.group_id,
            "stream": row.stream,
            "seq": row.seq,
            "payload": msgspec.Raw(event.payload) if event is not None and event.payload is not None else None,
        }
    )
    headers = {
        "content-type": "application/json",
        "distributed-event": row.event,
        "distributed-delivery": row.id,
        "distributed-signature": signature(hook.secret, tx.now // SECOND, body),
    }
    return Parcel(row.id, hook.id, hook.url, body, headers)


def _hold(tx: Tx, hook_id: str, **values: Any) -> None:
    tx.conn.execute(update(outgoing_hooks).where(outgoing_hooks.c.id == hook_id).values(**values))
