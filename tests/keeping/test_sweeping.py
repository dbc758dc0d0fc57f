"""Bytes that belong to nothing go after a day; everything that anybody can still see stays, and so does another's."""

import os
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import select

from distributed_chat.app import App
from distributed_chat.blobs import BlobsAreAway
from distributed_chat.db import metadata
from distributed_chat.keeping.sweeping import FORGOTTEN, Forgotten, Swept, discard_forgotten, sweep
from distributed_chat.kernel.clock import DAY, HOUR, SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import PASSWORD, Person
from tests.embeds.internet import SmallInternet, meta, page, picture
from tests.emoji.test_emoji import make
from tests.files.sending import upload
from tests.messages.conftest import Crew, crew
from tests.messages.words import delete, jobs_done, post
from tests.pictures.samples import photo
from tests.services.server import RunningServer

__all__ = ["crew"]

jobs = metadata.tables["jobs"]


@pytest.fixture(autouse=True)
async def _by_hand(app: App) -> None:
    for worker in (app.worker, app.link_worker, app.long_worker):
        await worker.stop()


@pytest.fixture
def folder(app: App) -> Path:
    return app.settings.data / "files"


async def furnish(app: App, ann: Person, crew: Crew, internet: SmallInternet) -> set[str]:
    """A picture with its small one, an upload that waits, an emoji, a preview's picture: the keys of all."""
    internet.pages(
        "news.example",
        {"/": ("text/html", page("News", meta("og:image", "/t.png"))), "/t.png": ("image/png", picture())},
    )
    file = await upload(ann, "one.png", picture())
    await upload(ann, "two.txt", b"nowhere yet")
    await post(ann, crew.room, "https://news.example/", file_ids=[file["id"]])
    await make(ann, crew.group, "smile")
    while await app.link_worker.run_due():
        pass
    keys = set(await app.services.blobs.keys())
    assert {key.split("/")[0] for key in keys} == {"files", "emoji", "previews"}
    return keys


def leave(folder: Path, clock: MovedClock, key: str, *, age: int, content: bytes = b"left") -> None:
    path = folder / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    make_old(path, clock, age)


def all_old(folder: Path, clock: MovedClock) -> None:
    for path in folder.rglob("*"):
        make_old(path, clock, 30 * DAY)


def make_old(path: Path, clock: MovedClock, age: int) -> None:
    written = (clock.now() - age) / SECOND
    os.utime(path, (written, written))


async def look_daily(app: App) -> None:
    await discard_forgotten(Forgotten(), app.services)
    await jobs_done(app)


async def test_by_hand_what_nothing_knows_goes_and_nothing_else(
    app: App, ann: Person, crew: Crew, clock: MovedClock, internet: SmallInternet, folder: Path
) -> None:
    kept = await furnish(app, ann, crew, internet)
    all_old(folder, clock)
    old = [f"files/{new_id()}/0", f"files/{new_id()}/thumbnail", f"emoji/{new_id()}", f"previews/{new_id()}"]
    for key in old:
        leave(folder, clock, key, age=2 * HOUR)
    foreign, later = "notes/of-the-operator", f"files/{new_id()}/0"
    leave(folder, clock, foreign, age=30 * DAY)
    clock.move(2 * DAY)
    leave(folder, clock, later, age=DAY + HOUR)  # and nobody has uploaded anything here for two days
    expected = Swept(blobs=4, size=4 * len(b"left"), newer=1)
    assert await sweep(app.database, app.services.blobs, only_look=True) == expected
    assert set(await app.services.blobs.keys()) == kept | {*old, foreign, later}
    assert await sweep(app.database, app.services.blobs, only_look=False) == expected
    assert set(await app.services.blobs.keys()) == kept | {foreign, later}


