"""Messages that were written elsewhere, long ago: put into a room as they were, many at once. Called by `imports`.

Nobody is called by them and no link in them is looked at. In a room that is shown already each is told of in the log.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert, update

from distributed_chat import streams
from distributed_chat.conversations.schemas import Entity
from distributed_chat.db import Tx
from distributed_chat.messages import policy
from distributed_chat.messages.events import MessagePosted
from distributed_chat.messages.queries.assembling import messages_by_ids, rows_by_ids
from distributed_chat.messages.queries.rows import Extras, Row, kept_entities
from distributed_chat.messages.tables import message_edits, messages, reactions

_REQUEST = b"imported message"


class OldVersion(NamedTuple):
    text: str
    entities: list[Entity]
    written_at: int


class OldMessage(NamedTuple):
    """A message of one room, with the ids that everything has here. Instants are microseconds."""

    id: str
    author_id: str
    text: str
    sent_at: int
    kind: str = "text"
    entities: Sequence[Entity] = ()
    reply_to: str | None = None
    """What it answers; forgotten when that is not in the room or the thread."""
    thread_of: str | None = None
    """The message above its thread; it goes into the main history when that is not there."""
    edited_at: int | None = None
    deleted_at: int | None = None
    pinned_at: int | None = None
    pinned_by: str | None = None
    forwarded_author_id: str | None = None
    forwarded_at: int | None = None
    reactions: Sequence[tuple[str, str]] = ()
    """(emoji, user), the first first."""
    edits: Sequence[OldVersion] = ()
    extras: Extras = Extras(0)


class Written(NamedTuple):
    """Where an old message stands now."""

    number: int
    thread_of: str | None


class _Place(NamedTuple):
    id: str
    timeline_id: str
    number: int
    author_id: str


class _Thread(NamedTuple):
    last_number: int
    last_at: int
    faces: list[str]


def write_old(
    tx: Tx, conversation_id: str, old: Sequence[OldMessage], *, last_number: int
) -> tuple[dict[str, Written], int]:
    """Writes those that are not there yet, each with the next number of its timeline.

    Returns where the new ones are, by id, and the last number of the room. The caller holds the room: nobody else
    writes to it. `old` is in order, without repeats; what it refers to is before it or was written earlier.
    """
    writing = _Writing(tx, conversation_id, old, last_number)
    for one in old:
        writing.add(one)
    writing.write()
    return writing.written, writing.last_number


def tell_old(tx: Tx, stream: str, ids: Sequence[str]) -> None:
    """Emits `message.posted` for each, in this order, in a room that is shown already."""
    told = messages_by_ids(tx, ids)
    for id in ids:
        streams.append(tx, stream, MessagePosted(message=told[id]), subject=id)


def taken_elsewhere(tx: Tx, conversation_id: str, ids: Sequence[str]) -> dict[str, bool]:
    """Of the ids that messages have already: whether in another conversation."""
    return {row.id: row.conversation_id != conversation_id for row in rows_by_ids(tx, ids)}


class _Writing:
    """One chunk: what is known of the room, and the rows that are to be written."""

    def __init__(self, tx: Tx, conversation_id: str, old: Sequence[OldMessage], last_number: int) -> None:
        self._tx = tx
        self._conversation_id = conversation_id
        self.last_number = last_number
        self.written: dict[str, Written] = {}
        asked = {one.id for one in old} | {id for one in old for id in (one.reply_to, one.thread_of) if id}
        there = [row for row in rows_by_ids(tx, asked) if row.conversation_id == conversation_id]
        self._places = {row.id: _Place(row.id, row.timeline_id, row.number, row.author_id) for row in there}
        self._threads = {row.id: _thread_of(row) for row in there}
        self._touched: set[str] = set()
        self._rows: list[dict[str, Any]] = []
        self._reactions: list[dict[str, Any]] = []
        self._edits: list[dict[str, Any]] = []

    def add(self, one: OldMessage) -> None:
        if one.id in self._places:
            return
        root = self._root(one)
        number = self._next(one, root)
        timeline_id = self._conversation_id if root is None else root
        quoted = self._places.get(one.reply_to or "")
        if quoted is not None and quoted.timeline_id not in {self._conversation_id, timeline_id}:
            quoted = None
        self._places[one.id] = _Place(one.id, timeline_id, number, one.author_id)
        self.written[one.id] = Written(number, root)
        self._rows.append(_row(one, self._conversation_id, timeline_id, number, quoted))
        self._reactions += [
            {"message_id": one.id, "emoji": emoji, "user_id": user_id, "seq": seq}
            for seq, (emoji, user_id) in enumerate(dict.fromkeys(one.reactions), start=1)
        ]
        self._edits += [
            {
                "message_id": one.id,
                "version": version,
                "text": edit.text,
                "entities": kept_entities(edit.entities),
                "written_at": edit.written_at,
            }
            for version, edit in enumerate(one.edits, start=1)
        ]

    def write(self) -> None:
        for table, rows in ((messages, self._rows), (reactions, self._reactions), (message_edits, self._edits)):
            if rows:
                self._tx.conn.execute(insert(table), rows)
        for root in sorted(self._touched):
            thread = self._threads[root]
            shown = {"thread_count": thread.last_number, "thread_last_at": thread.last_at}
            people = ",".join(thread.faces)
            above = update(messages).where(messages.c.id == root)
            self._tx.conn.execute(above.values(**shown, thread_user_ids=people))
        for row in self._rows:
            id, author_id = row["id"], row["author_id"]
            streams.remember(self._tx, id, author_id, _REQUEST, self._conversation_id, 0, place=self._conversation_id)

    def _root(self, one: OldMessage) -> str | None:
        """A thread hangs on a message of the main history."""
        place = self._places.get(one.thread_of or "")
        return place.id if place is not None and place.timeline_id == self._conversation_id else None

    def _next(self, one: OldMessage, root: str | None) -> int:
        if root is None:
            self.last_number += 1
            return self.last_number
        before = self._threads.get(root, _Thread(0, 0, []))
        after = _Thread(before.last_number + 1, one.sent_at, policy.faces(before.faces, one.author_id))
        self._threads[root] = after
        self._touched.add(root)
        return after.last_number


def _thread_of(row: Row) -> _Thread:
    faces = row.thread_user_ids.split(",") if row.thread_user_ids else []
    return _Thread(row.thread_count, row.thread_last_at or 0, faces)


def _row(one: OldMessage, conversation_id: str, timeline_id: str, number: int, quoted: _Place | None) -> dict[str, Any]:
    given = {name: getattr(one, name) for name in _AS_THEY_ARE}
    return {
        **given,
        "conversation_id": conversation_id,
        "timeline_id": timeline_id,
        "number": number,
        "entities": kept_entities(list(one.entities)),
        "deleted_by": None,
        "reply_to_id": quoted.id if quoted else None,
        "reply_to_number": quoted.number if quoted else None,
        "reply_to_author_id": quoted.author_id if quoted else None,
        "forwarded_id": None,
        "forwarded_author_id": one.forwarded_author_id,
        "forwarded_sent_at": one.forwarded_at,
        "thread_count": 0,
        "extras": int(one.extras | (Extras.REACTIONS if one.reactions else Extras(0))),
    }


_AS_THEY_ARE = ("id", "author_id", "text", "sent_at", "kind", "edited_at", "deleted_at", "pinned_at", "pinned_by")
