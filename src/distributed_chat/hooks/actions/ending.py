"""What ends hooks and commands with the place that they are in. Subscribers, wired by `app`."""

from sqlalchemy import Column, ColumnElement, Select, delete, or_, select

from distributed_chat.db import Tx
from distributed_chat.groups.events import MemberLeft, MemberRemoved
from distributed_chat.hooks.actions.outgoing import forget
from distributed_chat.hooks.tables import commands, incoming_hooks, outgoing_hooks


def end_hooks_of_group(tx: Tx, group_id: str) -> None:
    for table in (incoming_hooks, commands):
        tx.conn.execute(delete(table).where(table.c.group_id == group_id))
    _forget(tx, select(outgoing_hooks.c.id).where(outgoing_hooks.c.group_id == group_id))


def end_hooks_of_room(tx: Tx, room_id: str) -> None:
    """The bot of an incoming hook stays a member until the hook's makers remove it: the locks of its leaving are not
    held here.
    """
    tx.conn.execute(delete(incoming_hooks).where(incoming_hooks.c.conversation_id == room_id))
    _forget(tx, select(outgoing_hooks.c.id).where(outgoing_hooks.c.room_id == room_id))


def end_hooks_of_member(tx: Tx, group_id: str, user_id: str, _left: MemberLeft | MemberRemoved) -> None:
    """Whoever removes a bot from the members removes what it speaks for.

    Of a person who goes, everything ends that they made, or that they hold: an address that they set or were given, a
    secret that they know. Nobody hears of a group or speaks in it by what they left behind. The bots of what ended stay
    members, as in `end_hooks_of_room`.
    """
    for table in (incoming_hooks, commands):
        theirs = table.c.user_id == user_id
        theirs |= (table.c.group_id == group_id) & _has(user_id, table.c.created_by, table.c.pointed_by)
        tx.conn.execute(delete(table).where(theirs))
    hooks = outgoing_hooks.c
    held = _has(user_id, hooks.created_by, hooks.pointed_by, hooks.secret_by)
    _forget(tx, select(hooks.id).where(hooks.group_id == group_id, held))


def _has(user_id: str, *columns: Column[str]) -> ColumnElement[bool]:
    return or_(*(column == user_id for column in columns))


def _forget(tx: Tx, ids: Select[str]) -> None:
    forget(tx, list(tx.conn.execute(ids).scalars()))
