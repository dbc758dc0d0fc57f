"""`distributed import`: by the instance that runs, or in its place; what is wrong is one sentence."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from distributed_chat.app import App, create_app
from distributed_chat.cli import imports, main
from distributed_chat.cli.control import BringArchive, ControlSocket
from distributed_chat.cli.words import CannotStart
from distributed_chat.config import Settings
from distributed_chat.kernel.ids import new_id
from tests.cast import Person, QuickPasswords, sign_up
from tests.imports.archives import SLACK, zipped
from tests.imports.own import OF_INSTANCE, Rows, data, message, packed, person, room
from tests.places import join


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
    await _begin_an_instance(settings)
    (done,) = await imports.bring(settings, BringArchive(path=str(archive), email="ann@example.test"))
    assert done.state == "done"


@pytest.mark.parametrize(
    ("email", "said"), [("nobody@example.test", "Nobody here"), ("ann@example.test", r"broken\.zip: ")]
)
async def test_what_is_wrong_is_said(app: App, ann: Person, broken: Path, email: str, said: str) -> None:
    with pytest.raises(CannotStart, match=said):
        await imports.bring(app.settings, BringArchive(path=str(broken), email=email))


CREW, CHOIR, P = new_id(), new_id(), new_id()


@pytest.fixture
def instance(archive: Path) -> Path:
    """Two groups, of which the name of one would clear the screen, and a direct chat."""
    rooms = [room(new_id(), group_id=CREW, topic="Galley"), room(new_id(), group_id=CHOIR, topic="Hall")]
    texts = [message(rooms[0]["id"], P, "Ahoy"), message(rooms[1]["id"], P, "La"), message(rooms[1]["id"], P, "Le")]
    rows: Rows = {
        "groups": [{"id": CREW, "name": "Crew"}, {"id": CHOIR, "name": "Cho\x1b[2Jir"}],
        "people": [person(P)],
        "conversations": [*rooms, {"id": new_id(), "kind": "chat"}],
        "messages": texts,
    }
    path = archive.with_name("everything.zip")
    path.write_bytes(packed(data(rows), OF_INSTANCE))
    return path


async def test_a_whole_instance_group_after_group(
    app: App, ann: Person, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = BringArchive(path=str(instance), email="ann@example.test")
    assert [one.total for one in await imports.bring(app.settings, command)] == [1, 2]
    note = "  Left out: 1 direct chat, for nobody of them has an account here."
    assert capsys.readouterr().out.splitlines() == [
        f"1 of 2: Crew ({CREW})",
        f"Imported the archive of 1 messages into the group {CREW}.",
        note,
        f"2 of 2: Cho[2Jir ({CHOIR})",
        f"Imported the archive of 2 messages into the group {CHOIR}.",
        note,
    ]
    assert {one["group"]["id"] for one in (await ann.get("/api/home"))["groups"]} == {CREW, CHOIR}
    assert (await ann.get("/api/home"))["chats"] == []


async def test_only_one_group_of_it(app: App, ann: Person, instance: Path) -> None:
    mine = (await ann.post("/api/groups", {"name": "Mine"}))["group"]["id"]
    command = BringArchive(path=str(instance), email="ann@example.test", group_id="Mine")
    with pytest.raises(CannotStart, match=rf"several groups.*--only: Crew \({CREW}\), Cho"):
        await imports.bring(app.settings, command)
    (done,) = await imports.bring(app.settings, command, "crew")
    assert (done.group_id, done.total) == (mine, 1)
    assert [one["group"]["id"] for one in (await ann.get("/api/home"))["groups"]] == [mine]


async def test_what_is_wrong_with_one_group_of_it_keeps_no_other_from_coming(
    app: App, ann: Person, bob: Person, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bob is a member of `Crew` as it is here, and does not lead it."""
    await imports.bring(app.settings, BringArchive(path=str(instance), email="ann@example.test"), "Crew")
    await join(ann, bob, CREW)
    command = BringArchive(path=str(instance), email="bob@example.test")
    with pytest.raises(CannotStart, match=rf"^1 of 2 groups were not brought: Crew \({CREW}\)\.$"):
        await imports.bring(app.settings, command)
    assert "  Not brought: You may not do that here." in capsys.readouterr().out.splitlines()
    assert {one["group"]["id"] for one in (await bob.get("/api/home"))["groups"]} == {CREW, CHOIR}
    assert [one["state"] for one in (await bob.get("/api/imports"))["imports"]] == ["done"]


async def test_what_was_refused_is_over(app: App, ann: Person, instance: Path) -> None:
    people = instance.with_name("people.json")
    people.write_text(f'{{"{P}": "{P}"}}')
    command = BringArchive(path=str(instance), email="ann@example.test", people=str(people))
    with pytest.raises(CannotStart, match="2 of 2 groups"):
        await imports.bring(app.settings, command)
    assert (await ann.get("/api/imports"))["imports"] == []
    assert (await ann.get("/api/home"))["groups"] == []


def test_the_words_of_the_command(settings: Settings, instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the place of an instance that is stopped."""
    asyncio.run(_begin_an_instance(settings))
    words = ["import", str(instance), "--as", "ann@example.test", "--data", str(settings.data), "--only"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DISTRIBUTED_DATABASE_URL", settings.database_url or "")
        patched.setenv("DISTRIBUTED_NOT_DURABLE", "true")
        assert main([*words, "Band"]) == 1
        assert "Which group of everything.zip? In it are: Crew" in capsys.readouterr().err
        assert main([*words, CHOIR]) == 0
    assert f"1 of 1: Cho[2Jir ({CHOIR})\nImported the archive of 2 messages" in capsys.readouterr().out


async def _begin_an_instance(settings: Settings) -> None:
    app = create_app(settings)
    await app.start()
    person = await sign_up(app, "ann")
    await person.client.aclose()
    await app.stop()
