"""Puts the records of an archive into rooms, in chunks between which everybody else's writes come first.

It may be ended at any moment and begun again: what is written is found by its id and passed over.
"""

import asyncio
import time
from collections import ChainMap
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import BinaryIO, TypeVar

import msgspec

from distributed_chat.emoji.queries import emoji_in
from distributed_chat.files.actions import Parts
from distributed_chat.files.queries import waits_for
from distributed_chat.files.receiving import keep_stream
from distributed_chat.imports import actions, policy
from distributed_chat.imports.actions import Chunk, RoomPlan
from distributed_chat.imports.checking import checked
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.queries import ImportRow
from distributed_chat.imports.readers.zipped import translated
from distributed_chat.imports.records import File, Mark, Message, Room, Source
from distributed_chat.kernel.errors import Invalid
from distributed_chat.web import Refused, Services

T = TypeVar("T")
TAKEN_AT_ONCE = 200
REST = 0.7
"""Seconds of rest for each second of writing: whoever posts meanwhile waits for one chunk at most."""
FILES_AT_ONCE = 4
MOST_TEXT = 8_000_000
"""Characters that are held at once, and one message more."""
MOST_FILES = 20
"""On one message."""


class Writing:
    """One import that writes. `step` until it returns True."""

    def __init__(self, services: Services, row: ImportRow, source: Source) -> None:
        self._services = services
        self._row = row
        self._source = source
        self._users: dict[str, str] = {}
        self._rooms: dict[str, RoomPlan] = {}
        self._private: dict[str, Sequence[str]] = {}
        """Who reads the private rooms that nobody sees yet, by id."""
        self._users_in: dict[str, Mapping[str, str]] = {}
        """By the id of a private room: who is who in there."""
        self._emoji: dict[str, str] = {}
        self._messages: Iterator[Message] | None = None
        self._waiting: list[Message] = []
        """Read and not written yet."""
        self._done = 0
        self._known = 0
        """Messages that were here before."""
        self._begun_before = row.done > 0
        """A killed run may have written them."""
        self._rooms_here = 0
        """Rooms of this very group, which its own archive brings nothing."""
        self._lost = 0
        """Files that could not become files here."""

    async def step(self, until: float) -> bool:
        """Works until that moment of the monotonic clock; True when everything is written and shown, or over.

        Raises `ArchiveIsWrong`, `NotFound` and `NotAllowed` when whoever imports leads the group no more.
        """
        if self._messages is None:
            await self._prepare()
            self._messages = fitting(checked(self._source.messages()), self._users, self._rooms)
        while True:
            self._waiting = self._waiting or await asyncio.to_thread(self._next, self._messages)
            if not self._waiting:
                return await self._show(until)
            some = at_once(self._waiting)
            if not await self._keep(self._rooms[some[0].room], some):
                return True
            del self._waiting[: len(some)]
            if time.monotonic() >= until:
                return False

    async def _prepare(self) -> None:
        """Who is who and where is what, here."""
        database, row = self._services.database, self._row
        chosen = row.choices
        for people in _chunks(row.writers):
            self._users |= await database.write(partial(actions.take_people, row=row, people=people, chosen=chosen))
        rooms = await asyncio.to_thread(self._source.rooms)
        here = await database.read(partial(actions.never_left, row=row, rooms=rooms))
        rooms = [room for room in rooms if room.key not in here]
        self._rooms_here = len(here)
        for some in _chunks(rooms):
            self._rooms |= await database.write(partial(actions.take_rooms, row=row, rooms=some, users=self._users))
        await self._keep_private(rooms)
        made = await database.read(lambda tx: emoji_in(tx, row.group_id or ""))
        self._emoji = {emoji.name: emoji.id for emoji in made}

    async def _keep_private(self, rooms: Sequence[Room]) -> None:
        """In a private room a member who does not read it is only a name: they could not deny what stands there."""
        database, row = self._services.database, self._row
        members = {key: user for key, user in self._users.items() if row.choices.get(key, "new") != "new"}
        names: dict[str, str] = {}
        for room in rooms:
            plan = self._rooms[room.key]
            if not room.private and not plan.is_live:
                continue
            ask = partial(actions.readers_here, row=row, room=room, plan=plan, users=self._users)
            readers = await database.read(ask)
            if readers is None:
                continue
            if not plan.is_live:
                self._private[plan.id] = sorted(readers)
            outside = {key for key, user in members.items() if user not in readers}
            for people in _chunks([one for one in row.writers if one.key in outside - names.keys()]):
                names |= await database.write(partial(actions.take_people, row=row, people=people, chosen={}))
            self._users_in[plan.id] = ChainMap({key: names[key] for key in outside}, self._users)

    def _next(self, messages: Iterator[Message]) -> list[Message]:
        with translated(self._row.name):
            return some_of(messages)

    async def _keep(self, room: RoomPlan, some: list[Message]) -> bool:
        """One transaction. False when the import is over."""
        database = self._services.database
        chunk = Chunk(
            import_id=self._row.id,
            room=room,
            messages=some,
            users=self._users_in.get(room.id, self._users),
            rooms=self._rooms,
            emoji=self._emoji,
            keeps_ids=self._source.kind == "distributed",
            files={},
        )
        if any(one.files for one in some):
            new = await database.read(partial(actions.missing, chunk=chunk))
            files = {
                one.key: await self._files(one, chunk.users[one.author]) for one in some if one.files and one.key in new
            }
            lost = {one.key for one in some if one.key in new and one.files and not files.get(one.key)}
            kept = [one for one in some if one.key not in lost or one.text.strip() or one.deleted_at]
            chunk = chunk._replace(files=files, messages=kept)
        self._done += len(some)
        began = time.perf_counter()
        written = await database.write(partial(actions.keep_chunk, chunk=chunk, done=self._done))
        await asyncio.sleep(REST * (time.perf_counter() - began))
        self._known += len(chunk.messages) - (written or 0)
        return written is not None

    async def _files(self, one: Message, author_id: str) -> list[str]:
        """Uploads of the author's, looked at as every upload is. What can't be one is left out, and told of."""
        ids: list[str] = []
        for file in one.files[:MOST_FILES]:
            id = await self._upload(author_id, file)
            if id is None:
                self._lost += 1
            else:
                ids.append(id)
        return ids

    async def _upload(self, owner_id: str, file: File) -> str | None:
        """Keeps the id that our own archive names, if it is free. One that a killed run has left is taken as it is."""
        id = file.id
        if id is not None:
            waits = await self._services.database.read(partial(waits_for, file_id=id, user_id=owner_id))
            if waits:
                return id
            id = id if waits is None else None
        parts = Parts(file.name, seconds=file.seconds, waveform=file.waveform)
        try:
            stream = await asyncio.to_thread(self._source.open, file)
            return (await keep_stream(self._services, owner_id, parts, _bytes(stream, file.name), id=id)).id
        except (ArchiveIsWrong, Invalid, Refused):
            return None

    async def _show(self, until: float) -> bool:
        show = partial(actions.show_some, import_id=self._row.id, readers=self._private, more_notes=self._notes())
        while not await self._services.database.write(show):
            if time.monotonic() >= until:
                return False
        return True

    def _notes(self) -> list[str]:
        notes = []
        if self._lost:
            notes.append(f"Not taken over because they could not be read: {self._lost:,} files.")
        if self._rooms_here:
            notes.append(f"Left as they are, because they are rooms of this very group: {self._rooms_here:,}.")
        if self._known and not self._begun_before:
            notes.append(f"Messages that were here already: {self._known:,}.")
        return notes


