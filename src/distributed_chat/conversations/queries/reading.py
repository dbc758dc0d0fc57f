"""Reads of rooms and chats. `readable` and `may_read` are what every package above authorises by."""

from collections.abc import Collection, Iterable
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    String,
    and_,
    bindparam,
    exists,
    literal,
    select,
    union_all,
)

from distributed_chat.accounts.queries import users_by_id
from distributed_chat.accounts.schemas import User
from distributed_chat.conversations import policy
from distributed_chat.conversations.schemas import Chat, Room
from distributed_chat.conversations.tables import conversations, readers
from distributed_chat.db import Prepared, Tx
from distributed_chat.groups.queries import is_member, member_group_ids, members_among
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import room_stream

Kind = Literal["room", "chat"]

LIVE = conversations.c.deleted_at.is_(None)
_IS_OPEN = conversations.c.stream == literal("group:", String()) + conversations.c.group_id


class Conversation(NamedTuple):
    """A room or a chat that is there, as a row."""

    id: str
    kind: Kind
    stream: str
    group_id: str | None
    topic: str
    created_by: str
    created_at: int
    last_number: int
    first_number: int
    people: str | None

    @property
    def is_private(self) -> bool:
        return self.stream == room_stream(self.id)


_COLUMNS = [conversations.c[name] for name in Conversation._fields]


def may_read(user_id: BindParameter[str]) -> ColumnElement[bool]:
    """For embedding: whether a conversation is there for this user. Whoever may read may also post.

    An open room is for the members of its group; a private room and a chat are for those who have a row as readers.
    """
    listed = exists(
        select(readers.c.user_id).where(readers.c.conversation_id == conversations.c.id, readers.c.user_id == user_id)
    )
    return and_(LIVE, listed | and_(_IS_OPEN, is_member(conversations.c.group_id, user_id)))


def newest(conversation_ids: Collection[str]) -> Select[tuple[str, int]]:
    """For embedding: (id, last_number) of those of these conversations in which anything is kept."""
    kept = conversations.c.last_number >= conversations.c.first_number
    return select(conversations.c.id, conversations.c.last_number).where(conversations.c.id.in_(conversation_ids), kept)


def room_ids_in(group_id: str) -> Select[tuple[str]]:
    """For embedding: the ids of all rooms of the group, private ones too."""
    return select(conversations.c.id).where(conversations.c.group_id == group_id, LIVE)


def all_readable(user_id: str | BindParameter[str]) -> Select[tuple[str]]:
    """For embedding: the ids of everything that this user may read. As `may_read`, begun from what is theirs."""
    listed = select(readers.c.conversation_id).where(readers.c.user_id == user_id)
    in_my_groups = conversations.c.group_id.in_(member_group_ids(user_id)) & _IS_OPEN
    return select(conversations.c.id).where(conversations.c.id.in_(listed) | in_my_groups, LIVE)


def readable_among(tx: Tx, user_id: str, conversation_ids: Collection[str]) -> set[str]:
    """Those of these conversations that this user may read. One statement; none for none."""
    if not conversation_ids:
        return set()
    who: BindParameter[str] = bindparam("user_id", user_id)
    rows = select(conversations.c.id).where(conversations.c.id.in_(conversation_ids), may_read(who))
    return set(tx.conn.execute(rows).scalars())


_READABLE = Prepared(select(*_COLUMNS).where(conversations.c.id == bindparam("id"), may_read(bindparam("user_id"))))
_OTHER_READER = Prepared(
    select(readers.c.user_id)
    .where(readers.c.conversation_id == bindparam("conversation_id"), readers.c.user_id != bindparam("user_id"))
    .limit(1)
)
_IN_ORDER = (conversations.c.created_at, conversations.c.id)


def readable(tx: Tx, conversation_id: str, user_id: str) -> Conversation | None:
    """The conversation, if this user may read it. The same None for one that is not there."""
    row = _READABLE.first(tx, id=conversation_id, user_id=user_id)
    return None if row is None else Conversation(*row)


def found(tx: Tx, conversation_id: str, user_id: str) -> Conversation:
    """As `readable`, but raises `NotFound`."""
    conversation = readable(tx, conversation_id, user_id)
    if conversation is None:
        raise NotFound
    return conversation


def there(tx: Tx, conversation_id: str) -> Conversation | None:
    """For programs that act for all: whoever reads it; None for what is not there."""
    row = tx.conn.execute(select(*_COLUMNS).where(conversations.c.id == conversation_id, LIVE)).first()
    return None if row is None else Conversation(*row)


