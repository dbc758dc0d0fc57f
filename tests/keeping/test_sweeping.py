"""Bytes that belong to nothing go after a day; everything that anybody can still see stays, and so does another's."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from distributed_chat.app import App
from distributed_chat.blobs import Blobs, blobs_of
from distributed_chat.db import metadata
from distributed_chat.keeping.sweeping import OWNER, SWEEP, Sweep, sweep, sweep_daily
from distributed_chat.kernel.clock import DAY, HOUR, SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.embeds.internet import SmallInternet, meta, page, picture
from tests.emoji.test_emoji import make
from tests.files.sending import upload
from tests.messages.conftest import Crew, crew
from tests.messages.words import delete, jobs_done, post
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


async def run(app: App) -> None:
    await sweep_daily(Sweep(), app.services)


async def test_what_belongs_to_nothing_goes_after_a_day_and_nothing_else(
    app: App, ann: Person, crew: Crew, clock: MovedClock, internet: SmallInternet, folder: Path
) -> None:
    kept = await furnish(app, ann, crew, internet)
    all_old(folder, clock)
    old = [f"files/{new_id()}/0", f"files/{new_id()}/thumbnail", f"emoji/{new_id()}", f"previews/{new_id()}"]
    for key in old:
        leave(folder, clock, key, age=DAY + HOUR)
    young, foreign = f"files/{new_id()}/0", "notes/of-the-operator"
    leave(folder, clock, young, age=DAY - HOUR)
    leave(folder, clock, foreign, age=30 * DAY)
    looked = await sweep(app.database, app.services.blobs, only_look=True)
    assert looked == (4, 4 * len(b"left"), None)
    await run(app)
    assert set(await app.services.blobs.keys()) == kept | {young, foreign, OWNER}


async def test_it_is_done_again_tomorrow_and_a_worker_begins_it(app: App, clock: MovedClock) -> None:
    await run(app)
    due = select(jobs.c.due_at).where(jobs.c.kind == SWEEP)
    assert await app.database.read(lambda tx: tx.conn.execute(due).scalar_one()) == clock.now() + DAY


async def test_a_place_that_belongs_to_another_history_is_left_alone(
    app: App, ann: Person, crew: Crew, clock: MovedClock, folder: Path
) -> None:
    await upload(ann, "mine.txt", b"mine")
    leave(folder, clock, OWNER, age=DAY, content=b"another-history")
    theirs = f"files/{new_id()}/0"
    leave(folder, clock, theirs, age=9 * DAY)
    await run(app)
    assert (folder / theirs).exists()
    assert (folder / OWNER).read_bytes() == b"another-history"


async def test_a_new_database_beside_a_full_folder_takes_nothing(
    app: App, clock: MovedClock, folder: Path, ann: Person
) -> None:
    """As when the address of the database is wrong."""
    theirs = f"files/{new_id()}/0"
    leave(folder, clock, theirs, age=9 * DAY)
    await run(app)
    assert (folder / theirs).exists()
    assert not (folder / OWNER).exists()
    await upload(ann, "mine.txt", b"mine")
    await run(app)
    assert not (folder / theirs).exists()


async def test_a_long_sweep_goes_on_where_it_stopped(app: App, clock: MovedClock) -> None:
    memory: Blobs = blobs_of(msgspec.structs.replace(app.settings, files_url="memory:"))
    keys = sorted(f"files/{new_id()}/0" for _ in range(2_500))
    for key in keys:
        await memory.put(key, b"x")
    clock.move(9_999 * DAY)  # the memory's own clock says when they were written
    after, rounds = "", 0
    while True:
        swept = await sweep(app.database, memory, after=after, seconds=0)
        rounds += 1
        if swept.after is None:
            break
        after = swept.after
    assert (await memory.keys(), rounds) == ([], 4)


async def test_bytes_whose_job_was_given_up_go_too(app: App, ann: Person, crew: Crew, clock: MovedClock) -> None:
    file = await upload(ann, "one.txt", b"some text")
    sent = await post(ann, crew.room, "Here", file_ids=[file["id"]])
    await delete(ann, sent)
    await app.database.write(lambda tx: tx.conn.execute(jobs.delete().where(jobs.c.kind == "files.discard")))
    clock.move(DAY + HOUR)
    await run(app)
    await jobs_done(app)
    assert await app.services.blobs.keys() == [OWNER]
    assert await app.database.read(lambda tx: tx.conn.execute(select(metadata.tables["contents"])).all()) == []


def distributed_sweep(*arguments: str) -> str:
    command = [sys.executable, "-m", "distributed_chat", "sweep", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


@pytest.mark.process
def test_the_command_looks_and_only_with_yes_takes(tmp_path: Path) -> None:
    with RunningServer(tmp_path):
        pass
    data = tmp_path / "data"
    theirs = data / "files" / "files" / new_id() / "0"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"left over")
    os.utime(theirs, (1_000_000_000, 1_000_000_000))
    said = distributed_sweep("--data", str(data))
    assert said.startswith("1 left over, 9 bytes.\n")
    assert "belong to another instance" in said
    assert theirs.exists()
    assert distributed_sweep("--data", str(data), "--yes") == "1 left over, 9 bytes: deleted.\n"
    assert not theirs.exists()
    assert distributed_sweep("--data", str(data)) == "0 left over, 0 bytes.\n"