def some_of(messages: Iterator[Message]) -> list[Message]:
    """The next of them: fewer where they are long."""
    some: list[Message] = []
    size = 0
    for one in islice(messages, policy.AT_ONCE):
        some.append(one)
        size += len(one.text) + sum(len(edit.text) for edit in one.edits)
        if size > MOST_TEXT:
            break
    return some


def at_once(messages: Sequence[Message]) -> list[Message]:
    """The first of them that go together: of one room, and with few files, for each of them takes its time."""
    some: list[Message] = []
    files = 0
    for one in messages:
        files += len(one.files)
        if some and (one.room != some[0].room or files > FILES_AT_ONCE):
            break
        some.append(one)
    return some


def fitting(messages: Iterable[Message], users: dict[str, str], rooms: dict[str, RoomPlan]) -> Iterator[Message]:
    """Those of people and rooms that are taken, each as long as a message may be and of text that can be stored."""
    for one in messages:
        if one.author not in users or one.room not in rooms:
            continue
        text = policy.storable(one.text)
        if text == one.text and len(text) <= policy.LONGEST_TEXT:
            yield one
            continue
        marks = one.marks if len(text) == len(one.text) else ()
        begin = 0
        for place, part in enumerate(policy.parts(text)):
            first = msgspec.structs.replace(one, text=part, marks=_within(marks, begin, len(part)))
            begin += len(part)
            yield first if place == 0 else _following(first, place)


def _following(one: Message, place: int) -> Message:
    """The next part of a text that was cut: only its words."""
    return Message(
        key=f"{one.key}+{place}",
        room=one.room,
        author=one.author,
        at=one.at,
        text=one.text,
        marks=one.marks,
        thread_of=one.thread_of,
    )


def _within(marks: Sequence[Mark], begin: int, length: int) -> tuple[Mark, ...]:
    return tuple(
        msgspec.structs.replace(mark, offset=mark.offset - begin)
        for mark in marks
        if begin <= mark.offset and mark.offset + mark.length <= begin + length
    )


async def _bytes(stream: BinaryIO, where: str) -> AsyncIterator[bytes]:
    def read() -> bytes:
        with translated(where):
            return stream.read(1024 * 1024)

    try:
        while piece := await asyncio.to_thread(read):
            yield piece
    finally:
        await asyncio.to_thread(stream.close)


def _chunks(items: Sequence[T]) -> Iterator[list[T]]:
    for begin in range(0, len(items), TAKEN_AT_ONCE):
        yield list(items[begin : begin + TAKEN_AT_ONCE])
