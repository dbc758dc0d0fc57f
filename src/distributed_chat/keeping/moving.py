"""`distributed migrate`: a grown instance from SQLite to PostgreSQL, with everything kept and compared.

The source is only read, and a note beside it says that it lives elsewhere now. What was begun in the target is thrown
away by the next try, and no server starts on it.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from distributed_chat.db import metadata
from distributed_chat.db.engines import FileLock, make_engine, moved_note
from distributed_chat.db.migrate import migrate, scripts
from distributed_chat.db.schema import UNFINISHED, instance
from distributed_chat.keeping import databases
from distributed_chat.keeping.databases import CannotKeep
from distributed_chat.keeping.verify import verify_database
from distributed_chat.search.entries import tsvector_of

Progress = Callable[..., None]
"""(what, done=, total=)"""
ROWS = 5_000
LEFT_BEHIND = {"copies", "fences"}
"""What is said among the copies of one moment."""


class Moved(NamedTuple):
    tables: int
    rows: int
    said: list[str]


def move(source: Path, target: sa.URL, tell: Progress = lambda *_: None) -> Moved:
    """Raises `CannotKeep`, and `DatabaseIsInUse` while a server runs on the source."""
    if not source.is_file():
        raise CannotKeep(f"There is no database at {source}.")
    lock = FileLock(source.with_name(source.name + ".lock"))
    old = make_engine(sa.make_url(f"sqlite:///{source}"), connections=1, writes=False)
    new = make_engine(target, connections=1, writes=True)
    try:
        with old.connect() as reader, new.connect() as writer:
            return _noted(source, _move(reader, writer, tell))
    except sa.exc.DBAPIError as error:
        raise CannotKeep(f"The database says: {str(error.orig).strip()}") from None
    finally:
        old.dispose()
        new.dispose()
        lock.release()


def _noted(source: Path, moved: Moved) -> Moved:
    """Nobody starts the old one by mistake."""
    moved_note(source).write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n")
    return moved


def _move(reader: sa.Connection, writer: sa.Connection, tell: Progress) -> Moved:
    _check_schema(reader)
    _prepare(writer)
    counts = databases.counts(reader)
    tables = [table for table in metadata.sorted_tables if table.name not in LEFT_BEHIND]
    with writer.begin():
        writer.exec_driver_sql("SET LOCAL statement_timeout = 0")
        for table in tables:
            _copy(reader, writer, table, partial(tell, table.name, total=counts[table.name]))
        writer.execute(_marks())
    with writer.begin():
        writer.exec_driver_sql("SET LOCAL statement_timeout = 0")
        _compare(reader, writer, tables, tell)
        writer.exec_driver_sql("ANALYZE")
        found = verify_database(writer)
        if found.fault is not None:
            raise CannotKeep(f"What came out is not whole: {found.fault}.")
        writer.execute(sa.delete(instance).where(instance.c.key == UNFINISHED))
    return Moved(len(tables), sum(counts[table.name] for table in tables), found.said)


def _check_schema(reader: sa.Connection) -> None:
    """Both sides have the newest: the program that runs on the source has brought it there."""
    found = reader.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if found != scripts().get_current_head():
        raise CannotKeep("The source has another schema than this program: start it once with this version.")


def _prepare(writer: sa.Connection) -> None:
    """An empty target, or one where an earlier try ended in the middle."""
    there = sa.inspect(writer).get_table_names()
    writer.rollback()
    if there:
        with writer.begin():
            known = "instance" in there and writer.execute(_unfinished()).first() is not None
            if not known:
                raise CannotKeep("The PostgreSQL database is not empty. Make a new one: createdb distributed.")
            writer.exec_driver_sql("DROP SCHEMA public CASCADE")
            writer.exec_driver_sql("CREATE SCHEMA public")
    migrate(writer)
    with writer.begin():
        writer.execute(_marks())


def _unfinished() -> sa.Select[Any]:
    return sa.select(instance.c.key).where(instance.c.key == UNFINISHED)


def _marks() -> sa.Insert:
    return sa.insert(instance).values(key=UNFINISHED, value="moving")


def _copy(reader: sa.Connection, writer: sa.Connection, table: sa.Table, tell: Callable[..., None]) -> None:
    """By COPY, in the order in which the rows came: what a row refers to in its own table came before it."""
    if table is instance:
        writer.execute(sa.delete(instance))
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    done = 0
    cursor = writer.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as into:
        for row in _rows(reader, table, sa.literal_column("rowid")):
            into.write_row(_translated(table, row))
            done += 1
            if done % ROWS == 0:
                tell(done=done)
    cursor.close()
    tell(done=done)


def _rows(connection: sa.Connection, table: sa.Table, *order: sa.ColumnElement[Any]) -> Iterator[Sequence[Any]]:
    with connection.execute(sa.select(table).order_by(*order).execution_options(yield_per=ROWS)) as found:
        yield from found


def _translated(table: sa.Table, row: Sequence[Any]) -> Sequence[Any]:
    if table.name == "search_entries":
        values = dict(zip(table.columns.keys(), row, strict=True))
        values["words"] = tsvector_of(values["words"], values["id"])
        return list(values.values())
    for column, value in zip(table.columns, row, strict=True):
        if isinstance(value, str) and "\0" in value:
            raise CannotKeep(f"A text in {table.name}.{column.name} has a NUL character, which PostgreSQL can't keep.")
    return row


def _compare(reader: sa.Connection, writer: sa.Connection, tables: Sequence[sa.Table], tell: Progress) -> None:
    """Every value of every row, read back. Raises `CannotKeep`."""
    for done, table in enumerate(tables, start=1):
        tell("comparing", done=done, total=len(tables))
        if table.name == "search_entries":
            continue  # kept in another form
        if _hash(reader, table) != _hash(writer, table):
            raise CannotKeep(f"The rows of {table.name} are not what they were.")


def _hash(connection: sa.Connection, table: sa.Table) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for row in _rows(connection, table, *table.primary_key.columns):
        if table is instance and row[0] == UNFINISHED:
            continue
        digest.update(repr([bytes(it) if isinstance(it, memoryview) else it for it in row]).encode())
        count += 1
    return count, digest.hexdigest()
