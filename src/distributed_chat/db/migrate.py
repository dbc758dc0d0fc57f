"""Schema changes, forward only, run at every start; a database of a later version is refused in words.

A new one is written by `python tools/migration.py "what changes"` into `versions/`, and read before it is committed.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from distributed_chat.db.engines import DatabaseIsNewer

FOLDER = Path(__file__).parent / "migrations"
ONE_SIDED = ("search_index", "ix_search_entries_words")
"""What begins with these names is in one of the two databases only: a migration makes it, the tables don't know it."""
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(706947)"


def scripts() -> ScriptDirectory:
    return ScriptDirectory(str(FOLDER))


def is_in_the_code(name: str | None, _kind: str, _parents: object) -> bool:
    """Alembic's `include_name`: what it may compare with the tables."""
    return name is None or not name.startswith(ONE_SIDED)


def migrate(connection: sa.Connection) -> None:
    """Brings the database to the newest schema in one transaction; does nothing when it is there already."""
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(_ONE_AT_A_TIME)
        _upgrade(connection, scripts())


def _upgrade(connection: sa.Connection, directory: ScriptDirectory) -> None:
    # Alembic documents this call for programs that bring no env.py.
    steps = directory._upgrade_revs  # noqa: SLF001
    context = MigrationContext.configure(connection, opts={"fn": lambda at, _context: steps("head", at)})
    known = {revision.revision for revision in directory.walk_revisions()}
    for revision in context.get_current_heads():
        if revision not in known:
            raise DatabaseIsNewer(f"The database was changed by a later version of Distributed (schema {revision}).")
    with Operations.context(context):
        context.run_migrations()