def readable_by(tx: Tx, user_id: str) -> list[Conversation]:
    """Everything that this person may read, the oldest first."""
    mine = select(*_COLUMNS).where(conversations.c.id.in_(all_readable(user_id))).order_by(*_IN_ORDER)
    return _conversations(tx, mine)


def all_there(tx: Tx) -> list[Conversation]:
    """For the owner of the server: every room and chat, by group."""
    rows = select(*_COLUMNS).where(LIVE).order_by(conversations.c.group_id, *_IN_ORDER)
    return _conversations(tx, rows)


def rooms_there(tx: Tx, group_id: str) -> list[Conversation]:
    """All rooms of a group, the oldest first; as `there`."""
    return _conversations(tx, select(*_COLUMNS).where(conversations.c.group_id == group_id, LIVE).order_by(*_IN_ORDER))


def streams_of(tx: Tx, conversation_ids: Collection[str]) -> dict[str, str]:
    """For those who have checked: the streams of those that are there. One statement; none for none."""
    if not conversation_ids:
        return {}
    rows = select(conversations.c.id, conversations.c.stream).where(conversations.c.id.in_(conversation_ids), LIVE)
    return {row.id: row.stream for row in tx.conn.execute(rows)}


def stream_even_if_gone(tx: Tx, conversation_id: str) -> str:
    """For those who erase: also of a room that was deleted. Raises `NotFound` for one that never was."""
    stream = tx.conn.execute(select(conversations.c.stream).where(conversations.c.id == conversation_id)).scalar()
    if stream is None:
        raise NotFound
    return str(stream)


class OldRoom(NamedTuple):
    """A room that is being filled from elsewhere, or was."""

    stream: str
    group_id: str
    last_number: int
    is_live: bool


def old_rooms(tx: Tx, room_ids: Collection[str]) -> dict[str, OldRoom]:
    """For `imports`: also those that nobody can see, yet or any more."""
    columns = (conversations.c.id, conversations.c.stream, conversations.c.group_id, conversations.c.last_number)
    rows = tx.conn.execute(select(*columns, LIVE.label("is_live")).where(conversations.c.id.in_(room_ids)))
    return {id: OldRoom(stream, group_id or "", last, bool(live)) for id, stream, group_id, last, live in rows}


def stream_of(tx: Tx, conversation_id: str) -> str:
    """For those who have checked. Raises `NotFound`."""
    for stream in streams_of(tx, [conversation_id]).values():
        return stream
    raise NotFound


def rooms_of(tx: Tx, user_id: str) -> list[Room]:
    """Every room that this user may read, in all groups, the oldest first. Without last messages; four statements."""
    mine = member_group_ids(user_id)
    open_ones = select(*_COLUMNS).where(conversations.c.group_id.in_(mine), _IS_OPEN, LIVE)
    private = _listed(user_id, "room")
    rows = [*_conversations(tx, open_ones), *_conversations(tx, private)]
    people = _readers(tx, [row.id for row in rows if row.is_private])
    rows.sort(key=lambda row: (row.created_at, row.id))
    return [_room(row, people.get(row.id)) for row in rows]


def chats_of(tx: Tx, user_id: str) -> list[Chat]:
    """This user's chats, the oldest first. Without last messages; two statements."""
    rows = _conversations(tx, _listed(user_id, "chat").order_by(*_IN_ORDER))
    users = users_by_id(tx, {person for row in rows for person in policy.people_of(row.people or "")})
    return [_chat(row, users) for row in rows]


def room_of(tx: Tx, room_id: str) -> Room:
    """For those who have checked. Raises `NotFound`."""
    row = _one(tx, room_id, "room")
    return _room(row, _readers(tx, [room_id]).get(room_id, []) if row.is_private else None)


def chat_of(tx: Tx, chat_id: str) -> Chat:
    """For those who have checked. Raises `NotFound`."""
    row = _one(tx, chat_id, "chat")
    return _chat(row, users_by_id(tx, policy.people_of(row.people or "")))


def chat_ids_of(tx: Tx, user_id: str) -> list[str]:
    """In the order of their streams' names, in which they are locked."""
    mine = select(conversations.c.id).join(readers, readers.c.conversation_id == conversations.c.id)
    mine = mine.where(readers.c.user_id == user_id, conversations.c.kind == "chat", LIVE)
    return list(tx.conn.execute(mine.order_by(conversations.c.id)).scalars())


def chat_between(tx: Tx, people: Iterable[str]) -> str | None:
    """The id of the chat of exactly these people, given in order."""
    same = conversations.c.people == policy.people_key(people)
    return tx.conn.execute(select(conversations.c.id).where(same)).scalar()