async def test_an_old_copy_of_a_database_takes_nothing_of_what_came_after_it(
    app: App, ann: Person, crew: Crew, clock: MovedClock, folder: Path, tmp_path: Path
) -> None:
    """It was copied, and the instance went on in another one: every job that it has is overdue."""
    file = await upload(ann, "before.txt", b"before")
    await post(ann, crew.room, "Before", file_ids=[file["id"]])
    theirs = f"files/{new_id()}/0"
    clock.move(3 * DAY)
    leave(folder, clock, theirs, age=2 * DAY)
    await look_daily(app)
    assert (await sweep(app.database, app.services.blobs, only_look=False)).newer == 1
    assert (folder / theirs).exists()
    assert len(list((folder / "files").iterdir())) == 2


async def test_an_empty_database_beside_a_full_folder_takes_nothing(app: App, clock: MovedClock, folder: Path) -> None:
    """As when the address of the database is wrong."""
    leave(folder, clock, f"files/{new_id()}/0", age=9 * DAY)
    assert await sweep(app.database, app.services.blobs, only_look=False) == Swept(blobs=0, size=0, newer=1)


async def test_bytes_whose_job_is_lost_go_too(app: App, ann: Person, crew: Crew, clock: MovedClock) -> None:
    file = await upload(ann, "one.txt", b"some text")
    sent = await post(ann, crew.room, "Here", file_ids=[file["id"]])
    await delete(ann, sent)
    await app.database.write(lambda tx: tx.conn.execute(jobs.delete().where(jobs.c.kind == "files.discard")))
    clock.move(DAY + HOUR)
    await look_daily(app)
    assert await app.services.blobs.keys() == []
    assert await app.database.read(lambda tx: tx.conn.execute(select(metadata.tables["contents"])).all()) == []
    due = select(jobs.c.due_at).where(jobs.c.kind == FORGOTTEN)
    assert await app.database.read(lambda tx: tx.conn.execute(due).scalar_one()) == clock.now() + DAY


async def test_what_was_deleted_goes_however_long_the_disk_was_away(
    app: App, ann: Person, crew: Crew, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await upload(ann, "one.txt", b"some text")
    sent = await post(ann, crew.room, "Here", file_ids=[file["id"]])

    async def away(_key: str) -> None:
        raise BlobsAreAway

    with monkeypatch.context() as patched:
        patched.setattr(app.services.blobs, "delete", away)
        await delete(ann, sent)
        for _ in range(60):
            await app.worker.run_due()
            clock.move(HOUR)
    clock.move(HOUR)
    await jobs_done(app)
    assert await app.services.blobs.keys() == []


async def test_a_picture_as_it_came_goes_also_when_the_server_died_over_it(app: App, ann: Person) -> None:
    """With its place and device: `tests/files` looks at what stays."""
    file = await upload(ann, "one.jpg", photo(160, 120))
    keys = await app.services.blobs.keys("files")
    await jobs_done(app)
    assert len(await app.services.blobs.keys("files")) == len(keys) - 1
    assert (await ann.client.get(file["url"])).status_code == 200


@pytest.mark.long
@pytest.mark.process
def test_the_command_looks_and_only_with_yes_takes(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        person = {"first_name": "Ann", "last_name": "T", "email": "ann@example.test", "password": PASSWORD}
        token = httpx2.post(f"{server.url}/api/users", json=person).json()["token"]
        headers = {"authorization": f"Bearer {token}"}
        httpx2.post(f"{server.url}/api/files", files={"file": ("a.txt", b"text")}, headers=headers)
    theirs = server.data / "files" / "files" / new_id() / "0"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"left over")
    os.utime(theirs, (1_000_000_000, 1_000_000_000))
    said = distributed_sweep("--data", str(server.data))
    assert said.startswith("1 left over, 9 bytes.\n")
    assert "no other instance" in said
    assert theirs.exists()
    assert distributed_sweep("--data", str(server.data), "--yes") == "1 left over, 9 bytes: deleted.\n"
    assert not theirs.exists()
    assert distributed_sweep("--data", str(server.data)) == "0 left over, 0 bytes.\n"


def distributed_sweep(*arguments: str) -> str:
    command = [sys.executable, "-m", "distributed_chat", "sweep", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
