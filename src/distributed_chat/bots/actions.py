"""Making, changing and removing bots."""

from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import insert, update

from distributed_chat import streams
from distributed_chat.accounts.actions import create_bot, rename_bot
from distributed_chat.bots import policy
from distributed_chat.bots.errors import TooManyBots
from distributed_chat.bots.queries import bot_of, bot_row, bot_to_lead, count_of
from distributed_chat.bots.schemas import Bot, BotChange, BotKey, NewBot
from distributed_chat.bots.tables import bots
from distributed_chat.db import Tx
from distributed_chat.groups import actions as groups
from distributed_chat.groups.events import MemberLeft, MemberRemoved
from distributed_chat.groups.policy import check_leads
from distributed_chat.groups.queries import bots_in, locked_role
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import IdTaken
from distributed_chat.kernel.ids import GroupId, UserId, new_id, user_stream
from distributed_chat.keys import actions as keys
from distributed_chat.keys.schemas import NewKey

MadeFor = Literal["bot", "hook", "command"]


class BotMade(NamedTuple):
    bot: Bot
    made: keys.Made


def make_bot(tx: Tx, actor: Actor, group_id: str, form: NewBot) -> BotMade:
    """For those who lead the group. Emits `member.joined`. Raises `TooManyBots`, `GroupIsFull`."""
    check_leads(locked_role(tx, group_id, actor.user_id))
    before = None if form.id is None else bot_row(tx, form.id)
    user_id = before.user_id if before else add_bot(tx, actor, group_id, form.name, id=form.id, about=form.about)
    if before is not None and (before.created_by != actor.user_id or before.group_id != group_id):
        raise IdTaken(field="id")
    key_id = before.first_key_id if before and before.first_key_id else new_id()
    first = NewKey(id=key_id, name=form.name, scopes=form.scopes or list(policy.SCOPES))
    made = keys.make_key(tx, first, user_id=user_id, made_by=actor.user_id, kind="bot")
    tx.conn.execute(update(bots).where(bots.c.user_id == user_id).values(first_key_id=key_id))
    return BotMade(bot_of(tx, user_id), made)


def add_bot(
    tx: Tx,
    actor: Actor,
    group_id: str,
    name: str,
    *,
    id: str | None = None,
    about: str = "",
    made_for: MadeFor = "bot",
) -> str:
    """A bot without a key, also for what speaks by itself; returns its user id."""
    user_id = id or new_id()
    check_leads(locked_role(tx, group_id, actor.user_id, user_stream(user_id)))
    if count_of(tx, group_id) >= policy.BOTS_AT_MOST:
        raise TooManyBots
    if streams.creation(tx, user_id, actor.user_id, b"bot") is not None:
        raise IdTaken(field="id")
    create_bot(tx, user_id, name)
    streams.remember(tx, user_id, actor.user_id, b"bot", user_stream(user_id), 0)
    row = {"user_id": user_id, "group_id": group_id, "about": about, "made_for": made_for}
    tx.conn.execute(insert(bots).values(**row, created_by=actor.user_id, created_at=tx.now))
    groups.admit(tx, group_id, user_id, "member")
    return user_id


def change_bot(tx: Tx, actor: Actor, user_id: str, change: BotChange) -> Bot:
    bot_to_lead(tx, actor, user_id)
    if change.name is not None:
        rename_bot(tx, user_id, change.name)
    if change.about is not None:
        tx.conn.execute(update(bots).where(bots.c.user_id == user_id).values(about=change.about))
    return bot_of(tx, user_id)


def remove_bot(tx: Tx, actor: Actor, user_id: str) -> None:
    """It leaves its group and its keys end; what it said stays, under its name."""
    row = bot_to_lead(tx, actor, user_id)
    groups.remove_member(tx, actor, GroupId(row.group_id), UserId(user_id))


def make_bot_key(tx: Tx, actor: Actor, user_id: str, form: BotKey) -> keys.Made:
    bot_to_lead(tx, actor, user_id)
    own = NewKey(**msgspec.structs.asdict(form))
    return keys.make_key(tx, own, user_id=user_id, made_by=actor.user_id, kind="bot")


# What ends bots elsewhere


def end_bot(tx: Tx, _group_id: str, user_id: str, _left: MemberLeft | MemberRemoved) -> None:
    """A member goes: if it is a bot, it was that group's alone."""
    _end(tx, user_id)


def end_bots(tx: Tx, group_id: str) -> None:
    for user_id in sorted(bots_in(tx, group_id)):
        _end(tx, user_id)


def _end(tx: Tx, user_id: str) -> None:
    if bot_row(tx, user_id) is not None:
        keys.revoke_keys_of(tx, UserId(user_id))
        tx.conn.execute(update(bots).where(bots.c.user_id == user_id).values(ended_at=tx.now))
