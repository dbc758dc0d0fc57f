"""The schema that migrations make is the schema that the code means, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, make_url, text

from distributed_chat.app import TABLES
from distributed_chat.db import DatabaseIsNewer
from distributed_chat.db.engines import make_engine
from distributed_chat.db.migrate import is_in_the_code, migrate, scripts
from tests.services.databases import Databases


@pytest.fixture
def connection(databases: Databases) -> Iterator[Connection]:
    with databases.fresh() as url:
        engine = make_engine(make_url(url), connections=1, writes=True)
        with engine.connect() as opened:
            yield opened
        engine.dispose()


def test_the_migrated_schema_is_the_one_in_the_code(connection: Connection) -> None:
    with connection.begin():
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_in_the_code})
        assert compare_metadata(context, TABLES) == []


def test_the_comparison_sees_a_column_that_no_migration_made(connection: Connection) -> None:
    with connection.begin():
        connection.execute(text("ALTER TABLE jobs ADD COLUMN forgotten TEXT"))
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_in_the_code})
        assert len(compare_metadata(context, TABLES)) == 1


def test_migrating_again_changes_nothing(connection: Connection) -> None:
    migrate(connection)
    migrate(connection)
    with connection.begin():
        assert MigrationContext.configure(connection).get_current_revision() == scripts().get_current_head()


def test_a_newer_database_is_refused_in_words(connection: Connection) -> None:
    with connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseIsNewer, match="later version"):
        migrate(connection)


def test_there_is_one_line_of_migrations() -> None:
    files = list(Path(scripts().versions).glob("*.py"))
    assert len(scripts().get_heads()) == 1
    assert len(list(scripts().walk_revisions())) == len(files)
