"""From rows to messages with all that hangs on them: at most one statement for each kind of thing that any of them has.

A page of plain messages asks nothing more: `extras` says so.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select

from distributed_chat.accounts.queries import users_by_id
from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Message, Reaction
from distributed_chat.db import Tx
from distributed_chat.embeds.queries import previews_of
from distributed_chat.files.queries import files_of
from distributed_chat.messages.queries.rows import COLUMNS, Extras, Row, plain
from distributed_chat.messages.tables import messages, reactions
from distributed_chat.polls.queries import polls_of, votes_of


class Company(NamedTuple):
    """What a page carries beside its messages."""

    users: list[User]
    quoted: list[Message]
    votes: dict[str, list[int]]


def assembled(tx: Tx, rows: Sequence[Row]) -> list[Message]:
    """In the order of the rows."""
    made = [plain(row) for row in rows]
    if not any(row.extras for row in rows):
        return made
    more = _more(tx, rows)
    return [msgspec.structs.replace(message, **more.get(message.id, {})) for message in made]


def messages_by_ids(tx: Tx, ids: Collection[str]) -> dict[str, Message]:
    """For those who have checked. Ids of nothing are left out."""
    return {message.id: message for message in assembled(tx, rows_by_ids(tx, ids))}


def rows_by_ids(tx: Tx, ids: Collection[str]) -> list[Row]:
    if not ids:
        return []
    return [Row(*row) for row in tx.conn.execute(select(*COLUMNS).where(messages.c.id.in_(ids)))]


def company_of(tx: Tx, found: Sequence[Message], user_id: str) -> Company:
    """Beside messages that this user may read. What these quote is of the same conversation, so theirs."""
    if not found:
        return Company([], [], {})
    here = {message.id for message in found}
    answered = {message.reply_to.id for message in found if message.reply_to is not None} - here
    quoted = sorted(messages_by_ids(tx, answered).values(), key=lambda it: (it.thread_of or "", it.number))
    secret = [it.id for it in (*found, *quoted) if it.poll is not None and it.poll.anonymous]
    votes = votes_of(tx, user_id, secret) if secret else {}
    people = set[str]()
    for message in (*found, *quoted):
        _note_people(message, people)
    return Company(list(users_by_id(tx, people).values()), quoted, votes)


def _note_people(message: Message, people: set[str]) -> None:
    """Adds the ids of all whom a reader needs by name."""
    people.add(message.author_id)
    if message.entities:
        people.update(entity.user_id for entity in message.entities if entity.user_id is not None)
    if message.reply_to is not None:
        people.add(message.reply_to.author_id)
    if message.forwarded is not None:
        people.add(message.forwarded.author_id)
    if message.pinned is not None:
        people.add(message.pinned.by)
    if message.thread is not None:
        people.update(message.thread.user_ids)
    for reaction in message.reactions:
        people.update(reaction.user_ids)
    if message.poll is not None:
        for option in message.poll.options:
            people.update(option.user_ids)


def reactions_of(tx: Tx, message_ids: Collection[str]) -> dict[str, list[Reaction]]:
    """By message: the emoji in the order of their first, and who gave them in the order in which they did."""
    rows = tx.conn.execute(
        select(reactions.c.message_id, reactions.c.emoji, reactions.c.user_id)
        .where(reactions.c.message_id.in_(message_ids))
        .order_by(reactions.c.seq)
    )
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        found.setdefault(row.message_id, {}).setdefault(row.emoji, []).append(row.user_id)
    return {id: [Reaction(emoji=emoji, user_ids=users) for emoji, users in of.items()] for id, of in found.items()}


def _more(tx: Tx, rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """The fields that other tables fill, by message."""
    more: dict[str, dict[str, Any]] = {}
    for bit, name, ask in _SOURCES:
        ids = [row.id for row in rows if row.extras & bit and row.deleted_at is None]
        if ids:
            for id, value in ask(tx, ids).items():
                more.setdefault(id, {})[name] = value
    return more


_SOURCES = (
    (Extras.REACTIONS, "reactions", reactions_of),
    (Extras.FILES, "files", files_of),
    (Extras.POLL, "poll", polls_of),
    (Extras.LINKS, "previews", previews_of),
)
