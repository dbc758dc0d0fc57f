"""Writes a migration: what the tables in the code have that the newest schema has not.

    .venv/bin/python tools/migration.py "Rooms get a description"

Read what it wrote before you commit it. It compares with a fresh SQLite database; tests/db/test_migrations.py holds the
result to both databases.
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext

from distributed_chat.app import TABLES
from distributed_chat.db import Id, Text
from distributed_chat.db.engines import make_engine
from distributed_chat.db.migrate import FOLDER, is_in_the_code, migrate, scripts

HEAD = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    {body}
'''


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    message = arguments[0]
    before = scripts().get_current_head()
    revision = f"{int(before or 0) + 1:04d}"
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")
    file = FOLDER / "versions" / f"{revision}_{slug}.py"
    quoted = "None" if before is None else f'"{before}"'
    file.write_text(HEAD.format(message=message, revision=revision, before=quoted, body=changes()))
    print(f"Wrote {file.relative_to(Path.cwd())}. Read it, then `ruff format` it.")
    return 0


def changes() -> str:
    with TemporaryDirectory() as folder:
        engine = make_engine(sa.make_url(f"sqlite:///{folder}/empty.sqlite"), connections=1, writes=True)
        with engine.connect() as connection:
            migrate(connection)
            options = {"compare_type": True, "render_item": own_type, "include_name": is_in_the_code}
            context = MigrationContext.configure(connection, opts=options)
            found = produce_migrations(context, TABLES)
            assert found.upgrade_ops is not None
            code = render_python_code(found.upgrade_ops, migration_context=context, render_item=own_type)
        engine.dispose()
    return "\n".join(line for line in code.splitlines() if not line.lstrip().startswith("# ###")).strip()


def own_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our two types by name; the rest as Alembic spells it."""
    if kind == "type" and item is Id:
        return "ID"
    if kind == "type" and item is Text:
        return "TEXT"
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
