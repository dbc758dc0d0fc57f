"""What was written by an earlier version is still there after an upgrade, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, MetaData, make_url

from distributed_chat.db.engines import make_engine
from distributed_chat.db.migrate import scripts
from distributed_chat.kernel.ids import new_id
from tests.services.databases import Databases


def steps(connection: Connection, *, after: str = "", up_to: str = "9999") -> None:
    """Runs these migrations, without noting it: nothing else opens the database."""
    with connection.begin(), Operations.context(MigrationContext.configure(connection)):
        for revision in reversed(list(scripts().walk_revisions())):
            if after < revision.revision <= up_to:
                revision.module.upgrade()


@pytest.fixture
def before_messages(databases: Databases, tmp_path: Path) -> Iterator[Connection]:
    """A database as 0002 left it. (`databases` marks the test.)"""

    def migrate(url: str) -> None:
        engine = make_engine(make_url(url), connections=1, writes=True)
        with engine.connect() as connection:
            steps(connection, up_to="0002")
        engine.dispose()

    old = Databases(tmp_path, migrate)
    with old.fresh() as url:
        engine = make_engine(make_url(url), connections=1, writes=True)
        with engine.connect() as opened:
            yield opened
        engine.dispose()
    old.drop()


def add(connection: Connection, table: str, **known: object) -> None:
    """A row; what is not known is zero or nothing, as its column allows."""
    found = sa.Table(table, MetaData(), autoload_with=connection)
    kinds: dict[type, object] = {sa.Boolean: False, sa.LargeBinary: b"", sa.String: "", sa.Text: ""}
    rest = {
        column.name: next((value for kind, value in kinds.items() if isinstance(column.type, kind)), 0)
        for column in found.columns
        if not column.nullable and column.name not in known
    }
    connection.execute(found.insert().values(**rest, **known))


def test_messages_of_before_keep_their_place_and_have_nothing_on_them(before_messages: Connection) -> None:
    connection = before_messages
    ann, chat, first, second = (new_id() for _ in range(4))
    with connection.begin():
        add(connection, "users", id=ann, kind="person")
        add(connection, "conversations", id=chat, kind="chat", stream=f"chat:{chat}", created_by=ann, last_number=2)
        for number, id in enumerate((first, second), start=1):
            add(connection, "messages", id=id, conversation_id=chat, number=number, author_id=ann, text=f"{number}")
        add(connection, "markers", user_id=ann, conversation_id=chat, number=2)
    steps(connection, after="0002")
    with connection.begin():
        columns = "id, timeline_id, number, text, kind, extras, thread_count, deleted_at"
        rows = connection.exec_driver_sql(f"SELECT {columns} FROM messages ORDER BY number").all()
        assert [tuple(row) for row in rows] == [
            (first, chat, 1, "1", "text", 0, 0, None),
            (second, chat, 2, "2", "text", 0, 0, None),
        ]
        assert connection.exec_driver_sql("SELECT number, unread_from FROM markers").one() == (2, None)
    with pytest.raises(sa.exc.IntegrityError), connection.begin():
        add(connection, "messages", id=new_id(), conversation_id=chat, timeline_id=chat, number=2, author_id=ann)
    with pytest.raises(sa.exc.IntegrityError), connection.begin():
        add(connection, "messages", id=new_id(), conversation_id=new_id(), timeline_id=chat, number=3, author_id=ann)
