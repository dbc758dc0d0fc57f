"""Statements of the hot path, compiled once and run by the driver's own cursor: 4 µs where Core takes 24 (SQLite)."""

from collections.abc import Callable, Generator, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from distributed_chat.db.tx import Tx

_CHANGES = "changes"
_Pick = Callable[[dict[str, Any]], Any]
"""From named values to the tuple that a driver with `?` wants."""


class Prepared:
    """A Core statement with named `bindparam`s. Values go to the driver as they are: text, whole numbers, bytes, None.

    No `IN` with a list of varying length: its SQL would not be the same each time.
    """

    __slots__ = ("_compiled", "_statement", "_writes")

    def __init__(self, statement: sa.Executable) -> None:
        self._statement = statement
        self._writes = not isinstance(statement, sa.Select)
        self._compiled: dict[str, tuple[str, _Pick | None, dict[str, Any]]] = {}

    def first(self, tx: Tx, **values: Any) -> tuple[Any, ...] | None:
        """The first row as a plain tuple, in the order of the selected or returned columns."""
        row: tuple[Any, ...] | None = self._cursor(tx, values).fetchone()
        return row

    def all(self, tx: Tx, **values: Any) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._cursor(tx, values).fetchall()
        return rows

    def each(self, tx: Tx, **values: Any) -> Generator[tuple[Any, ...]]:
        """The rows as SQLite finds them: whoever stops early makes it stop. Close it (`contextlib.closing`)."""
        cursor = self._cursor(tx, values)
        try:
            yield from cursor
        finally:
            cursor.close()

    def run(self, tx: Tx, **values: Any) -> int:
        """For a statement without rows; returns how many it changed."""
        changed: int = self._cursor(tx, values).rowcount
        return changed

    def _cursor(self, tx: Tx, values: dict[str, Any]) -> Any:
        text, pick, constants = self._compiled.get(tx.dialect) or self._compile(tx)
        named = {**constants, **values} if constants else values
        parameters = named if pick is None else pick(named)
        try:
            cursor = driver_cursor(tx.conn)
            cursor.execute(text, parameters)
        except Exception as error:
            raise _as_sqlalchemy_says(error, tx, text, values) from error
        if self._writes and tx.dialect == "postgresql":
            note_changes(tx.conn, cursor.rowcount)
        return cursor

    def _compile(self, tx: Tx) -> tuple[str, _Pick | None, dict[str, Any]]:
        compiled: Any = self._statement.compile(dialect=tx.conn.dialect)  # type: ignore[attr-defined]  # every clause has it
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        pick = _picker(compiled.positiontup) if compiled.positional else None
        made = self._compiled[tx.dialect] = (str(compiled), pick, constants)
        return made


def _picker(names: Sequence[str]) -> _Pick:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def note_changes(connection: sa.Connection, rows: int) -> None:
    """For `changes_on`. `rows` is -1 where the driver does not know."""
    connection.info[_CHANGES] = connection.info.get(_CHANGES, 0) + abs(rows)


def changes_on(connection: sa.Connection) -> int:
    """How many rows were ever changed on this connection of a writer's. The same as before: none since."""
    if connection.dialect.name == "postgresql":
        return int(connection.info.get(_CHANGES, 0))
    return int(driver_connection(connection).total_changes)


def driver_connection(connection: sa.Connection) -> Any:
    """What the driver itself made, with everything that Core does not know of."""
    return connection.connection.driver_connection


def driver_cursor(connection: sa.Connection) -> Any:
    """A cursor of the driver itself, in the transaction that the connection is in."""
    return driver_connection(connection).cursor()


def _as_sqlalchemy_says(error: Exception, tx: Tx, text: str, values: dict[str, Any]) -> BaseException:
    """What every other statement raises, so that faults of the database are put into words in one place."""
    driver_errors = tx.conn.dialect.loaded_dbapi.Error
    if not isinstance(error, driver_errors):
        return error
    return sa.exc.DBAPIError.instance(text, values, error, driver_errors, dialect=tx.conn.dialect)
