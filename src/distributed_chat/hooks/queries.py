"""Reads of hooks and commands."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, func, select

from distributed_chat import streams
from distributed_chat.accounts.queries import users_by_id
from distributed_chat.conversations import queries as conversations
from distributed_chat.db import Tx
from distributed_chat.groups.policy import check_leads, leads
from distributed_chat.groups.queries import role_in
from distributed_chat.hooks.schemas import (
    Command,
    Deliveries,
    Delivery,
    DeliveryAnswer,
    DeliveryCut,
    IncomingHook,
    OutgoingHook,
    Spoken,
)
from distributed_chat.hooks.tables import commands, deliveries, incoming_hooks, outgoing_hooks
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.ids import group_stream
from distributed_chat.kernel.pages import page_limit

_ACTIVE = select(outgoing_hooks.c.id, outgoing_hooks.c.group_id).where(outgoing_hooks.c.active)


class Caller(NamedTuple):
    """What is needed to call a command."""

    id: str
    name: str
    url: str
    secret: str
    user_id: str
    group_id: str


def room_to_lead(tx: Tx, actor: Actor, room_id: str) -> conversations.Conversation:
    """A room of a group that the actor leads. Raises `NotFound`, `NotAllowed`."""
    room = conversations.found(tx, room_id, actor.user_id)
    if room.group_id is None:
        raise NotFound
    check_leads(role_in(tx, room.group_id, actor.user_id))
    return room


def incoming_hooks_of(tx: Tx, actor: Actor, room_id: str) -> list[IncomingHook]:
    room_to_lead(tx, actor, room_id)
    return _incoming(tx, incoming_hooks.c.conversation_id == room_id)


def incoming_hook(tx: Tx, hook_id: str) -> IncomingHook:
    """For those who have checked. Raises `NotFound`."""
    for hook in _incoming(tx, incoming_hooks.c.id == hook_id):
        return hook
    raise NotFound


def incoming_row(tx: Tx, hook_id: str) -> Any:
    """Whosever it is. Raises `NotFound`."""
    row = tx.conn.execute(select(incoming_hooks).where(incoming_hooks.c.id == hook_id)).first()
    if row is None:
        raise NotFound
    return row


def outgoing_hooks_of(tx: Tx, actor: Actor, group_id: str) -> list[OutgoingHook]:
    """Those that the actor, who leads the group, may see: not those of private rooms that they do not read."""
    check_leads(role_in(tx, group_id, actor.user_id))
    rows = tx.conn.execute(
        select(outgoing_hooks)
        .where(outgoing_hooks.c.group_id == group_id)
        .order_by(outgoing_hooks.c.created_at, outgoing_hooks.c.id)
    ).all()
    rooms = conversations.readable_among(tx, actor.user_id, [row.room_id for row in rows if row.room_id])
    return [shown(row) for row in rows if row.room_id is None or row.room_id in rooms]


def outgoing_row(tx: Tx, actor: Actor, hook_id: str) -> Any:
    """A hook of a group that the actor leads. Raises `NotFound`, `NotAllowed`."""
    row = tx.conn.execute(select(outgoing_hooks).where(outgoing_hooks.c.id == hook_id)).first()
    if row is None:
        raise NotFound
    check_leads(role_in(tx, row.group_id, actor.user_id))
    if row.room_id is not None:
        conversations.found(tx, row.room_id, actor.user_id)
    return row


def shown(row: Any) -> OutgoingHook:
    return OutgoingHook(
        id=row.id,
        group_id=row.group_id,
        room_id=row.room_id,
        name=row.name,
        url=row.url,
        events=row.events.split(),
        active=row.active,
        created_by=row.created_by,
        created_at=rfc3339(row.created_at),
        last_status=row.last_status,
        failing_since=_moment(row.failing_since),
    )


def stream_to_follow(tx: Tx, actor: Actor, group_id: str, room_id: str | None) -> str:
    """Where the events of a hook stand. Raises `NotFound`, `NotAllowed`."""
    if room_id is None:
        check_leads(role_in(tx, group_id, actor.user_id))
        return group_stream(group_id)
    room = room_to_lead(tx, actor, room_id)
    if room.group_id != group_id:
        raise NotFound
    return room.stream


def deliveries_page(tx: Tx, actor: Actor, hook_id: str, cut: DeliveryCut) -> Deliveries:
    hook = outgoing_row(tx, actor, hook_id)
    limit = page_limit(cut.limit)
    rows = select(deliveries).where(deliveries.c.hook_id == hook_id).order_by(deliveries.c.id.desc()).limit(limit + 1)
    if cut.before is not None:
        rows = rows.where(deliveries.c.id < cut.before)
    found = tx.conn.execute(rows).all()
    return Deliveries(deliveries=[_delivery(row, hook) for row in found[:limit]], has_older=len(found) > limit)


def delivery_row(tx: Tx, actor: Actor, delivery_id: str) -> tuple[Any, Any]:
    """A delivery and its hook. Raises `NotFound`, `NotAllowed`."""
    row = tx.conn.execute(select(deliveries).where(deliveries.c.id == delivery_id)).first()
    if row is None:
        raise NotFound
    return row, outgoing_row(tx, actor, row.hook_id)


def event_of(tx: Tx, row: Any) -> Logged | None:
    """What a delivery is about; None for a ping. Without a payload it was erased."""
    return next(iter(streams.events_after(tx, row.stream, row.seq - 1, 1)), None) if row.seq else None


def is_erased(tx: Tx, row: Any) -> bool:
    """What was said of it may repeat it, so that is neither kept nor shown."""
    event = event_of(tx, row)
    return event is not None and event.payload is None


def delivery_answer(tx: Tx, row: Any, hook: Any, request: Spoken) -> DeliveryAnswer:
    answered = row.answer_headers is not None and not is_erased(tx, row)
    return DeliveryAnswer(
        delivery=_delivery(row, hook),
        request=request,
        response=Spoken(headers=msgspec.json.decode(row.answer_headers), body=row.answer or "") if answered else None,
    )


def streams_followed(tx: Tx) -> set[str]:
    """The streams whose hooks are on."""
    return set(tx.conn.execute(select(outgoing_hooks.c.stream).where(outgoing_hooks.c.active)).scalars())


def hooks_following(tx: Tx, names: set[str]) -> dict[str, str]:
    """Hooks with their groups, as the two below."""
    return _with_groups(tx, _ACTIVE.where(outgoing_hooks.c.stream.in_(names)))


def hooks_due(tx: Tx) -> dict[str, str]:
    due = _ACTIVE.where(outgoing_hooks.c.next_at <= tx.now)
    return _with_groups(tx, due.order_by(outgoing_hooks.c.next_at).limit(100))


def active_hooks(tx: Tx) -> dict[str, str]:
    return _with_groups(tx, _ACTIVE)


def commands_of(tx: Tx, actor: Actor, group_id: str) -> list[Command]:
    """For every member; their addresses for those who lead."""
    role = role_in(tx, group_id, actor.user_id)
    rows = tx.conn.execute(select(commands).where(commands.c.group_id == group_id).order_by(commands.c.name))
    return [command(row, with_url=leads(role)) for row in rows]


def command_row(tx: Tx, actor: Actor, command_id: str) -> Any:
    """A command of a group that the actor leads. Raises `NotFound`, `NotAllowed`."""
    row = tx.conn.execute(select(commands).where(commands.c.id == command_id)).first()
    if row is None:
        raise NotFound
    check_leads(role_in(tx, row.group_id, actor.user_id))
    return row


def command(row: Any, *, with_url: bool) -> Command:
    return Command(
        id=row.id,
        group_id=row.group_id,
        name=row.name,
        about=row.about,
        hint=row.hint,
        url=row.url if with_url else None,
        created_at=rfc3339(row.created_at),
    )


def caller_of(tx: Tx, group_id: str, name: str) -> Caller | None:
    columns = [commands.c[field] for field in Caller._fields]
    row = tx.conn.execute(select(*columns).where(commands.c.group_id == group_id, commands.c.name == name)).first()
    return None if row is None else Caller(*row)


def count_of(tx: Tx, table: Any, group_id: str) -> int:
    return tx.conn.execute(select(func.count()).where(table.c.group_id == group_id)).scalar_one()


def _with_groups(tx: Tx, rows: Select[str, str]) -> dict[str, str]:
    return {row.id: row.group_id for row in tx.conn.execute(rows)}


def _incoming(tx: Tx, which: Any) -> list[IncomingHook]:
    rows = tx.conn.execute(
        select(incoming_hooks).where(which).order_by(incoming_hooks.c.created_at, incoming_hooks.c.id)
    ).all()
    users = users_by_id(tx, [row.user_id for row in rows])
    return [
        IncomingHook(
            id=row.id,
            conversation_id=row.conversation_id,
            name=row.name,
            user=users[row.user_id],
            created_by=row.created_by,
            created_at=rfc3339(row.created_at),
            last_used_at=_moment(row.last_used_at),
        )
        for row in rows
    ]


def _delivery(row: Any, hook: Any) -> Delivery:
    waits = row.state in {"waiting", "failed"} and hook.active
    return Delivery(
        id=row.id,
        event=row.event,
        stream=row.stream,
        seq=row.seq,
        state=row.state,
        tries=row.tries,
        status=row.status,
        error=row.error,
        took_ms=row.took_ms,
        created_at=rfc3339(row.created_at),
        next_at=_moment(hook.next_at) if waits else None,
    )


def _moment(instant: int | None) -> str | None:
    return None if instant is None else rfc3339(instant)
