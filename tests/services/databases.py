"""A fresh, migrated database for a test, on SQLite or, under `python -m tests.services.postgres`, on PostgreSQL.

Migrations run once per process: each test's database is a copy of that one (a file copy, or CREATE DATABASE …
TEMPLATE), which takes milliseconds.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.services.postgres import ADDRESS

Migrate = Callable[[str], None]  # brings the database at a URL to the newest schema and closes it


class Databases:
    """Copies of one migrated database. Close with `drop` when the process that made them ends."""

    def __init__(self, folder: Path, migrate: Migrate) -> None:
        self._folder = folder
        self._server = os.environ.get(ADDRESS)
        self._template = f"template_{secrets.token_hex(4)}"
        migrate(self._create(self._template))

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The URL of a database nobody else uses, dropped afterwards, whoever is still connected."""
        name = f"test_{secrets.token_hex(6)}"
        url = self._create(name, copy_of=self._template)
        try:
            yield url
        finally:
            self._drop(name)

    def drop(self) -> None:
        self._drop(self._template)

    def _create(self, name: str, *, copy_of: str | None = None) -> str:
        if self._server is None:
            if copy_of is not None:
                shutil.copy(self._file(copy_of), self._file(name))
            return f"sqlite:///{self._file(name)}"
        of = sql.SQL("") if copy_of is None else sql.SQL(" TEMPLATE {}").format(sql.Identifier(copy_of))
        self._on_server(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + of)
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)

    def _drop(self, name: str) -> None:
        if self._server is None:
            for file in self._folder.glob(f"{name}.sqlite*"):
                file.unlink()
        else:
            self._on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite"

    def _on_server(self, statement: sql.Composed) -> None:
        assert self._server is not None
        plain = make_url(self._server).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement)
