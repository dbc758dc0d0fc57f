"""`distributed verify`: is everything whole?"""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from distributed_chat.config import Settings
from distributed_chat.db.engines import database_url, make_engine
from distributed_chat.files.queries import pieces_of_everything
from distributed_chat.messages.queries import timeline_with_a_hole
from distributed_chat.streams.walking import walk

Tell = Callable[[str], None]


class Verified(NamedTuple):
    said: list[str]
    """What was looked at, a line each."""
    fault: str | None
    """The first thing that is not whole."""


def verify(settings: Settings, *, files: Path | None) -> Verified:
    """Also of an instance that runs: it reads one moment. `files`: where uploads lie, if they are to be looked at."""
    engine = make_engine(database_url(settings), connections=1, writes=False)
    try:
        with engine.connect() as connection:
            found = verify_database(connection)
            if found.fault is not None or files is None:
                return found
            return _verify_files(connection, files, found.said)
    finally:
        engine.dispose()


def verify_database(connection: sa.Connection) -> Verified:
    said: list[str] = []
    if connection.dialect.name == "sqlite":
        answer = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if answer != "ok":
            return Verified(said, f"SQLite says: {answer}")
        said.append("the file of the database is whole")
    walked = walk(connection)
    if walked.fault is not None:
        return Verified(said, walked.fault)
    said.append(f"{walked.events:,} events in {walked.streams:,} streams follow from each other")
    hole = timeline_with_a_hole(connection)
    if hole is not None:
        return Verified(said, f"the messages of {hole} are not numbered from 1 on")
    said.append("the messages of every conversation are numbered without a hole")
    return Verified(said, None)


def _verify_files(connection: sa.Connection, folder: Path, said: list[str]) -> Verified:
    missing = missing_uploads(connection, folder)
    if missing:
        more = f" (and {len(missing) - 1:,} more)" if len(missing) > 1 else ""
        return Verified(said, f"{missing[0]}{more}")
    count = size = 0
    with contextlib.closing(pieces_of_everything(connection)) as everything:
        for _content_id, pieces in everything:
            count, size = count + 1, size + sum(its for _number, its in pieces)
    return Verified([*said, f"{count:,} uploads are there, {size:,} bytes"], None)


def missing_uploads(connection: sa.Connection, folder: Path) -> list[str]:
    """What is wrong with each upload of which not all bytes are there: `files/ID/0 is missing`."""
    with contextlib.closing(pieces_of_everything(connection)) as everything:
        faults = ((content_id, _fault_of(folder / "files" / content_id, pieces)) for content_id, pieces in everything)
        return [f"files/{content_id}/{fault}" for content_id, fault in faults if fault is not None]


def _fault_of(folder: Path, pieces: Sequence[tuple[int, int]]) -> str | None:
    for number, size in pieces:
        file = folder / str(number)
        there = file.stat().st_size if file.is_file() else None
        if there is None:
            return f"{number} is missing"
        if there != size:
            return f"{number} is {there} bytes long and not {size}"
    return None
