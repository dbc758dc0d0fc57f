"""Reads for calls: in the tables of this package, and through those of the packages below."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from distributed_chat.conversations import queries as conversations
from distributed_chat.conversations.queries import chat_between, marker_of
from distributed_chat.db import Tx
from distributed_chat.groups.queries import open_letters
from distributed_chat.messages.queries import sent_at_number
from distributed_chat.micro.tables import micro_invites, micro_seen


class MicroInvite(NamedTuple):
    id: str
    group_id: str
    email: str
    code: str


def invite_row(tx: Tx, invite_id: str) -> MicroInvite | None:
    return next(iter(_with_codes(tx, invite_ids=[invite_id])), None)


def invite_by_code(tx: Tx, code: str) -> MicroInvite | None:
    found = tx.conn.execute(select(micro_invites.c.invite_id).where(micro_invites.c.code == code)).scalar()
    return None if found is None else invite_row(tx, found)


def invites_there(tx: Tx, group_id: str, email: str) -> list[MicroInvite]:
    """That are open, by group or by address or by both."""
    return _with_codes(tx, group_id=group_id or None, email=email or None)


def open_invite_to(tx: Tx, group_id: str, email: str) -> MicroInvite | None:
    return next((one for one in invites_there(tx, group_id, email) if one.code), None)


def seen_by(tx: Tx, user_id: str, resource_type: str, resource_ids: Collection[str]) -> dict[str, int]:
    """When this user has seen them: what was said here, or the last message that our marker has passed."""
    rows = select(micro_seen.c.resource_id, micro_seen.c.seen_at).where(
        micro_seen.c.user_id == user_id,
        micro_seen.c.resource_type == resource_type,
        micro_seen.c.resource_id.in_(resource_ids),
    )
    found = {row.resource_id: int(row.seen_at) for row in tx.conn.execute(rows)}
    for resource_id in dict.fromkeys(resource_ids):
        at = _marked_at(tx, user_id, resource_type, resource_id)
        if at is not None:
            found[resource_id] = max(at, found.get(resource_id, 0))
    return found


def conversation_seen(tx: Tx, user_id: str, resource_type: str, resource_id: str) -> str | None:
    """Our room, or the chat with that other user; None for anything else."""
    if resource_type == "chat":
        return None if resource_id == user_id else chat_between(tx, sorted([user_id, resource_id]))
    if resource_type == "thread" and conversations.readable(tx, resource_id, user_id) is not None:
        return resource_id
    return None


def _marked_at(tx: Tx, user_id: str, resource_type: str, resource_id: str) -> int | None:
    conversation = conversation_seen(tx, user_id, resource_type, resource_id)
    if conversation is None:
        return None
    marker = marker_of(tx, user_id, conversation)
    number = marker.number if marker.unread_from is None else min(marker.number, marker.unread_from - 1)
    return sent_at_number(tx, conversation, number) if number else None


def _with_codes(
    tx: Tx, *, invite_ids: Collection[str] | None = None, group_id: str | None = None, email: str | None = None
) -> list[MicroInvite]:
    letters = open_letters(tx, invite_ids=invite_ids, group_id=group_id, email=email)
    codes = select(micro_invites).where(micro_invites.c.invite_id.in_([one.id for one in letters]))
    known = {row.invite_id: row.code for row in tx.conn.execute(codes)}
    return [MicroInvite(one.id, one.group_id, one.email or "", known.get(one.id, "")) for one in letters]