def private_rooms_in(tx: Tx, group_id: str, *, reader: str | None = None) -> list[Conversation]:
    """The group's private rooms, or those of them that this user reads, in the order of their streams' names."""
    rows = select(*_COLUMNS).where(conversations.c.group_id == group_id, ~_IS_OPEN, LIVE)
    if reader is not None:
        rows = rows.join(readers, readers.c.conversation_id == conversations.c.id).where(readers.c.user_id == reader)
    return _conversations(tx, rows.order_by(conversations.c.stream))


def group_of_room(tx: Tx, room_id: str) -> str | None:
    """For those who check then; None for a chat and for what is not there."""
    return tx.conn.execute(select(conversations.c.group_id).where(conversations.c.id == room_id, LIVE)).scalar()


def readers_of(tx: Tx, conversation_id: str) -> list[str]:
    """Who reads a private room or a chat, in order."""
    return _readers(tx, [conversation_id]).get(conversation_id, [])


def has_other_readers(tx: Tx, conversation_id: str, user_id: str) -> bool:
    """Whether somebody else still reads this chat: accounts that were deleted do not."""
    return _OTHER_READER.first(tx, conversation_id=conversation_id, user_id=user_id) is not None


def floors_of(tx: Tx, user_id: str) -> dict[str, int]:
    """The streams of this user's private rooms and chats, each with the floor below which they get nothing."""
    mine = select(conversations.c.stream, readers.c.floor).join(
        readers, readers.c.conversation_id == conversations.c.id
    )
    rows = tx.conn.execute(mine.where(readers.c.user_id == user_id, LIVE))
    return {row.stream: row.floor for row in rows}


def readers_among(tx: Tx, conversation: Conversation, user_ids: Collection[str]) -> set[str]:
    """Those of these people who read the conversation."""
    if conversation.people is None and not conversation.is_private and conversation.group_id is not None:
        return members_among(tx, conversation.group_id, user_ids)
    mine = (readers.c.conversation_id == conversation.id) & readers.c.user_id.in_(user_ids)
    return set(tx.conn.execute(select(readers.c.user_id).where(mine)).scalars())


def ids_read_by(user_id: str) -> CompoundSelect[tuple[str]]:
    """Of everything that this user reads."""
    mine = conversations.c.group_id.in_(member_group_ids(user_id))
    return union_all(
        select(conversations.c.id).where(mine, _IS_OPEN, LIVE),
        select(readers.c.conversation_id).where(readers.c.user_id == user_id),
    )


def _listed(user_id: str, kind: Kind) -> Select[Any]:
    rows = select(*_COLUMNS).join(readers, readers.c.conversation_id == conversations.c.id)
    return rows.where(readers.c.user_id == user_id, conversations.c.kind == kind, LIVE)


def _one(tx: Tx, id: str, kind: Kind) -> Conversation:
    rows = select(*_COLUMNS).where(conversations.c.id == id, conversations.c.kind == kind, LIVE)
    for row in _conversations(tx, rows):
        return row
    raise NotFound


def _conversations(tx: Tx, rows: Select[Any]) -> list[Conversation]:
    return [Conversation(*row) for row in tx.conn.execute(rows)]


def _readers(tx: Tx, conversation_ids: Collection[str]) -> dict[str, list[str]]:
    people: dict[str, list[str]] = {}
    if conversation_ids:
        rows: Iterable[Row[Any]] = tx.conn.execute(
            select(readers.c.conversation_id, readers.c.user_id)
            .where(readers.c.conversation_id.in_(conversation_ids))
            .order_by(readers.c.user_id)
        )
        for row in rows:
            people.setdefault(row.conversation_id, []).append(row.user_id)
    return people


def _room(row: Conversation, people: list[str] | None) -> Room:
    assert row.group_id is not None
    return Room(
        id=row.id,
        group_id=row.group_id,
        stream=row.stream,
        topic=row.topic,
        private=row.is_private,
        member_ids=people,
        created_by=row.created_by,
        created_at=rfc3339(row.created_at),
        last_number=row.last_number,
        first_number=row.first_number,
        last_message=None,
        call=None,
    )


def _chat(row: Conversation, users: dict[str, User]) -> Chat:
    return Chat(
        id=row.id,
        stream=row.stream,
        users=[users[person] for person in policy.people_of(row.people or "")],
        created_at=rfc3339(row.created_at),
        last_number=row.last_number,
        last_message=None,
        call=None,
    )
