"""A history by pages, of a conversation or of a thread."""

from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from distributed_chat.conversations.queries import found
from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.errors import Malformed, NotFound
from distributed_chat.kernel.pages import LARGEST_NUMBER, page_limit
from distributed_chat.messages.queries.assembling import assembled, company_of
from distributed_chat.messages.queries.rows import COLUMNS, Row, row_of
from distributed_chat.messages.schemas import MessagePage, PageCut
from distributed_chat.messages.tables import messages
from distributed_chat.streams import heads_of

_HERE = (messages.c.timeline_id == bindparam("timeline_id")) & (messages.c.number >= bindparam("first"))
OLDER: Select[Any] = (
    select(*COLUMNS)
    .where(_HERE, messages.c.number < bindparam("anchor"))
    .order_by(messages.c.number.desc())
    .limit(bindparam("most"))
)
NEWER: Select[Any] = (
    select(*COLUMNS)
    .where(_HERE, messages.c.number > bindparam("anchor"))
    .order_by(messages.c.number)
    .limit(bindparam("most"))
)
_older, _newer = Prepared(OLDER), Prepared(NEWER)


class Timeline(NamedTuple):
    """What numbers count in: a conversation, or the thread of the message with this id."""

    id: str
    last_number: int
    first_number: int
    """Of what is kept."""


class Slice(NamedTuple):
    """Rows, the oldest first, and whether there is more on either side."""

    rows: list[Row]
    has_older: bool
    has_newer: bool


def messages_page(tx: Tx, conversation_id: str, user_id: str, cut: PageCut) -> MessagePage:
    """A page of the history of a conversation that this user may read, from before they came too, or of a thread there.

    Raises `NotFound`, and `Malformed` when more than one place is named.
    """
    conversation = found(tx, conversation_id, user_id)
    root = None if cut.thread_of is None else _root(tx, conversation_id, cut.thread_of)
    timeline = Timeline(conversation.id, conversation.last_number, conversation.first_number)
    if root is not None:
        timeline = Timeline(root.id, root.thread_count, root.thread_first)
    part = _slice(tx, timeline, cut, page_limit(cut.limit))
    page = assembled(tx, part.rows)
    above = _assembled_root(tx, root)
    company = company_of(tx, page if above is None else [above, *page], user_id)
    return MessagePage(
        messages=page,
        users=company.users,
        has_older=part.has_older,
        has_newer=part.has_newer,
        stream=conversation.stream,
        seq=heads_of(tx, [conversation.stream])[conversation.stream].seq,
        quoted=company.quoted,
        votes=company.votes,
        root=above,
    )


def _root(tx: Tx, conversation_id: str, message_id: str) -> Row:
    """A message of the conversation that a thread may hang on. Raises `NotFound`."""
    row = row_of(tx, message_id)
    if row.timeline_id != conversation_id:
        raise NotFound
    return row


def _assembled_root(tx: Tx, root: Row | None) -> Message | None:
    return None if root is None else assembled(tx, [root])[0]


def _slice(tx: Tx, timeline: Timeline, cut: PageCut, limit: int) -> Slice:
    match (cut.before, cut.after, cut.around):
        case (None, None, None):
            part, more = _back(tx, timeline, LARGEST_NUMBER, limit)
            return Slice(part, more, has_newer=False)
        case (int(before), None, None):
            part, more = _back(tx, timeline, before, limit)
            return Slice(part, more, has_newer=before <= timeline.last_number)
        case (None, int(after), None):
            part, more = _on(tx, timeline, after, limit)
            return Slice(part, has_older=min(after, timeline.last_number) >= timeline.first_number, has_newer=more)
        case (None, None, int(around)):
            return _around(tx, timeline, around, limit)
        case _:
            raise Malformed("malformed", "Name one of before, after and around.", field="around")


def _around(tx: Tx, timeline: Timeline, number: int, limit: int) -> Slice:
    """Half of the page is up to and with that message; where one half falls short, the other gets more."""
    back, older = _back(tx, timeline, number + 1, limit)
    on, newer = _on(tx, timeline, number, limit)
    half = (limit + 1) // 2
    behind = min(len(back), max(half, limit - len(on)))
    ahead = min(len(on), limit - behind)
    return Slice(back[len(back) - behind :] + on[:ahead], older or behind < len(back), newer or ahead < len(on))


def _back(tx: Tx, timeline: Timeline, before: int, limit: int) -> tuple[list[Row], bool]:
    """One row more than asked for says whether there is more."""
    rows = _older.all(tx, timeline_id=timeline.id, first=timeline.first_number, anchor=before, most=limit + 1)
    return [Row(*row) for row in reversed(rows[:limit])], len(rows) > limit


def _on(tx: Tx, timeline: Timeline, after: int, limit: int) -> tuple[list[Row], bool]:
    rows = _newer.all(tx, timeline_id=timeline.id, first=timeline.first_number, anchor=after, most=limit + 1)
    return [Row(*row) for row in rows[:limit]], len(rows) > limit
