"""`distributed verify`: whole is said to be whole, and each thing that is not is named."""

import asyncio

import pytest
from sqlalchemy import text

from distributed_chat.app import App
from distributed_chat.db.engines import database_url, make_engine
from distributed_chat.keeping.verify import Verified, verify, verify_database
from tests.cast import Person
from tests.conversations.rooms import new_group, new_room
from tests.files.sending import upload


@pytest.fixture
async def room(app: App, ann: Person) -> str:
    room = await new_room(ann, await new_group(ann))
    for number in range(4):
        await ann.post(f"/api/conversations/{room['id']}/messages", {"text": f"line {number}"})
    message = await ann.post(f"/api/conversations/{room['id']}/messages", {"text": "a slip"})
    await ann.client.delete(f"/api/messages/{message['message']['id']}")
    await upload(ann, "plan.txt", b"early")
    return str(room["id"])


async def looked(app: App) -> Verified:
    return await asyncio.to_thread(lambda: verify(app.settings, files=app.settings.data / "files"))


def look(app: App, damage: str | None = None) -> Verified:
    engine = make_engine(database_url(app.settings), connections=1, writes=True)
    with engine.connect() as connection:
        with connection.begin():
            if damage is not None:
                connection.execute(text(damage))
        with connection.begin():
            found = verify_database(connection)
    engine.dispose()
    return found


async def test_what_is_whole_is_whole(app: App, room: str) -> None:
    found = await looked(app)
    assert found.fault is None
    assert any("1 uploads are there, 5 bytes" in line for line in found.said)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("DELETE FROM events WHERE type = 'message.posted' AND seq = (SELECT max(seq) - 2 FROM events)", None),
        ("UPDATE events SET at = at + 1 WHERE type = 'room.created'", "does not follow"),
        ("UPDATE events SET payload = salt WHERE type = 'room.created'", "does not say what it said"),
        ("UPDATE streams SET head = head + 1 WHERE name LIKE 'group:%'", "its head is"),
        ("UPDATE messages SET number = 9 WHERE number = 3", "not numbered from 1 on"),
    ],
)
async def test_what_is_not_is_named(app: App, room: str, damage: str, words: str | None) -> None:
    fault = (await asyncio.to_thread(look, app, damage)).fault
    assert fault is not None
    assert words is None or words in fault


async def test_an_upload_that_is_missing_is_named(app: App, room: str) -> None:
    [piece] = await asyncio.to_thread(lambda: list((app.settings.data / "files" / "files").glob("*/[0-9]*")))
    await asyncio.to_thread(piece.write_bytes, b"ear")
    assert "3 bytes long and not 5" in str((await looked(app)).fault)
    await asyncio.to_thread(piece.unlink)
    assert "is missing" in str((await looked(app)).fault)
