"""Slash commands: made, changed, removed; and their answers said by their bots."""

from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from distributed_chat import streams
from distributed_chat.bots.actions import add_bot
from distributed_chat.conversations.queries import readable
from distributed_chat.db import Tx
from distributed_chat.groups.actions import remove_member
from distributed_chat.groups.policy import check_leads
from distributed_chat.groups.queries import role_in
from distributed_chat.hooks import policy, queries
from distributed_chat.hooks.actions.outgoing import check_address
from distributed_chat.hooks.errors import CommandIsTaken, TooManyHooks
from distributed_chat.hooks.queries import Caller
from distributed_chat.hooks.schemas import Command, CommandChange, NewCommand
from distributed_chat.hooks.signing import new_secret
from distributed_chat.hooks.tables import commands
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import GroupId, SessionId, UserId, group_stream, new_id
from distributed_chat.messages.actions import Sent, send_message
from distributed_chat.messages.schemas import MessageForm


class CommandMade(NamedTuple):
    command: Command
    secret: str
    again: bool


def make_command(tx: Tx, actor: Actor, group_id: str, form: NewCommand) -> CommandMade:
    """For those who lead the group. Raises `CommandNameIsWrong`, `CommandIsTaken`, `AddressIsWrong`."""
    check_leads(role_in(tx, group_id, actor.user_id))
    policy.check_command_name(form.name)
    check_address(tx, form.url)
    command_id = form.id or new_id()
    secret = new_secret()
    if streams.creation(tx, command_id, actor.user_id, form, place=group_id) is not None:
        row = queries.command_row(tx, actor, command_id)
        tx.conn.execute(update(commands).where(commands.c.id == command_id).values(secret=secret))
        return CommandMade(queries.command(row, with_url=True), secret, again=True)
    same = select(commands.c.id).where(commands.c.group_id == group_id, commands.c.name == form.name)
    if tx.conn.execute(same).first() is not None:
        raise CommandIsTaken(field="name")
    if queries.count_of(tx, commands, group_id) >= policy.HOOKS_AT_MOST:
        raise TooManyHooks
    bot = add_bot(tx, actor, group_id, f"/{form.name}", about=form.about, made_for="command")
    streams.remember(tx, command_id, actor.user_id, form, group_stream(group_id), 0, place=group_id)
    row_of_it: dict[str, Any] = {"id": command_id, "group_id": group_id, "name": form.name, "about": form.about}
    row_of_it |= {"hint": form.hint, "url": form.url, "secret": secret, "user_id": bot}
    row_of_it |= {"created_by": actor.user_id, "pointed_by": actor.user_id}
    tx.conn.execute(insert(commands).values(**row_of_it, created_at=tx.now))
    return CommandMade(queries.command(queries.command_row(tx, actor, command_id), with_url=True), secret, again=False)


def change_command(tx: Tx, actor: Actor, command_id: str, change: CommandChange) -> Command:
    queries.command_row(tx, actor, command_id)
    values = {name: getattr(change, name) for name in ("about", "hint", "url") if getattr(change, name) is not None}
    if change.url is not None:
        check_address(tx, change.url)
        values["pointed_by"] = actor.user_id
    if values:
        tx.conn.execute(update(commands).where(commands.c.id == command_id).values(**values))
    return queries.command(queries.command_row(tx, actor, command_id), with_url=True)


def remove_command(tx: Tx, actor: Actor, command_id: str) -> None:
    """Its bot leaves; what it said stays."""
    row = queries.command_row(tx, actor, command_id)
    tx.conn.execute(delete(commands).where(commands.c.id == command_id))
    remove_member(tx, actor, GroupId(row.group_id), UserId(row.user_id))


def say_answer(tx: Tx, actor: Actor, caller: Caller, conversation_id: str, text: str, message_id: str) -> Sent | None:
    """As a message of the command's bot; None where the bot may not speak, which is a private room."""
    bot = Actor(UserId(caller.user_id), SessionId(caller.id))
    if readable(tx, conversation_id, actor.user_id) is None or readable(tx, conversation_id, bot.user_id) is None:
        return None
    return send_message(tx, bot, conversation_id, MessageForm(id=message_id, text=text))
