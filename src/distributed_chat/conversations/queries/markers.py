"""Reads of markers: how far somebody has read, and where they are named."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    case,
    exists,
    func,
    select,
)

from distributed_chat.conversations.queries.reading import LIVE, ids_read_by
from distributed_chat.conversations.schemas import Marker
from distributed_chat.conversations.tables import conversations, markers, mentions
from distributed_chat.db import Tx

MENTIONS_SHOWN = 100
MENTIONS_WITHIN = 5_000
"""Of the newest messages of a conversation: farther back nobody is counted as called."""


class Unread(NamedTuple):
    """What somebody has not read of a conversation: from the message `begin` to the newest."""

    conversation_id: str
    begin: int
    last_number: int


def markers_of(tx: Tx, user_id: str, conversation_ids: Collection[str] | None = None) -> list[Marker]:
    """How far this user has read, in these conversations or in all that are there; no marker is 0. Two statements."""
    rows = (
        select(markers.c.conversation_id, markers.c.number, markers.c.unread_from)
        .join(conversations, conversations.c.id == markers.c.conversation_id)
        .where(markers.c.user_id == user_id, LIVE)
    )
    if conversation_ids is not None:
        rows = rows.where(markers.c.conversation_id.in_(conversation_ids))
    called = _mentions_of(tx, user_id, conversation_ids)
    found = {id: Marker(conversation_id=id, number=0, mentions=numbers) for id, numbers in called.items()}
    for id, number, unread_from in tx.conn.execute(rows):
        found[id] = Marker(conversation_id=id, number=number, unread_from=unread_from, mentions=called.get(id, []))
    return [found[id] for id in sorted(found)]


def marker_of(tx: Tx, user_id: str, conversation_id: str) -> Marker:
    for marker in markers_of(tx, user_id, [conversation_id]):
        return marker
    return Marker(conversation_id=conversation_id, number=0)


def unread_by(tx: Tx, user_id: str) -> list[Unread]:
    """Every conversation that this user may read and in which something is unread. One statement."""
    mine = (markers.c.conversation_id == conversations.c.id) & (markers.c.user_id == user_id)
    unread_from = func.coalesce(markers.c.unread_from, markers.c.number + 1, 1)
    begin = case((unread_from < conversations.c.first_number, conversations.c.first_number), else_=unread_from)
    rows = (
        select(conversations.c.id, begin, conversations.c.last_number)
        .select_from(conversations.outerjoin(markers, mine))
        .where(conversations.c.id.in_(ids_read_by(user_id)), conversations.c.last_number >= begin, LIVE)
        .order_by(conversations.c.id)
    )
    return [Unread(*row) for row in tx.conn.execute(rows)]


def is_named_in(timeline_id: ColumnElement[str], user_id: str) -> ColumnElement[bool]:
    """For embedding: whether a message of this timeline calls this user by name, or answers them."""
    by_name = (mentions.c.timeline_id == timeline_id) & (mentions.c.user_id == user_id)
    return exists(select(mentions.c.message_id).where(by_name, mentions.c.author_id != user_id))


def _mentions_of(tx: Tx, user_id: str, conversation_ids: Collection[str] | None) -> dict[str, list[int]]:
    """Numbers of unread messages that mean this user, rising, by conversation: the newest 100.

    What is read is not looked at, and of a conversation that was left alone for long only its end.
    """
    mine = (markers.c.conversation_id == conversations.c.id) & (markers.c.user_id == user_id)
    begin = func.coalesce(markers.c.unread_from, markers.c.number + 1, 1)
    called = (
        (mentions.c.timeline_id == conversations.c.id)
        & mentions.c.user_id.in_([user_id, "*"])
        & (mentions.c.author_id != user_id)
        & (mentions.c.number >= begin)
        & (mentions.c.number > conversations.c.last_number - MENTIONS_WITHIN)
    )
    rows = (
        select(conversations.c.id, mentions.c.number)
        .select_from(conversations.outerjoin(markers, mine).join(mentions, called))
        .where(conversations.c.last_number >= begin, LIVE)
        .order_by(conversations.c.id, mentions.c.number)
        .distinct()
    )
    wanted = ids_read_by(user_id) if conversation_ids is None else conversation_ids
    found: dict[str, list[int]] = {}
    for id, number in tx.conn.execute(rows.where(conversations.c.id.in_(wanted))):
        found.setdefault(id, []).append(number)
    return {id: numbers[-MENTIONS_SHOWN:] for id, numbers in found.items()}
