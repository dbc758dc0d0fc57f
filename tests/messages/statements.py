"""What a piece of work asks of the database: its statements, and the plan of one of them."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from distributed_chat.db import Tx


def statements_of(tx: Tx, work: Callable[[], object]) -> list[str]:
    """The SQL that the work runs, in order, as the driver gets it."""
    seen: list[str] = []
    driver: Any = tx.conn.connection.driver_connection
    if tx.dialect == "sqlite":
        driver.set_trace_callback(seen.append)
        try:
            work()
        finally:
            driver.set_trace_callback(None)
        return seen
    before = driver.cursor_factory
    driver.cursor_factory = _noting(before, seen)
    try:
        work()
    finally:
        driver.cursor_factory = before
    return seen


def plan_of(tx: Tx, statement: sa.Select[Any], **values: Any) -> str:
    """How the database means to run it, in its own words."""
    explain = "EXPLAIN QUERY PLAN " if tx.dialect == "sqlite" else "EXPLAIN (COSTS OFF) "
    compiled = statement.params(values).compile(dialect=tx.conn.dialect, compile_kwargs={"render_postcompile": True})
    given: Any = compiled.params
    if compiled.positional:
        given = tuple(given[name] for name in compiled.positiontup or ())
    rows = tx.conn.exec_driver_sql(explain + str(compiled), given).all()
    return "\n".join(str(row[-1]) for row in rows)


def _noting(factory: Any, seen: list[str]) -> Any:
    class Noting(factory):  # type: ignore[misc]  # psycopg's own cursor, whatever it is
        def execute(self, query: Any, *rest: Any, **named: Any) -> Any:
            seen.append(str(query))
            return super().execute(query, *rest, **named)

    return Noting
