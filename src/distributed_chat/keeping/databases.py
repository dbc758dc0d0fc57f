"""A database into a file and back, of either kind."""

import contextlib
import shutil
import sqlite3
import subprocess
from pathlib import Path

import sqlalchemy as sa

from distributed_chat.config import Settings
from distributed_chat.db import metadata
from distributed_chat.db.engines import database_url, make_engine

SQLITE, DUMP = "distributed.sqlite3", "distributed.dump"


class CannotKeep(Exception):
    """Why not, in a sentence for whoever typed the command."""


def dump(settings: Settings, folder: Path) -> Path:
    """One moment of the database, beside whatever is written meanwhile. Raises `CannotKeep`."""
    url = database_url(settings)
    if url.get_backend_name() == "sqlite":
        target = folder / SQLITE
        _copy_sqlite(Path(str(url.database)), target)
        return target
    target = folder / DUMP
    run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", libpq(url))
    return target


def _copy_sqlite(source: Path, target: Path) -> None:
    """In one step: a reader of a write-ahead log sees one moment, and holds nobody up."""
    if not source.is_file():
        raise CannotKeep(f"There is no database at {source}.")
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as reader, sqlite3.connect(target) as writer:
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")
    reader.close()
    writer.close()


def load(kept: Path, url: sa.URL) -> None:
    """Into a place where nothing is. Raises `CannotKeep`."""
    if kept.name == SQLITE:
        shutil.copyfile(kept, str(url.database))
        Path(str(url.database)).chmod(0o600)
        return
    if tables_in(url):
        raise CannotKeep("The PostgreSQL database is not empty. Make a new one: createdb distributed.")
    run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={libpq(url)}", str(kept))


def counts(connection: sa.Connection) -> dict[str, int]:
    """Rows of each table."""
    count = sa.select(sa.func.count())
    return {t.name: connection.execute(count.select_from(t)).scalar_one() for t in metadata.sorted_tables}


def counts_in_file(file: Path) -> dict[str, int]:
    """As `counts`, of a copy that must not change by being looked at."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as reader:
        names = [table.name for table in metadata.sorted_tables]
        return {name: reader.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def tables_in(url: sa.URL) -> list[str]:
    engine = make_engine(url, connections=1, writes=True)
    try:
        with engine.connect() as connection:
            return sa.inspect(connection).get_table_names()
    except sa.exc.DBAPIError as error:
        raise CannotKeep(f"The database can't be opened: {str(error.orig).strip()}") from None
    finally:
        engine.dispose()


def libpq(url: sa.URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs. Raises `CannotKeep`."""
    path = _find(program)
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotKeep(f"{program}: {done.stderr.strip() or done.returncode}")


def _find(program: str) -> str:
    """The newest there is: an older one than the server refuses."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which(program)
    if found is None:
        raise CannotKeep(f"{program} is not here; on Debian and Ubuntu: apt-get install postgresql-client.")
    return found
