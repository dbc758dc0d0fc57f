"""`distributed backup`: a snapshot of a running instance, put back in a scratch place and compared before it counts."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from distributed_chat import __version__
from distributed_chat.blobs import folder_of
from distributed_chat.config import Settings
from distributed_chat.db.engines import database_url, make_engine
from distributed_chat.keeping import databases, last_backup, manifest
from distributed_chat.keeping.databases import CannotKeep
from distributed_chat.keeping.manifest import Kept, Manifest
from distributed_chat.keeping.restore import Place, put_back, scratch
from distributed_chat.keeping.verify import missing_uploads, verify_database

Progress = Callable[[str, int, int], None]
FILES = "files"


class Backup(NamedTuple):
    folder: Path
    missing: list[str]
    """Uploads whose bytes are not where they should be, so that no copy has them; the snapshot is all that there is."""


def backup(settings: Settings, folder: Path, *, keep: int | None = None, tell: Progress = lambda *_: None) -> Backup:
    """A new snapshot. Raises `CannotKeep`; what was begun is gone then, and earlier ones are untouched.

    Earlier ones are also untouched where uploads are missing: they may have them.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = manifest.snapshots(folder)
    fresh = folder / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%f")
    fresh.mkdir(mode=0o700)
    try:
        made = _take(settings, fresh, before[-1] if before else None, tell)
        missing = _prove(settings, fresh, made, tell)
        manifest.write(fresh, made)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if missing:
        return Backup(fresh, missing)
    if keep is not None:
        for old in manifest.snapshots(folder)[:-keep]:
            shutil.rmtree(old)
    last_backup.write(settings.data, last_backup.LastBackup(at=made.made_at, folder=str(folder)))
    return Backup(fresh, [])


def _take(settings: Settings, fresh: Path, last: Path | None, tell: Progress) -> Manifest:
    known = manifest.read(last).files if last is not None else {}
    uploads = folder_of(settings)
    kept: dict[str, Kept] = {}
    # Twice: what is uploaded while the database is copied may be named in it. What is deleted meanwhile is only more.
    if uploads is not None:
        kept |= _copy_files(uploads, fresh / FILES, last, known, tell)
    tell("database", 0, 0)
    dumped = databases.dump(settings, fresh)
    kept[dumped.name] = manifest.kept(dumped)
    if uploads is not None:
        kept |= _copy_files(uploads, fresh / FILES, last, known, tell)
    kind = database_url(settings).get_backend_name()
    counts = {} if kind == "postgresql" else databases.counts_in_file(dumped)
    where = "folder" if uploads is not None else str(settings.files_url).partition("@")[2] or str(settings.files_url)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(made_at=made_at, version=__version__, database=kind, files_at=where, counts=counts, files=kept)


def _copy_files(
    source: Path, target: Path, last: Path | None, known: dict[str, Kept], tell: Progress
) -> dict[str, Kept]:
    """Uploads never change under their name, so what the last snapshot has is shared with it."""
    everything = list(files_in(source))
    kept = {}
    for done, file in enumerate(everything, start=1):
        name = f"{FILES}/{file.relative_to(source)}"
        with contextlib.suppress(FileNotFoundError):  # deleted meanwhile, as people and retention do
            kept[name] = _copy_file(file, target.parent / name, last and last / name, known.get(name))
        if done % 100 == 0 or done == len(everything):
            tell("files", done, len(everything))
    return kept


def _copy_file(file: Path, there: Path, last: Path | None, known: Kept | None) -> Kept:
    """Raises `FileNotFoundError` when it is there no more."""
    about = file.stat()
    if known is not None and last is not None and (known.size, known.modified) == (about.st_size, about.st_mtime_ns):
        link_or_copy(last, there)
        return known
    link_or_copy(file, there)
    return Kept(about.st_size, manifest.hash_of(there), about.st_mtime_ns)


def files_in(folder: Path) -> Iterator[Path]:
    """Not what is just being written: the store gives it its name when it is whole."""
    for path, _folders, names in os.walk(folder):
        yield from (Path(path, name) for name in names if "#" not in name and not name.startswith("."))


def link_or_copy(source: Path, target: Path) -> None:
    """The same bytes twice on one disk are one file: neither the server nor a snapshot ever changes them."""
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _prove(settings: Settings, fresh: Path, made: Manifest, tell: Progress) -> list[str]:
    """The uploads that it has not. Raises `CannotKeep` where what comes out is not what went in."""
    tell("restoring", 0, 0)
    with scratch(settings, fresh.parent) as place:
        put_back(fresh, made, place, new_history=False)
        tell("comparing", 0, 0)
        missing = compare(made, place)
    uploads = folder_of(settings)
    if not missing or uploads is None:
        return []
    # Perhaps it was deleted while the copy was made: then nobody misses it.
    engine = make_engine(database_url(settings), connections=1, writes=False)
    try:
        with engine.connect() as connection:
            now = set(missing_uploads(connection, uploads))
    finally:
        engine.dispose()
    return [one for one in missing if one in now]


def compare(made: Manifest, place: Place) -> list[str]:
    """The uploads that it has not. Raises `CannotKeep` with the first thing that differs."""
    engine = make_engine(place.url, connections=1, writes=False)
    try:
        with engine.connect() as connection:
            counts = databases.counts(connection)
            fault = verify_database(connection).fault
            missing = missing_uploads(connection, place.files)
    finally:
        engine.dispose()
    for table, count in made.counts.items():
        if counts.get(table) != count:
            raise CannotKeep(f"The copy has {counts.get(table)} rows in {table}, and there were {count}.")
    if fault is not None:
        raise CannotKeep(f"The copy is not whole: {fault}.")
    for name, its in made.files.items():
        file = place.files / name.removeprefix(f"{FILES}/")
        if name.startswith(f"{FILES}/") and (not file.is_file() or manifest.hash_of(file) != its.sha256):
            raise CannotKeep(f"The copy of {name} is not what it was.")
    return missing
