"""Messages of one room, written as they were: rows, reactions, files, polls and their places in the index, at once.

One transaction, so that a kill leaves whole messages, and the next run goes on behind the last of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select, update

from distributed_chat import streams
from distributed_chat.conversations.actions.old_rooms import fill_old_room
from distributed_chat.conversations.queries import old_rooms
from distributed_chat.conversations.schemas import Entity
from distributed_chat.db import Tx
from distributed_chat.files.actions import attach
from distributed_chat.imports import naming, policy
from distributed_chat.imports.actions.places import RoomPlan
from distributed_chat.imports.records import Mark, Message
from distributed_chat.imports.tables import imports
from distributed_chat.kernel.emoji import one_emoji
from distributed_chat.kernel.ids import is_id
from distributed_chat.messages.actions.old import OldMessage, OldVersion, Written, taken_elsewhere, tell_old, write_old
from distributed_chat.messages.policy import MOST_PINS
from distributed_chat.messages.queries import Extras, messages_by_ids
from distributed_chat.messages.queries.single import pins_count
from distributed_chat.polls.actions import OldPoll, keep_old_poll
from distributed_chat.search.actions import keep_entries
from distributed_chat.search.entries import entry_of


class Chunk(NamedTuple):
    """Messages of one room in their order, at most `policy.AT_ONCE`, and all that their keys mean here."""

    import_id: str
    room: RoomPlan
    messages: Sequence[Message]
    users: Mapping[str, str]
    rooms: Mapping[str, RoomPlan]
    emoji: Mapping[str, str]
    """Ids of what the group made, by name."""
    keeps_ids: bool
    """The keys are ids of ours, to be kept where they are free."""
    files: Mapping[str, Sequence[str]]
    """Uploads for these messages, by key; they belong to the author."""


def missing(tx: Tx, chunk: Chunk) -> set[str]:
    """The keys of those that are not written yet."""
    ids = _ids(tx, chunk)
    there = taken_elsewhere(tx, chunk.room.id, [ids(one.key) for one in chunk.messages])
    return {one.key for one in chunk.messages if ids(one.key) not in there}


def keep_chunk(tx: Tx, chunk: Chunk, *, done: int) -> int | None:
    """Writes what is not there yet, and how far the import is; how many that were. None when the import is over."""
    state = tx.conn.execute(select(imports.c.state).where(imports.c.id == chunk.import_id)).scalar()
    if state not in policy.WORKS:
        return None
    room = old_rooms(tx, [chunk.room.id])[chunk.room.id]
    if chunk.room.is_live:
        streams.lock(tx, room.stream)
        room = old_rooms(tx, [chunk.room.id])[chunk.room.id]
    tx.conn.execute(update(imports).where(imports.c.id == chunk.import_id).values(state="working", done=done))
    if room.is_live != chunk.room.is_live:
        return 0  # somebody deleted it meanwhile: what is new there is new for nobody
    ids = _ids(tx, chunk)
    old = _not_too_many_pins(tx, chunk.room.id, [_old(one, chunk, ids, now=tx.now) for one in chunk.messages])
    written, last_number = write_old(tx, chunk.room.id, old, last_number=room.last_number)
    if not written:
        return 0
    fill_old_room(tx, chunk.room.id, last_number)
    _hang(tx, chunk, ids, written)
    if chunk.room.is_live:
        tell_old(tx, room.stream, list(written))
    else:
        found = messages_by_ids(tx, list(written)).values()
        keep_entries(tx, [(entry_of(one), one.sent_at) for one in found if one.deleted_at is None])
    return len(written)


def _not_too_many_pins(tx: Tx, room_id: str, old: Sequence[OldMessage]) -> list[OldMessage]:
    if not any(one.pinned_by for one in old):
        return list(old)
    left = MOST_PINS - pins_count(tx, room_id)
    kept: list[OldMessage] = []
    for one in old:
        left -= one.pinned_by is not None
        kept.append(one if left >= 0 else one._replace(pinned_at=None, pinned_by=None))
    return kept


def _ids(tx: Tx, chunk: Chunk) -> Callable[[str], str]:
    """From the key of a message to its id here."""
    if not chunk.keeps_ids:
        return lambda key: naming.message_id(chunk.room.id, key)
    asked = {key for one in chunk.messages for key in (one.key, one.reply_to, one.thread_of) if key and is_id(key)}
    elsewhere = taken_elsewhere(tx, chunk.room.id, list(asked))
    taken = streams.taken_among(tx, asked)
    kept = {key for key in asked if (not elsewhere[key] if key in elsewhere else key not in taken)}
    return lambda key: key if key in kept else naming.message_id(chunk.room.id, key)


def _old(one: Message, chunk: Chunk, ids: Callable[[str], str], *, now: int) -> OldMessage:
    """`now`: nobody has said anything later, whatever the archive says."""
    users = chunk.users
    extras = (Extras.FILES if chunk.files.get(one.key) else Extras(0)) | (Extras.POLL if one.poll else Extras(0))
    pinner = users.get(one.pinned_by or one.author) if one.pinned_at is not None else None
    source = users.get(one.forwarded_author or "")
    return OldMessage(
        id=ids(one.key),
        author_id=users[one.author],
        text=one.text,
        sent_at=min(one.at, now),
        kind=one.kind,
        entities=_entities(one.marks, chunk),
        reply_to=ids(one.reply_to) if one.reply_to else None,
        thread_of=ids(one.thread_of) if one.thread_of else None,
        edited_at=one.edited_at,
        deleted_at=one.deleted_at,
        pinned_at=one.pinned_at if pinner else None,
        pinned_by=pinner,
        forwarded_author_id=source if one.forwarded_at is not None else None,
        forwarded_at=one.forwarded_at if source else None,
        reactions=list(_reactions(one, chunk)),
        edits=[OldVersion(edit.text, _entities(edit.marks, chunk), edit.written_at) for edit in one.edits],
        extras=extras,
    )


def _reactions(one: Message, chunk: Chunk) -> Iterable[tuple[str, str]]:
    for reaction in one.reactions:
        emoji = one_emoji(reaction.emoji) or chunk.emoji.get(reaction.emoji)
        if emoji is not None:
            for key in reaction.person_keys:
                if key in chunk.users:
                    yield emoji, chunk.users[key]


def _entities(marks: Sequence[Mark], chunk: Chunk) -> list[Entity]:
    """Those whose keys mean something here; of the others the text stays."""
    found = (_entity(mark, chunk) for mark in marks)
    return [entity for entity in found if entity is not None]


def _entity(mark: Mark, chunk: Chunk) -> Entity | None:
    key, offset, length = mark.key or "", mark.offset, mark.length
    if mark.type == "mention" and key in chunk.users:
        return Entity(type="mention", offset=offset, length=length, user_id=chunk.users[key])
    if mark.type == "room" and key in chunk.rooms:
        return Entity(type="room", offset=offset, length=length, room_id=chunk.rooms[key].id)
    if mark.type == "emoji" and key in chunk.emoji:
        return Entity(type="emoji", offset=offset, length=length, emoji_id=chunk.emoji[key])
    return Entity(type=mark.type, offset=offset, length=length) if mark.type in {"all", "here"} else None


def _hang(tx: Tx, chunk: Chunk, ids: Callable[[str], str], written: Mapping[str, Written]) -> None:
    for one in chunk.messages:
        where = written.get(ids(one.key))
        if where is None:
            continue
        place = (chunk.users[one.author], chunk.room.id, ids(one.key))
        if files := chunk.files.get(one.key):
            attach(tx, *place, files, number=where.number, thread_of=where.thread_of, posted_at=one.at)
        if one.poll is not None:
            cast = [
                (chunk.users[vote.person], vote.place, vote.at) for vote in one.poll.votes if vote.person in chunk.users
            ]
            poll = OldPoll(
                options=one.poll.options,
                multiple=one.poll.multiple,
                anonymous=one.poll.anonymous,
                closes_at=one.poll.closes_at,
                closed_at=one.poll.closed_at,
                votes=tuple(dict.fromkeys(cast)),
            )
            keep_old_poll(tx, chunk.room.id, ids(one.key), chunk.users[one.author], poll)
