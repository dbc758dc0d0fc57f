"""Reads of messages: a history by pages, and the last one of each conversation."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from distributed_chat.accounts.queries import users_by_id
from distributed_chat.conversations.queries import Conversation, found, newest
from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import Malformed, NotFound
from distributed_chat.kernel.pages import LARGEST_NUMBER, page_limit
from distributed_chat.messages.schemas import MessagePage, PageCut
from distributed_chat.messages.tables import messages
from distributed_chat.streams import heads_of

_COLUMNS = (
    messages.c.id,
    messages.c.conversation_id,
    messages.c.number,
    messages.c.author_id,
    messages.c.text,
    messages.c.sent_at,
)
_HERE = messages.c.conversation_id == bindparam("conversation_id")
OLDER: Select[Any] = (
    select(*_COLUMNS)
    .where(_HERE, messages.c.number < bindparam("anchor"))
    .order_by(messages.c.number.desc())
    .limit(bindparam("most"))
)
NEWER: Select[Any] = (
    select(*_COLUMNS)
    .where(_HERE, messages.c.number > bindparam("anchor"))
    .order_by(messages.c.number)
    .limit(bindparam("most"))
)
_older, _newer = Prepared(OLDER), Prepared(NEWER)
_one = Prepared(select(*_COLUMNS).where(messages.c.id == bindparam("id")))


class Slice(NamedTuple):
    """Messages, the oldest first, and whether there is more on either side."""

    messages: list[Message]
    has_older: bool
    has_newer: bool


def messages_page(tx: Tx, conversation_id: str, user_id: str, cut: PageCut) -> MessagePage:
    """A page of the history of a conversation that this user may read, from before they came too.

    Raises `NotFound`, and `Malformed` when more than one place is named.
    """
    conversation = found(tx, conversation_id, user_id)
    part = _slice(tx, conversation, cut, page_limit(cut.limit))
    authors = users_by_id(tx, {message.author_id for message in part.messages}) if part.messages else {}
    return MessagePage(
        messages=part.messages,
        users=list(authors.values()),
        has_older=part.has_older,
        has_newer=part.has_newer,
        stream=conversation.stream,
        seq=heads_of(tx, [conversation.stream])[conversation.stream].seq,
    )


def message_of(tx: Tx, message_id: str) -> Message:
    """For those who have checked. Raises `NotFound`."""
    row = _one.first(tx, id=message_id)
    if row is None:
        raise NotFound
    return _message(row)


def last_messages(tx: Tx, conversation_ids: Collection[str]) -> dict[str, Message]:
    """The newest message of each of these conversations that has any. One statement."""
    if not conversation_ids:
        return {}
    return {row.conversation_id: _message(row) for row in tx.conn.execute(at_the_end_of(conversation_ids))}


def at_the_end_of(conversation_ids: Collection[str]) -> Select[Any]:
    """By their numbers, which conversations know: looking for the largest would read every history."""
    ends = newest(conversation_ids).subquery()
    return select(*_COLUMNS).join(
        ends, (messages.c.conversation_id == ends.c.id) & (messages.c.number == ends.c.last_number)
    )


def _slice(tx: Tx, conversation: Conversation, cut: PageCut, limit: int) -> Slice:
    match (cut.before, cut.after, cut.around):
        case (None, None, None):
            part, more = _back(tx, conversation.id, LARGEST_NUMBER, limit)
            return Slice(part, more, has_newer=False)
        case (int(before), None, None):
            part, more = _back(tx, conversation.id, before, limit)
            return Slice(part, more, has_newer=before <= conversation.last_number)
        case (None, int(after), None):
            part, more = _on(tx, conversation.id, after, limit)
            return Slice(part, has_older=min(after, conversation.last_number) > 0, has_newer=more)
        case (None, None, int(around)):
            return _around(tx, conversation.id, around, limit)
        case _:
            raise Malformed("malformed", "Name one of before, after and around.", field="around")


def _around(tx: Tx, conversation_id: str, number: int, limit: int) -> Slice:
    """Half of the page is up to and with that message; where one half falls short, the other gets more."""
    back, older = _back(tx, conversation_id, number + 1, limit)
    on, newer = _on(tx, conversation_id, number, limit)
    half = (limit + 1) // 2
    behind = min(len(back), max(half, limit - len(on)))
    ahead = min(len(on), limit - behind)
    return Slice(back[len(back) - behind :] + on[:ahead], older or behind < len(back), newer or ahead < len(on))


def _back(tx: Tx, conversation_id: str, before: int, limit: int) -> tuple[list[Message], bool]:
    """One row more than asked for says whether there is more."""
    rows = _older.all(tx, conversation_id=conversation_id, anchor=before, most=limit + 1)
    return [_message(row) for row in reversed(rows[:limit])], len(rows) > limit


def _on(tx: Tx, conversation_id: str, after: int, limit: int) -> tuple[list[Message], bool]:
    rows = _newer.all(tx, conversation_id=conversation_id, anchor=after, most=limit + 1)
    return [_message(row) for row in rows[:limit]], len(rows) > limit


def _message(row: Any) -> Message:
    id, conversation_id, number, author_id, text, sent_at = row
    return Message(
        id=id,
        conversation_id=conversation_id,
        number=number,
        author_id=author_id,
        text=text,
        sent_at=rfc3339(sent_at),
    )
