"""What ends hooks and commands with the place that they are in. Subscribers, wired by `app`."""

from sqlalchemy import Select, delete, select

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

    Of a person who goes, their hooks on private rooms go too: nobody hears more of a room that they may not read. Hooks
    of the whole group are the group's.
    """
    for table in (incoming_hooks, commands):
        tx.conn.execute(delete(table).where(table.c.user_id == user_id))
    theirs = (outgoing_hooks.c.group_id == group_id) & (outgoing_hooks.c.created_by == user_id)
    _forget(tx, select(outgoing_hooks.c.id).where(theirs, outgoing_hooks.c.stream.startswith("room:")))


def _forget(tx: Tx, ids: Select[str]) -> None:
    forget(tx, list(tx.conn.execute(ids).scalars()))
