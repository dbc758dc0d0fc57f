"""`distributed restore`: a snapshot into an empty place, whole or not at all."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
import sqlalchemy as sa

from distributed_chat.blobs import folder_of
from distributed_chat.config import Settings
from distributed_chat.db.engines import database_url, make_engine
from distributed_chat.db.schema import instance
from distributed_chat.keeping import databases, manifest
from distributed_chat.keeping.databases import CannotKeep
from distributed_chat.keeping.manifest import Manifest


class Place(NamedTuple):
    """Where a snapshot is put: a database in which nothing is, and a folder for the uploads."""

    url: sa.URL
    files: Path


def restore(settings: Settings, snapshot: Path) -> Manifest:
    """Puts the snapshot where the settings say. Raises `CannotKeep`, `NoSnapshot`; then nothing is there.

    People's clients begin anew: what they know may be newer than what the snapshot has.
    """
    made = manifest.read(snapshot)
    kind = database_url(settings).get_backend_name()
    if kind != made.database:
        raise CannotKeep(f"The snapshot is of {made.database}, and the settings say {kind}.")
    data = settings.data
    if data.exists() and any(data.iterdir()):
        raise CannotKeep(f"{data} is not empty. Name a new folder: --data.")
    uploads = folder_of(settings)
    if uploads is None and made.files_at == "folder":
        raise CannotKeep("The snapshot has uploads, and DISTRIBUTED_FILES_URL names no folder to put them into.")
    elsewhere = uploads if uploads is not None and not uploads.is_relative_to(data) else None
    if elsewhere is not None and elsewhere.exists() and any(elsewhere.iterdir()):
        raise CannotKeep(f"{elsewhere} is not empty, and the uploads belong there.")
    check(snapshot, made)
    fresh = data.with_name(f"{data.name}.restoring")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(mode=0o700, parents=True)
        url = database_url(settings)
        if kind == "sqlite":
            url = url.set(database=str(fresh / Path(str(url.database)).relative_to(data)))
        inside = "files" if uploads is None or elsewhere is not None else uploads.relative_to(data)
        put_back(snapshot, made, Place(url, elsewhere or fresh / inside), new_history=True)
        if data.exists():
            data.rmdir()
        fresh.rename(data)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        if elsewhere is not None:
            _empty(elsewhere)
        raise
    return made


def _empty(folder: Path) -> None:
    """As it was before; it may be a disk of its own, so the folder itself stays."""
    for path in folder.iterdir() if folder.is_dir() else ():
        shutil.rmtree(path, ignore_errors=True)


def check(snapshot: Path, made: Manifest) -> None:
    """Raises `CannotKeep` where a file of the snapshot is missing or has other bytes."""
    for name, its in made.files.items():
        file = snapshot / name
        if not file.is_file():
            raise CannotKeep(f"{name} is missing in {snapshot}.")
        if manifest.hash_of(file) != its.sha256:
            raise CannotKeep(f"{name} in {snapshot} is not what was written: its disk has lost something.")


def put_back(snapshot: Path, made: Manifest, place: Place, *, new_history: bool) -> None:
    """Raises `CannotKeep`."""
    name = databases.SQLITE if made.database == "sqlite" else databases.DUMP
    databases.load(snapshot / name, place.url)
    if new_history:
        _renew(place.url)
    for path in made.files:
        if path != name:
            target = place.files / path.removeprefix("files/")
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(snapshot / path, target)


def _renew(url: sa.URL) -> None:
    engine = make_engine(url, connections=1, writes=True)
    with engine.begin() as connection:
        epoch = sa.update(instance).where(instance.c.key == "epoch")
        connection.execute(epoch.values(value=secrets.token_hex(16)))
    engine.dispose()


@contextmanager
def scratch(settings: Settings, folder: Path) -> Iterator[Place]:
    """A place that is gone afterwards: beside the snapshots, and on PostgreSQL a database of its own."""
    with tempfile.TemporaryDirectory(prefix=".scratch-", dir=folder) as name:
        url = database_url(settings)
        if url.get_backend_name() == "sqlite":
            yield Place(sa.make_url(f"sqlite:///{Path(name) / databases.SQLITE}"), Path(name) / "files")
            return
        other = f"distributed_check_{secrets.token_hex(4)}"
        with psycopg.connect(databases.libpq(url), autocommit=True) as admin:
            try:
                admin.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(other)))
            except psycopg.Error as error:
                raise CannotKeep(f"No scratch database can be made to prove the copy: {error}".strip()) from None
            try:
                yield Place(url.set(database=other), Path(name) / "files")
            finally:
                admin.execute(psycopg.sql.SQL("DROP DATABASE {}").format(psycopg.sql.Identifier(other)))
