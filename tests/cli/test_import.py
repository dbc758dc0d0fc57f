"""`distributed import`: by the instance that runs, or in its place; what is wrong is one sentence."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from distributed_chat.app import App, create_app
from distributed_chat.cli import imports
from distributed_chat.cli.control import BringArchive, ControlSocket
from distributed_chat.cli.words import CannotStart
from distributed_chat.config import Settings
from tests.cast import Person, QuickPasswords, sign_up
from tests.imports.archives import SLACK, zipped


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(imports, "LOOK_EVERY", 0.02)
    path = tmp_path / "kitchen.zip"
    path.write_bytes(zipped(SLACK))
    path.with_name("people.json").write_text('{"U2": "skip"}')
    return path


@pytest.fixture
def broken(archive: Path) -> Path:
    path = archive.with_name("broken.zip")
    path.write_bytes(b"no archive at all")
    return path


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[App]:
    """Without a guard against what blocks: the command itself may."""
    made = create_app(settings, passwords=QuickPasswords())
    await made.start()
    async with ControlSocket(made.settings.data, made.services):
        yield made
    await made.stop()


async def test_through_the_instance_that_runs(app: App, ann: Person, archive: Path) -> None:
    command = BringArchive(path=str(archive), email="Ann@example.test", people=str(archive.with_name("people.json")))
    (done,) = await imports.bring(app.settings, command)
    assert (done.state, done.done) == ("done", 6)
    (group,) = (await ann.get("/api/home"))["groups"]
    assert {room["topic"]: room["last_number"] for room in group["rooms"]}["kitchen"] == 3


async def test_in_the_place_of_an_instance_that_is_stopped(settings: Settings, archive: Path) -> None:
    app = create_app(settings)
    await app.start()
    person = await sign_up(app, "ann")
    await person.client.aclose()
    await app.stop()
    (done,) = await imports.bring(settings, BringArchive(path=str(archive), email="ann@example.test"))
    assert done.state == "done"


@pytest.mark.parametrize(
    ("email", "said"), [("nobody@example.test", "Nobody here"), ("ann@example.test", r"broken\.zip: ")]
)
async def test_what_is_wrong_is_said(app: App, ann: Person, broken: Path, email: str, said: str) -> None:
    with pytest.raises(CannotStart, match=said):
        await imports.bring(app.settings, BringArchive(path=str(broken), email=email))
