"""`distributed backup`, `restore` and `verify`: beside an instance that runs, or without one."""

import argparse
import asyncio
import contextlib
import shlex
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from distributed_chat.app import TABLES
from distributed_chat.blobs import blobs_of, folder_of
from distributed_chat.cli.words import CannotStart, add_data_option, draw_bar, end_bar, of_an_instance, settings_of
from distributed_chat.config import Settings
from distributed_chat.db import Database, DatabaseIsInUse
from distributed_chat.db.engines import database_url
from distributed_chat.keeping import manifest
from distributed_chat.keeping.backup import backup
from distributed_chat.keeping.databases import CannotKeep
from distributed_chat.keeping.manifest import NoSnapshot
from distributed_chat.keeping.moving import move
from distributed_chat.keeping.restore import restore
from distributed_chat.keeping.sweeping import Swept, sweep
from distributed_chat.keeping.verify import verify

assert TABLES.tables, "the tables of every package are known"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _add_backup(commands)
    _add_restore(commands)
    _add_migrate(commands)
    _add_sweep(commands)
    parser = commands.add_parser(
        "verify",
        help="look whether everything is whole",
        description="Walks every stream, counts every conversation, looks for every upload. Changes nothing.",
    )
    parser.add_argument("--no-files", action="store_true", help="the database alone")
    add_data_option(parser)
    parser.set_defaults(run=run_verify)


def _add_sweep(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "sweep",
        help="after a restore: say which uploads belong to nothing that is here",
        description="Counts bytes that nothing here knows, older than a day. Changes nothing without --yes.",
    )
    parser.add_argument("--yes", action="store_true", help="delete them")
    add_data_option(parser)
    parser.set_defaults(run=run_sweep)


def _add_migrate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "migrate",
        help="bring the database to this version's schema (serve does it as well), or move it to PostgreSQL",
        description="With --to: copies everything into an empty PostgreSQL database and compares.",
    )
    parser.add_argument("--to", metavar="URL", help="postgresql://user:password@host/database")
    add_data_option(parser)
    parser.set_defaults(run=run_migrate)


def _add_backup(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "backup",
        help="a snapshot of the instance, proved by restoring it",
        description="Makes a dated snapshot, puts it back in a scratch place and compares. People talk on.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the snapshots are; best on another disk")
    parser.add_argument("--keep", type=int, metavar="N", help="so many snapshots; the oldest go")
    add_data_option(parser)
    parser.set_defaults(run=run_backup)


def _add_restore(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "restore",
        help="put a snapshot into an empty place",
        description="Puts the newest snapshot of the folder, or the one that you name, where the settings say.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the snapshots are")
    parser.add_argument("--snapshot", metavar="NAME", help="another than the newest")
    add_data_option(parser)
    parser.set_defaults(run=run_restore)


def run_backup(asked: argparse.Namespace) -> int:
    if asked.keep is not None and asked.keep < 1:
        raise CannotStart("--keep is at least 1.")
    began = time.monotonic()
    settings = of_an_instance(settings_of(asked))
    with _in_words():
        made, missing = backup(settings, asked.folder.absolute(), keep=asked.keep, tell=draw_bar)
    end_bar()
    found = manifest.read(made)
    size = sum(its.size for its in found.files.values())
    if missing:
        print(f"NOT WHOLE: {made} was made, but of these uploads there are no bytes (or not all) to copy:")
        print("\n".join(f"  {name}" for name in missing[:20]))
        print(f"{len(missing):,} in all. Earlier snapshots may have them; none was deleted.")
        return 1
    print(f"OK: {made} ({len(found.files):,} files, {size:,} bytes), restored and compared in {_since(began)}.")
    if found.files_at != "folder":
        print(f"The uploads are in {found.files_at} and were not copied: that bucket keeps its own copies.")
    return 0


def run_restore(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    settings = settings_of(asked)
    with _in_words():
        made = restore(settings, _snapshot(asked.folder.absolute(), asked.snapshot))
    print(f"Restored what was backed up at {made.made_at} in {_since(began)}.")
    if asked.env is None:
        print(f"Start it: distributed serve --data {shlex.quote(str(settings.data))}")
    else:
        print(f"Give {settings.data} to the service's user (chown -R) and start the service.")
    return 0


def _snapshot(folder: Path, name: str | None) -> Path:
    """The one that is named, or is the folder itself, or the newest in it. Raises `NoSnapshot`."""
    if name is not None:
        return folder / name
    return folder if (folder / manifest.NAME).is_file() else manifest.newest(folder)


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Raises `CannotStart` for what a person can mend."""
    try:
        yield
    except (CannotKeep, NoSnapshot) as error:
        raise CannotStart(str(error)) from None
    except OSError as error:
        raise CannotStart(f"{error.filename or 'The disk'}: {error.strerror or error}.") from None


def run_migrate(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    settings = of_an_instance(settings_of(asked))
    if asked.to is None:
        asyncio.run(_bring_up_to_date(settings))
        print("The database has the schema of this version.")
        return 0
    source, target = database_url(settings), database_url(msgspec.structs.replace(settings, database_url=asked.to))
    if source.get_backend_name() != "sqlite" or target.get_backend_name() != "postgresql":
        raise CannotStart("It moves from SQLite in the data folder to PostgreSQL: --to postgresql://…")
    try:
        found = move(Path(str(source.database)), target, draw_bar)
    except CannotKeep as error:
        raise CannotStart(str(error)) from None
    for line in found.said:
        print(f"  ok    {line}")
    print(f"Moved {found.rows:,} rows of {found.tables} tables, and compared them, in {_since(began)}.")
    print("Uploads stay where they are. Start the server with DISTRIBUTED_DATABASE_URL set to the new address.")
    return 0


def run_sweep(asked: argparse.Namespace) -> int:
    try:
        swept = asyncio.run(_sweep(of_an_instance(settings_of(asked)), delete=asked.yes))
    except DatabaseIsInUse as error:
        raise CannotStart(f"{error} Stop it for this.") from None
    print(f"{swept.blobs:,} left over, {swept.size:,} bytes{': deleted' if asked.yes else ''}.")
    if swept.newer:
        print(f"{swept.newer:,} more are newer than anything in this database: another one wrote them. They stay.")
    if swept.blobs and not asked.yes:
        print("With --yes they are deleted. Be sure that no other instance keeps its uploads in the same place.")
    return 0


async def _sweep(settings: Settings, *, delete: bool) -> Swept:
    database = await Database.open(settings)
    try:
        return await sweep(database, blobs_of(settings), only_look=not delete)
    finally:
        await database.close()


async def _bring_up_to_date(settings: Settings) -> None:
    await (await Database.open(settings)).close()


def run_verify(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    settings = of_an_instance(settings_of(asked))
    found = verify(settings, files=None if asked.no_files else folder_of(settings))
    for line in found.said:
        print(f"  ok    {line}")
    if found.fault is not None:
        print(f"  FAIL  {found.fault}")
        return 1
    print(f"Everything is whole ({_since(began)}).")
    return 0


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f} s"
