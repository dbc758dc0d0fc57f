"""Whom a message calls by name or answers: what is kept so that nobody has to look for it. Called by `messages`."""

from collections.abc import Collection

from sqlalchemy import delete, insert

from distributed_chat.conversations.tables import mentions
from distributed_chat.db import Tx

EVERYBODY = "*"
"""In place of a user: all who read the conversation, whenever they came."""


def mention(
    tx: Tx, message_id: str, user_ids: Collection[str], *, timeline_id: str, number: int, author_id: str
) -> None:
    """Keeps that the message means these people (or `EVERYBODY`), and no longer whom it meant before.

    `timeline_id` is the conversation, or in a thread the message above it. Nobody is called by their own message.
    """
    forget_mentions(tx, message_id)
    place = {"message_id": message_id, "timeline_id": timeline_id, "number": number, "author_id": author_id}
    rows = [{**place, "user_id": user_id} for user_id in sorted(set(user_ids) - {author_id})]
    if rows:
        tx.conn.execute(insert(mentions), rows)


def forget_mentions(tx: Tx, message_id: str) -> None:
    tx.conn.execute(delete(mentions).where(mentions.c.message_id == message_id))
