"""The job of an import: reads the archive to its end, then (once somebody has said who is who) writes it.

It works for a while and leaves itself again. What it has open stays in this process in between; after a kill it is
opened anew, and what is written already is passed over.
"""

import asyncio
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import structlog

from distributed_chat.files.queries import readable_file
from distributed_chat.imports import actions, policy
from distributed_chat.imports.archives import clear, fetch, open_source
from distributed_chat.imports.checking import checked
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.naming import place_of
from distributed_chat.imports.queries import ImportRow, Writer, row_of
from distributed_chat.imports.readers.zipped import translated
from distributed_chat.imports.records import Person, Source
from distributed_chat.imports.schemas import MOST_PEOPLE, ImportToWork
from distributed_chat.imports.writing import Writing
from distributed_chat.kernel.errors import DomainError, NotAllowed, NotFound, Unavailable
from distributed_chat.web import Services

SLICE = 15.0
"""Seconds. A job has 60."""
READ_SECONDS = 45.0
"""Opening an archive and a slice of its reading. What takes longer would be tried for ever, so it fails."""
READ_AT_ONCE = 2_000
LONGEST_KEY = 200
OUR_FAULT = "That went wrong on this server. Its log says more."
_log = structlog.get_logger("imports")


class _Opened:
    """An archive that this process has open."""

    def __init__(self, folder: Path, source: Source) -> None:
        self.folder = folder
        self.source = source
        self.reading: Reading | None = None
        self.writing: Writing | None = None

    def close(self) -> None:
        self.source.close()
        clear(self.folder)


opened_here: dict[str, _Opened] = {}
"""By import."""


class Reading:
    """Reads all messages once: whether they can be read, how many there are, and who wrote them."""

    def __init__(self, row: ImportRow, source: Source) -> None:
        self._name = row.name
        self._source = source
        self._messages = checked(source.messages())
        self._written: Counter[str] = Counter()

    @property
    def total(self) -> int:
        return self._written.total()

    def some(self) -> bool:
        """False when there are no more. Blocks. Raises `ArchiveIsWrong`."""
        with translated(self._name):
            before = self.total
            self._written.update(one.author for one in islice(self._messages, READ_AT_ONCE))
        if len(self._written) > MOST_PEOPLE or self.total > policy.MOST_MESSAGES:
            raise ArchiveIsWrong(self._name, "more people or messages than can be imported at once.")
        return self.total > before

    def writers(self) -> list[Writer]:
        """Who wrote most comes first; whoever wrote nothing is left out unless there is room for all."""
        people = {person.key: person for person in self._source.people()}
        if any(len(key) > LONGEST_KEY for key in people):
            raise ArchiveIsWrong(self._name, "somebody's id is too long.")
        for key in self._written:
            people.setdefault(key, Person(key=key, first_name=key[:60]))
        if len(self._source.rooms()) > policy.MOST_ROOMS:
            raise ArchiveIsWrong(self._name, "more rooms than can be imported at once.")
        found = [_writer(person, self._written[person.key]) for person in people.values()]
        return sorted(found, key=lambda one: (-one.messages, one.first_name, one.key))[:MOST_PEOPLE]


async def work(payload: ImportToWork, services: Services) -> None:
    """One slice. Whatever is wrong with the archive ends the import with a sentence."""
    row = await services.database.read(lambda tx: row_of(tx, payload.import_id))
    if row is None or row.state not in {"reading", *policy.WORKS}:
        await _close(payload.import_id, services)
        return
    try:
        is_over = await _slice(row, services)
    except Unavailable:
        raise
    except DomainError as error:
        why = "You lead that group no more." if isinstance(error, NotFound | NotAllowed) else error.message
        await services.database.write(lambda tx: actions.fail(tx, row.id, why))
        is_over = True
    except Exception:
        # A mistake of ours, or a database that refuses: tried again it would be the same, and whoever waits is told.
        _log.exception("import_failed", id=row.id)
        await services.database.write(lambda tx: actions.fail(tx, row.id, OUR_FAULT))
        is_over = True
    except BaseException:
        await asyncio.shield(_close(row.id, services))
        raise
    if is_over:
        await _close(row.id, services)
    else:
        await services.database.write(lambda tx: actions.go_on(tx, row.id))


async def give_up(payload: ImportToWork, services: Services) -> None:
    await services.database.write(lambda tx: actions.give_up(tx, payload.import_id))


async def _slice(row: ImportRow, services: Services) -> bool:
    until = time.monotonic() + SLICE
    limit = asyncio.timeout(READ_SECONDS)
    try:
        async with limit:
            opened = opened_here.get(row.id) or await _open(row, services)
            if row.state == "reading":
                return await _read(row, services, opened, until)
    except TimeoutError:
        if not limit.expired():
            raise
        raise ArchiveIsWrong(row.name, "it takes too long to read.") from None
    opened.writing = opened.writing or Writing(services, row, opened.source)
    return await opened.writing.step(until)


async def _read(row: ImportRow, services: Services, opened: _Opened, until: float) -> bool:
    reading = opened.reading = opened.reading or Reading(row, opened.source)
    while await asyncio.to_thread(reading.some):
        await services.database.write(lambda tx: actions.note_progress(tx, row.id, total=reading.total))
        if time.monotonic() >= until:
            return False
    await _finish_reading(row, services, opened.source, reading)
    return True


async def _finish_reading(row: ImportRow, services: Services, source: Source, reading: Reading) -> None:
    writers = await asyncio.to_thread(reading.writers)
    notes = await asyncio.to_thread(source.notes)
    await services.database.write(
        lambda tx: actions.finish_reading(
            tx,
            row.id,
            kind=source.kind,
            place=place_of(source.kind, source.place),
            group_name=source.name,
            writers=writers,
            notes=notes,
        )
    )


async def _open(row: ImportRow, services: Services) -> _Opened:
    """Raises `ArchiveIsWrong`, and `NotFound` for an upload that is gone."""
    folder = services.settings.data / "imports" / row.id
    found = await services.database.read(lambda tx: readable_file(tx, row.file_id or "", row.user_id))
    await asyncio.to_thread(clear, folder)
    try:
        await fetch(services.blobs, found, folder / "archive")
        source = await asyncio.to_thread(open_source, folder / "archive", row.kind, row.name, row.part)
    except BaseException:
        await asyncio.to_thread(clear, folder)
        raise
    opened = opened_here[row.id] = _Opened(folder, source)
    return opened


async def _close(import_id: str, services: Services) -> None:
    """Nothing of it is left on the disk, also of what a killed process had open."""
    opened = opened_here.pop(import_id, None)
    if opened is not None:
        await asyncio.to_thread(opened.close)
    await asyncio.to_thread(clear, services.settings.data / "imports" / import_id)


def _writer(person: Person, messages: int) -> Writer:
    return Writer(
        key=person.key,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        id=person.id,
        messages=messages,
    )
