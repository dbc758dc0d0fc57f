"""`distributed export`: by the instance that runs, or in its place; what is wrong is one sentence."""

import json
import zipfile
from pathlib import Path

import pytest

from distributed_chat.app import App, create_app
from distributed_chat.cli import exports
from distributed_chat.cli.control import TakeArchive
from distributed_chat.cli.words import CannotStart
from distributed_chat.config import Settings
from tests.cast import Person, sign_up
from tests.cli.test_import import app
from tests.keys.test_keys import room_of

__all__ = ["app"]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(exports, "LOOK_EVERY", 0.02)
    return tmp_path / "kept.zip"


async def test_everything_through_the_instance_that_runs(app: App, ann: Person, bob: Person, path: Path) -> None:
    _group, room = await room_of(ann)
    await bob.post("/api/groups", {"name": "Bob's own"})
    await ann.post(f"/api/conversations/{room}/messages", {"text": "Hello"})
    done = await exports.take(app.settings, TakeArchive(path=str(path), email="Ann@example.test", of="instance"))
    assert (done.state, done.done) == ("ready", 1)
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("archive.json"))["of"] == "instance"
        assert b"Hello" in archive.read(f"data/{room}-0.js")
    assert (await ann.get("/api/exports"))["exports"] == []
    with pytest.raises(CannotStart, match="may not"):
        await exports.take(app.settings, TakeArchive(path=str(path), email="bob@example.test", of="instance"))
    with pytest.raises(CannotStart, match="Nobody here"):
        await exports.take(app.settings, TakeArchive(path=str(path), email="nobody@example.test", of="me"))


async def test_in_the_place_of_an_instance_that_is_stopped(settings: Settings, path: Path) -> None:
    stopped = create_app(settings)
    await stopped.start()
    person = await sign_up(stopped, "ann")
    await person.client.aclose()
    await stopped.stop()
    done = await exports.take(settings, TakeArchive(path=str(path), email="ann@example.test", of="me"))
    assert done.state == "ready"
    assert zipfile.is_zipfile(path)
