"""Outgoing hooks: made, changed, switched, pinged; and one delivery sent once more."""

from typing import Any, NamedTuple

from sqlalchemy import delete, insert, update

from distributed_chat import streams
from distributed_chat.db import Tx
from distributed_chat.embeds.targets import NotFetched, Reachable, target_of
from distributed_chat.hooks import policy, queries
from distributed_chat.hooks.errors import AddressIsWrong, HookIsOff, TooManyHooks
from distributed_chat.hooks.schemas import NewOutgoingHook, OutgoingHook, OutgoingHookChange
from distributed_chat.hooks.signing import new_secret
from distributed_chat.hooks.tables import deliveries, outgoing_hooks
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import new_id


class Made(NamedTuple):
    hook: OutgoingHook
    secret: str
    again: bool


def check_address(tx: Tx, url: str) -> None:
    """Whether it may be called at all; whether anybody is there shows itself. Raises `AddressIsWrong`."""
    try:
        target_of(url, reachable(tx))
    except NotFetched as why:
        raise AddressIsWrong(str(why)) from None


def reachable(tx: Tx) -> Reachable:
    return Reachable(any_port=True, inside=tx.settings.hook_networks)


def make_outgoing_hook(tx: Tx, actor: Actor, group_id: str, form: NewOutgoingHook) -> Made:
    """For those who lead the group. It is told of what happens from here on."""
    stream = queries.stream_to_follow(tx, actor, group_id, form.room_id)
    policy.check_events(form.events)
    check_address(tx, form.url)
    hook_id = form.id or new_id()
    if streams.creation(tx, hook_id, actor.user_id, form, place=group_id) is not None:
        return renew_secret(tx, actor, hook_id)._replace(again=True)
    if queries.count_of(tx, outgoing_hooks, group_id) >= policy.HOOKS_AT_MOST:
        raise TooManyHooks
    streams.remember(tx, hook_id, actor.user_id, form, stream, 0, place=group_id)
    head = streams.heads_of(tx, [stream]).get(stream)
    secret = new_secret()
    tx.conn.execute(
        insert(outgoing_hooks).values(
            id=hook_id,
            group_id=group_id,
            room_id=form.room_id,
            name=form.name,
            url=form.url,
            events=" ".join(dict.fromkeys(form.events)),
            secret=secret,
            active=True,
            stream=stream,
            seq=head.seq if head else 0,
            failures=0,
            created_by=actor.user_id,
            pointed_by=actor.user_id,
            secret_by=actor.user_id,
            created_at=tx.now,
        )
    )
    return Made(queries.shown(queries.outgoing_row(tx, actor, hook_id)), secret, again=False)


def change_outgoing_hook(tx: Tx, actor: Actor, hook_id: str, change: OutgoingHookChange) -> OutgoingHook:
    """Switched on again it goes on where it stopped, as far as the log and a hundred deliveries reach."""
    row = queries.outgoing_row(tx, actor, hook_id)
    values: dict[str, Any] = {}
    if change.name is not None:
        values["name"] = change.name
    if change.url is not None:
        check_address(tx, change.url)
        values |= {"url": change.url, "pointed_by": actor.user_id}
        values |= {"failures": 0, "failing_since": None, "next_at": tx.now}
    if change.events is not None:
        policy.check_events(change.events)
        values["events"] = " ".join(dict.fromkeys(change.events))
    if change.active is not None and change.active != row.active:
        values |= {"active": change.active, "failures": 0, "failing_since": None}
        values["next_at"] = tx.now if change.active else None
    if values:
        tx.conn.execute(update(outgoing_hooks).where(outgoing_hooks.c.id == hook_id).values(**values))
    return queries.shown(queries.outgoing_row(tx, actor, hook_id))


def remove_outgoing_hook(tx: Tx, actor: Actor, hook_id: str) -> None:
    queries.outgoing_row(tx, actor, hook_id)
    forget(tx, [hook_id])


def forget(tx: Tx, hook_ids: list[str]) -> None:
    """They and what was on its way."""
    tx.conn.execute(delete(deliveries).where(deliveries.c.hook_id.in_(hook_ids)))
    tx.conn.execute(delete(outgoing_hooks).where(outgoing_hooks.c.id.in_(hook_ids)))


def renew_secret(tx: Tx, actor: Actor, hook_id: str) -> Made:
    """What is sent from here on is signed with the new one."""
    queries.outgoing_row(tx, actor, hook_id)
    secret = new_secret()
    renewed = update(outgoing_hooks).where(outgoing_hooks.c.id == hook_id)
    tx.conn.execute(renewed.values(secret=secret, secret_by=actor.user_id))
    return Made(queries.shown(queries.outgoing_row(tx, actor, hook_id)), secret, again=False)


def ping(tx: Tx, actor: Actor, hook_id: str) -> None:
    """Sends something that happened to nobody, to see whether it arrives. Raises `HookIsOff`."""
    row = queries.outgoing_row(tx, actor, hook_id)
    if not row.active:
        raise HookIsOff
    add_delivery(tx, hook_id, "ping", row.stream, 0)
    _look_now(tx, hook_id)


def redeliver(tx: Tx, actor: Actor, delivery_id: str) -> None:
    """Once more, under the same id, so that a receiver that had it knows. Raises `HookIsOff`."""
    row, hook = queries.delivery_row(tx, actor, delivery_id)
    if not hook.active:
        raise HookIsOff
    again = update(deliveries).where(deliveries.c.id == delivery_id)
    tx.conn.execute(again.values(state="waiting", first_tried_at=None))
    _look_now(tx, row.hook_id)


def add_delivery(tx: Tx, hook_id: str, event: str, stream: str, seq: int, *, id: str | None = None) -> None:
    row = {"id": id or new_id(), "hook_id": hook_id, "event": event, "stream": stream, "seq": seq, "state": "waiting"}
    tx.conn.execute(insert(deliveries).values(**row, tries=0, created_at=tx.now))


def _look_now(tx: Tx, hook_id: str) -> None:
    tx.conn.execute(update(outgoing_hooks).where(outgoing_hooks.c.id == hook_id).values(next_at=tx.now))
