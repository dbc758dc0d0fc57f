"""A new message goes into its conversation or thread: what sending and forwarding have in common. Hot path."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, insert, update

from distributed_chat import streams
from distributed_chat.conversations.actions import Place, mention
from distributed_chat.conversations.schemas import Entity, File, Forwarded, Message, Poll, Quoted
from distributed_chat.db import Prepared, Tx
from distributed_chat.embeds.actions import look_at_links
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages import policy
from distributed_chat.messages.actions.entities import called_by
from distributed_chat.messages.events import MessagePosted
from distributed_chat.messages.queries.rows import Extras, Row, kept_entities
from distributed_chat.messages.tables import messages

_PLAIN = ("id", "conversation_id", "timeline_id", "number", "author_id", "text", "sent_at", "extras")
_OTHERWISE = (
    "kind",
    "entities",
    "reply_to_id",
    "reply_to_number",
    "reply_to_author_id",
    "forwarded_id",
    "forwarded_author_id",
    "forwarded_sent_at",
)
_insert_plain = Prepared(insert(messages).values({name: bindparam(name) for name in _PLAIN}))
_insert_any = Prepared(insert(messages).values({name: bindparam(name) for name in (*_PLAIN, *_OTHERWISE)}))


class Draft(NamedTuple):
    """A message that was checked and has no number yet."""

    id: str
    conversation_id: str
    author_id: str
    text: str
    kind: str = "text"
    entities: Sequence[Entity] = ()
    quoted: Row | None = None
    root: Row | None = None
    """Above its thread."""
    source: Row | None = None
    """What it forwards."""
    extras: int = 0

    @property
    def is_plain(self) -> bool:
        return self.kind == "text" and not self.entities and not (self.quoted or self.source)


class Posted(NamedTuple):
    message: Message
    seq: int


def has_links(words: str) -> bool:
    """Perhaps: whoever looks at links looks closer."""
    return "://" in words


def write_row(tx: Tx, draft: Draft, number: int) -> None:
    """The row, and whom it means. For a plain message one statement."""
    timeline_id = draft.root.id if draft.root else draft.conversation_id
    place = (draft.conversation_id, draft.id, draft.text)
    may_have_previews = has_links(draft.text) and look_at_links(tx, *place, author_id=draft.author_id)
    row = {
        "id": draft.id,
        "conversation_id": draft.conversation_id,
        "timeline_id": timeline_id,
        "number": number,
        "author_id": draft.author_id,
        "text": draft.text,
        "sent_at": tx.now,
        "extras": int(draft.extras | (Extras.LINKS if may_have_previews else 0)),
    }
    if draft.is_plain:
        _insert_plain.run(tx, **row)
        return
    _insert_any.run(tx, **row, **_rest(draft))
    called = called_by(draft.entities) | ({draft.quoted.author_id} if draft.quoted else set())
    if called:
        mention(tx, draft.id, called, timeline_id=timeline_id, number=number, author_id=draft.author_id)


def post(tx: Tx, draft: Draft, place: Place, *, files: Sequence[File] = (), poll: Poll | None = None) -> Posted:
    """Says so in the log. Emits `message.posted`."""
    quoted, source = draft.quoted, draft.source
    message = Message(
        id=draft.id,
        conversation_id=draft.conversation_id,
        number=place.number,
        author_id=draft.author_id,
        text=draft.text,
        sent_at=rfc3339(tx.now),
        kind="text" if draft.kind == "text" else "action",
        entities=list(draft.entities),
        reply_to=Quoted(id=quoted.id, number=quoted.number, author_id=quoted.author_id) if quoted else None,
        thread_of=draft.root.id if draft.root else None,
        forwarded=_first(source) if source else None,
        files=list(files),
        poll=poll,
    )
    return Posted(message, streams.append(tx, place.stream, MessagePosted(message=message), subject=draft.id).seq)


def take_thread_number(tx: Tx, root: Row, author_id: str) -> int:
    """Under the lock: the next number of its thread, which the message above shows."""
    before = root.thread_user_ids.split(",") if root.thread_user_ids else []
    number = root.thread_count + 1
    tx.conn.execute(
        update(messages)
        .where(messages.c.id == root.id)
        .values(
            thread_count=number,
            thread_last_at=tx.now,
            thread_user_ids=",".join(policy.faces(before, author_id)),
        )
    )
    return number


def _rest(draft: Draft) -> dict[str, object]:
    quoted, source = draft.quoted, draft.source
    return {
        "kind": draft.kind,
        "entities": kept_entities(list(draft.entities)),
        "reply_to_id": quoted.id if quoted else None,
        "reply_to_number": quoted.number if quoted else None,
        "reply_to_author_id": quoted.author_id if quoted else None,
        "forwarded_id": (source.forwarded_id or source.id) if source else None,
        "forwarded_author_id": (source.forwarded_author_id or source.author_id) if source else None,
        "forwarded_sent_at": (source.forwarded_sent_at or source.sent_at) if source else None,
    }


def _first(source: Row) -> Forwarded:
    """Who wrote it first, however often it was passed on."""
    return Forwarded(
        author_id=source.forwarded_author_id or source.author_id,
        sent_at=rfc3339(source.forwarded_sent_at or source.sent_at),
    )
