"""The rows of a stranger's SQLite file: ordinary tables only, no expression of theirs is run, all of it bounded.

What a query gives is checked by type. A query that takes too long is ended, and nothing is closed under one that runs.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers.zipped import translated

T = TypeVar("T", bound=msgspec.Struct)
LOOK_SECONDS = 5.0
"""For the schema, which is read before anything else."""
READ_SECONDS = 20.0
"""For what is asked at once. A job has 60."""
CLOSE_SECONDS = 10.0
LARGEST_VALUE = 1024 * 1024
"""Bytes. The longest text that anybody can write here is an eighth of it."""
LARGEST_ANSWER = 128 * 1024 * 1024
"""Bytes of all rows that are held at once, about."""
BATCH = 500
BATCH_BYTES = 8 * 1024 * 1024
MOST_TABLES = 100
_ROW_BYTES = 64
_STEPS = 10_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}


class Rows:
    """Read only. One thread at a time is inside; `close` ends what runs and waits for it."""

    def __init__(self, path: Path, name: str, tables: Sequence[str]) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._closing = False
        self._until = 0.0
        with translated(name):
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._rows = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        try:
            self._guard(tables)
        except BaseException:
            self._rows.close()
            raise

    def all(self, table: str, shape: type[T], rest: str = "", values: Sequence[Any] = ()) -> list[T]:
        """The columns that the shape names, of all rows. `rest` is ours, never theirs."""
        statement = _select(shape.__struct_fields__, table, rest)
        found = self.ask(statement, values, LARGEST_ANSWER, READ_SECONDS)
        return [self._shaped(table, row, shape) for row in found]

    def each(self, table: str, shape: type[T], only: str = "", values: Sequence[Any] = ()) -> Iterator[T]:
        """All rows in the order that they were written in, of which few are held at once.

        `only`: a condition of ours; what it leaves out costs one pass over the table and nothing more.
        """
        columns = (*shape.__struct_fields__, "rowid")
        condition = f"rowid > ? AND {only}" if only else "rowid > ?"
        statement = _select(columns, table, f"WHERE {condition} ORDER BY rowid LIMIT ?")
        last = -(2**63)
        while found := self.ask(statement, (last, *values, BATCH), BATCH_BYTES, READ_SECONDS, cut=True):
            for *row, place in found:
                if place <= last:
                    raise ArchiveIsWrong(f"{self._name}: {table}", "its rows are in no order.")
                last = place
                yield self._shaped(table, row, shape)

    def count(self, statement: str) -> int:
        """The one number that a statement of ours asks for."""
        [(found,)] = self.ask(statement, (), LARGEST_VALUE, READ_SECONDS)
        return int(found)

    def ask(
        self, statement: str, values: Sequence[Any], most: int, seconds: float, *, cut: bool = False
    ) -> list[tuple[Any, ...]]:
        """The statement is ours. `cut`: what is more than so many bytes is left for the next time; else it is wrong."""
        found: list[tuple[Any, ...]] = []
        size = 0
        with self._lock, translated(self._name):
            if self._closing:
                raise ArchiveIsWrong(self._name, "it is closed.")
            self._until = time.monotonic() + seconds
            try:
                for row in self._rows.execute(statement, values):
                    found.append(row)
                    size += _weight(row)
                    if size > most and cut:
                        break
                    if size > most:
                        raise ArchiveIsWrong(self._name, "it holds more than can be imported at once.")
            except sqlite3.OperationalError as error:
                if self._is_late():
                    raise ArchiveIsWrong(self._name, "its data takes too long to read.") from error
                raise
        return found

    def close(self) -> None:
        """A query that does not end within a while keeps its connection: closed under it, the server would die."""
        if self._closing:
            return
        self._closing = True
        self._rows.interrupt()
        if self._lock.acquire(timeout=CLOSE_SECONDS):
            try:
                self._rows.close()
            finally:
                self._lock.release()

    def _guard(self, tables: Sequence[str]) -> None:
        for limit, most in _LIMITS.items():
            self._rows.setlimit(limit, most)
        self._rows.set_progress_handler(self._is_late, _STEPS)
        for pragma in (
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "mmap_size=0",
            "query_only=ON",
            "automatic_index=OFF",
        ):
            self.ask(f"PRAGMA {pragma}", (), LARGEST_VALUE, LOOK_SECONDS)
        schema = "SELECT type, sql FROM sqlite_schema"
        found = self.ask(f"{schema} LIMIT {MOST_TABLES + 1}", (), LARGEST_ANSWER, LOOK_SECONDS)
        if len(found) > MOST_TABLES or not all(_is_ordinary(*row) for row in found):
            raise ArchiveIsWrong(self._name, "its data is not ours.")
        for table in tables:
            columns = self.ask(f"PRAGMA table_xinfo({table})", (), LARGEST_ANSWER, LOOK_SECONDS)
            # Hidden is what an expression of theirs makes; a column called rowid would stand for what we go by.
            if any(hidden != 0 or name.lower() == "rowid" for _, name, *_, hidden in columns):
                raise ArchiveIsWrong(f"{self._name}: {table}", "its columns are not ours.")

    def _is_late(self) -> bool:
        return self._closing or time.monotonic() > self._until

    def _shaped(self, table: str, row: Sequence[Any], shape: type[T]) -> T:
        try:
            return msgspec.convert(dict(zip(shape.__struct_fields__, row, strict=True)), shape)
        except msgspec.ValidationError as error:
            where = f"{self._name}: {table}, {str(row[0])[:40]}"
            raise ArchiveIsWrong(where, f"not as it should be ({error}).") from error


def _select(columns: Sequence[str], table: str, rest: str) -> str:
    """Of words of ours alone."""
    return " ".join(("SELECT", ", ".join(columns), "FROM", table, rest))


def _is_ordinary(kind: object, sql: object) -> bool:
    """A table that is stored as it is, or the index that SQLite itself makes for a key."""
    if kind == "index":
        return sql is None
    return kind == "table" and isinstance(sql, str) and sql.upper().startswith("CREATE TABLE ")


def _weight(row: tuple[Any, ...]) -> int:
    return _ROW_BYTES + sum(len(value) for value in row if isinstance(value, (str, bytes)))
