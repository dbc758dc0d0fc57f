"""Incoming hooks: an address, and a bot that says in a room what is sent there."""

import hmac
import secrets
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, update

from distributed_chat import streams
from distributed_chat.bots.actions import add_bot
from distributed_chat.db import Tx
from distributed_chat.groups.actions import remove_member
from distributed_chat.groups.policy import check_leads
from distributed_chat.groups.queries import role_in
from distributed_chat.hooks import policy, queries
from distributed_chat.hooks.errors import RoomIsPrivate, TooManyHooks
from distributed_chat.hooks.schemas import IncomingHook, NewIncomingHook
from distributed_chat.hooks.tables import incoming_hooks
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import MINUTE
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import GroupId, SessionId, UserId, new_id
from distributed_chat.messages.actions import Sent, send_message
from distributed_chat.messages.schemas import MessageForm


class HookMade(NamedTuple):
    hook: IncomingHook
    url: str
    again: bool


def make_incoming_hook(tx: Tx, actor: Actor, room_id: str, form: NewIncomingHook) -> HookMade:
    """For those who lead the group. Emits `member.joined` for its bot. Raises `RoomIsPrivate`, `TooManyHooks`."""
    room = queries.room_to_lead(tx, actor, room_id)
    hook_id = form.id or new_id()
    if streams.creation(tx, hook_id, actor.user_id, b"hook", place=room_id) is not None:
        return renew_address(tx, actor, hook_id)._replace(again=True)
    if room.is_private:
        raise RoomIsPrivate
    assert room.group_id is not None
    if queries.count_of(tx, incoming_hooks, room.group_id) >= policy.HOOKS_AT_MOST:
        raise TooManyHooks
    bot = add_bot(tx, actor, room.group_id, form.name, made_for="hook")
    streams.remember(tx, hook_id, actor.user_id, b"hook", room.stream, 0, place=room_id)
    secret = secrets.token_urlsafe(24)
    row = {"id": hook_id, "group_id": room.group_id, "conversation_id": room_id, "name": form.name, "user_id": bot}
    whose = {"created_by": actor.user_id, "pointed_by": actor.user_id}
    tx.conn.execute(insert(incoming_hooks).values(**row, **whose, secret_hash=_hash(secret), created_at=tx.now))
    return HookMade(queries.incoming_hook(tx, hook_id), _address(tx, hook_id, secret), again=False)


def renew_address(tx: Tx, actor: Actor, hook_id: str) -> HookMade:
    """Another address; the one before leads nowhere. Raises `NotFound`, `NotAllowed`."""
    _to_lead(tx, actor, hook_id)
    secret = secrets.token_urlsafe(24)
    renewed = update(incoming_hooks).where(incoming_hooks.c.id == hook_id)
    tx.conn.execute(renewed.values(secret_hash=_hash(secret), pointed_by=actor.user_id))
    return HookMade(queries.incoming_hook(tx, hook_id), _address(tx, hook_id, secret), again=False)


def remove_incoming_hook(tx: Tx, actor: Actor, hook_id: str) -> None:
    """Its address leads nowhere and its bot leaves; what it said stays."""
    row = _to_lead(tx, actor, hook_id)
    tx.conn.execute(delete(incoming_hooks).where(incoming_hooks.c.id == hook_id))
    remove_member(tx, actor, GroupId(row.group_id), UserId(row.user_id))


def say(tx: Tx, hook_id: str, secret: str, text: str, message_id: str | None) -> Sent:
    """What was sent to an address, as a message of its bot. Raises `NotFound` for a wrong secret too."""
    row = queries.incoming_row(tx, hook_id)
    if not hmac.compare_digest(row.secret_hash, _hash(secret)):
        raise NotFound
    if row.last_used_at is None or tx.now - row.last_used_at > MINUTE:
        tx.conn.execute(update(incoming_hooks).where(incoming_hooks.c.id == hook_id).values(last_used_at=tx.now))
    bot = Actor(UserId(row.user_id), SessionId(hook_id))
    return send_message(tx, bot, row.conversation_id, MessageForm(id=message_id, text=text))


def _to_lead(tx: Tx, actor: Actor, hook_id: str) -> Any:
    row = queries.incoming_row(tx, hook_id)
    check_leads(role_in(tx, row.group_id, actor.user_id))
    return row


def _address(tx: Tx, hook_id: str, secret: str) -> str:
    return f"{tx.settings.origin}/api/hooks/{hook_id}/{secret}"


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
