"""What a message brings along: files, a poll, previews; assembled wherever the message is shown."""

import asyncio
from typing import Any

import msgspec
import pytest

from distributed_chat.app import App
from distributed_chat.db import Tx
from distributed_chat.db.prepared import changes_on
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import Invalid
from distributed_chat.kernel.ids import SessionId, UserId, new_id
from distributed_chat.messages.actions import send_message
from distributed_chat.messages.schemas import MessageForm
from tests.cast import Person
from tests.files.sending import upload
from tests.messages.conftest import Crew
from tests.messages.test_extras import PLAIN_PAGE, cost
from tests.messages.words import delete, edit, forward, last_message, page, post, read


async def test_files_are_with_the_message_wherever_it_is_shown(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    files = [await upload(ann, f"{name}.txt", b"some text") for name in ("one", "two")]
    sent = await post(ann, crew.room, "", file_ids=[file["id"] for file in reversed(files)])
    assert sent["files"] == files[::-1]
    assert sent["text"] == ""
    assert await read(bob, sent) == sent
    assert (await page(bob, crew.room))["messages"] == [sent]
    assert await last_message(bob, crew.room) == sent
    assert await cost(app, bob, crew.room) == PLAIN_PAGE + 1


async def test_words_may_go_from_a_message_with_files_and_from_no_other(ann: Person, crew: Crew) -> None:
    file = await upload(ann, "one.txt", b"some text")
    sent = await post(ann, crew.room, "Look", file_ids=[file["id"]])
    assert (await edit(ann, sent, ""))["message"]["files"] == [file]
    plain = await post(ann, crew.room)
    assert (await edit(ann, plain, "", status=422))["code"] == "empty"
    assert (await post(ann, crew.room, "", status=422))["code"] == "empty"
    other = await upload(ann, "two.txt", b"some text")
    asked = {"options": ["Yes", "No"]}
    assert (await post(ann, crew.room, "", poll=asked, file_ids=[other["id"]], status=422))["code"] == "empty"


async def test_a_message_whose_files_are_not_mine_is_not_sent_at_all(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    file = await upload(bob, "bobs.txt", b"some text")
    refused = await post(ann, crew.room, "Mine?", file_ids=[file["id"]], status=422)
    assert (refused["code"], refused["field"]) == ("file_is_not_yours", "file_ids")
    assert (await post(ann, crew.room))["number"] == 1
    sent = await post(bob, crew.private, "", file_ids=[file["id"]])
    assert (await cat.client.get(sent["files"][0]["url"])).status_code == 404
    twice = await asyncio.gather(*(post(bob, crew.room, file_ids=[file["id"]], status=422) for _ in range(2)))
    assert {one["code"] for one in twice} == {"file_is_not_yours"}


async def test_a_copy_has_files_of_its_own_and_loses_only_those(ann: Person, bob: Person, crew: Crew) -> None:
    file = await upload(ann, "one.txt", b"some text")
    sent = await post(ann, crew.private, "", file_ids=[file["id"]])
    copy = await forward(bob, sent, crew.room)
    [copied] = copy["files"]
    assert (copied["name"], copied["size"], copied["id"] == file["id"]) == (file["name"], file["size"], False)
    await delete(bob, copy)
    assert "files" not in await read(ann, copy)
    assert (await ann.client.get(copied["url"])).status_code == 404
    assert (await bob.client.get(file["url"])).content == b"some text"


async def test_a_poll_is_with_its_message_and_goes_with_it(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room, "Tea?", poll={"options": ["Yes", "No"], "anonymous": True})
    await bob.put(f"/api/messages/{sent['id']}/vote", {"options": [1]}, status=200)
    found = await page(bob, crew.room)
    assert [option.get("count", 0) for option in found["messages"][0]["poll"]["options"]] == [0, 1]
    assert found["votes"] == {sent["id"]: [1]}
    assert (await page(ann, crew.room))["votes"] == {}
    assert (await ann.get(f"/api/messages/{sent['id']}"))["message"] == found["messages"][0]
    assert (await bob.get(f"/api/messages/{sent['id']}"))["votes"] == found["votes"]
    await delete(ann, sent)
    assert "poll" not in await read(bob, sent)
    await bob.put(f"/api/messages/{sent['id']}/vote", {"options": [0]}, status=404)


async def test_a_poll_that_is_none_sends_no_message(ann: Person, crew: Crew) -> None:
    assert (await post(ann, crew.room, "Tea?", poll={"options": ["Yes", "Yes"]}, status=422))["field"] == "poll"
    assert (await post(ann, crew.room))["number"] == 1


@pytest.mark.parametrize(
    "hanging",
    [
        {"file_ids": [new_id()]},
        {"poll": {"options": ["Yes", "yes"]}},
        {"poll": {"options": ["Yes", "No"], "closes_at": "2020-01-01T00:00:00Z"}},
    ],
)
async def test_what_hangs_on_a_message_is_refused_before_the_first_write(
    app: App, ann: Person, crew: Crew, hanging: dict[str, Any]
) -> None:
    """Else all who share its transaction would run twice, as often as somebody likes."""
    form = msgspec.convert({"text": "Tea?", **hanging}, MessageForm)

    def changes(tx: Tx) -> int:
        before = changes_on(tx.conn)
        with pytest.raises(Invalid):
            send_message(tx, Actor(UserId(ann.id), SessionId("")), crew.room, form)
        return changes_on(tx.conn) - before

    assert await app.database.write(changes) == 0
