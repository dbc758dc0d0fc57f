"""An upgrade that dies at any statement leaves the database as it was, and the next start brings it to its end."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from distributed_chat.db.engines import make_engine
from distributed_chat.db.migrate import migrate, scripts

EVERY = 23
"""A prime: over all statements of a fresh schema it dies at one in so many."""


class Killed(BaseException):
    """Nobody catches it, as nobody catches kill -9."""


def statements_of(engine: sa.Engine, die_at: int | None = None) -> int:
    """Migrates; how many statements that took. Raises `Killed` at the one that is named."""
    count = 0

    def look(*_: object) -> None:
        nonlocal count
        count += 1
        if count == die_at:
            raise Killed

    sa.event.listen(engine, "before_cursor_execute", look)
    try:
        with engine.connect() as connection:
            migrate(connection)
    finally:
        sa.event.remove(engine, "before_cursor_execute", look)
    return count


def tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def test_it_may_die_anywhere(tmp_path: Path) -> None:
    whole = make_engine(sa.make_url(f"sqlite:///{tmp_path / 'whole.sqlite'}"), connections=1, writes=True)
    total = statements_of(whole)
    assert total > 100
    for die_at in range(1, total, EVERY):
        engine = make_engine(sa.make_url(f"sqlite:///{tmp_path / f'{die_at}.sqlite'}"), connections=1, writes=True)
        with pytest.raises(Killed):
            statements_of(engine, die_at)
        engine.dispose()  # the process is gone
        assert tables(engine) == set()
        statements_of(engine)
        assert tables(engine) == tables(whole)
        with engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        assert found == scripts().get_current_head()
        engine.dispose()
    whole.dispose()
