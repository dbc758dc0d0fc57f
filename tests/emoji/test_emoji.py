"""Emoji that a group makes: who makes them, of what, who sees them, and where they may be used."""

import io
from typing import Any

import httpx2
import pytest
from PIL import Image

from distributed_chat.emoji.policy import LARGEST_UPLOAD
from distributed_chat.kernel.clock import HOUR, MovedClock
from tests.cast import Person, good
from tests.emoji.conftest import Crew, Left
from tests.pictures.samples import drawn, moving, png_that_declares, saved

PNG = saved(drawn(300, 200, "RGBA"), "PNG")


async def try_make(person: Person, group: str, name: str = "party", content: bytes = PNG) -> httpx2.Response:
    path = f"/api/groups/{group}/emoji"
    return await person.client.post(path, files={"file": ("a.png", content)}, data={"name": name})


async def make(person: Person, group: str, name: str = "party", content: bytes = PNG) -> Any:
    return good(await try_make(person, group, name, content), 201)["emoji"]


async def listed(person: Person) -> list[Any]:
    return [each for group in (await person.get("/api/home"))["groups"] for each in group["emoji"]]


async def test_any_member_makes_an_emoji_and_all_members_see_it(crew: Crew) -> None:
    made = await make(crew.bob, crew.group)
    assert {name: made[name] for name in ("name", "group_id", "animated", "created_by")} == {
        "name": "party",
        "group_id": crew.group,
        "animated": False,
        "created_by": crew.bob.id,
    }
    for member in (crew.ann, crew.bob, crew.dan):
        assert await listed(member) == [made]
        answer = await member.client.get(made["url"])
        assert answer.headers["content-type"] == "image/webp"
        assert Image.open(io.BytesIO(answer.content)).size == (64, 43)
    snapshot = await crew.dan.get(f"/api/streams/group:{crew.group}/snapshot")
    assert snapshot["state"]["emoji"] == [made]
    assert await listed(crew.cat) == []
    assert (await crew.cat.client.get(made["url"])).status_code == 404


async def test_a_picture_that_moves_goes_on_moving(crew: Crew) -> None:
    made = await make(crew.ann, crew.group, content=moving(6, 128))
    assert made["animated"]
    picture = Image.open(io.BytesIO((await crew.bob.client.get(made["url"])).content))
    assert (picture.size, getattr(picture, "n_frames", 1)) == ((64, 64), 6)


async def test_a_name_is_once_in_a_group_and_free_in_another(crew: Crew) -> None:
    await make(crew.ann, crew.group)
    again = await try_make(crew.bob, crew.group)
    assert (again.status_code, again.json()["code"]) == (409, "emoji_name_is_taken")
    other = (await crew.cat.post("/api/groups", {"name": "Others"}))["group"]["id"]
    await make(crew.cat, other)


@pytest.mark.parametrize("name", ["a", "x" * 33, "Party", "päarty", "a b", "a-b", "", ":a:", "a\n"])
async def test_a_name_that_is_none_is_refused(crew: Crew, left: Left, name: str) -> None:
    answer = await try_make(crew.ann, crew.group, name)
    assert answer.status_code == 422
    assert answer.json()["code"] == "emoji_name_is_wrong"
    assert await left() == []


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "not_a_picture"),
        (PNG[: len(PNG) // 2], 422, "not_a_picture"),
        (png_that_declares(60_000, 60_000), 422, "picture_is_too_large"),
        (bytes(LARGEST_UPLOAD + 1), 413, "too_large"),
    ],
)
async def test_what_is_no_small_picture_is_refused_and_leaves_nothing(
    crew: Crew, left: Left, content: bytes, status: int, code: str
) -> None:
    answer = await try_make(crew.ann, crew.group, content=content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await left() == []


async def test_a_form_without_a_name_is_malformed(crew: Crew) -> None:
    path = f"/api/groups/{crew.group}/emoji"
    for fields in ({}, {"name": "party", "colour": "red"}):
        answer = await crew.ann.client.post(path, files={"file": ("a.png", PNG)}, data=fields)
        assert answer.status_code == 400


async def test_its_maker_and_those_who_lead_delete_it(crew: Crew, left: Left, clock: MovedClock) -> None:
    first, second = await make(crew.bob, crew.group, "first"), await make(crew.bob, crew.group, "second")
    await crew.dan.delete(f"/api/emoji/{first['id']}", status=403)
    await crew.cat.delete(f"/api/emoji/{first['id']}", status=404)
    await crew.bob.delete(f"/api/emoji/{first['id']}", status=204)
    await crew.ann.delete(f"/api/emoji/{second['id']}", status=204)
    await crew.ann.delete(f"/api/emoji/{second['id']}", status=404)
    assert await listed(crew.ann) == []
    assert (await crew.bob.client.get(first["url"])).status_code == 404
    clock.move(HOUR)
    assert await left() == []


async def test_what_told_of_a_deleted_emoji_tells_nothing_any_more(crew: Crew) -> None:
    made = await make(crew.ann, crew.group)
    await crew.ann.delete(f"/api/emoji/{made['id']}")
    events = (await crew.bob.get(f"/api/streams/group:{crew.group}/events"))["events"]
    told = [event for event in events if event["type"].startswith("emoji.")]
    assert [(event["type"], event["payload"]) for event in told[-2:]] == [
        ("emoji.created", None),
        ("emoji.deleted", {"emoji_id": made["id"]}),
    ]


async def test_an_emoji_is_used_where_its_group_talks_and_nowhere_else(crew: Crew) -> None:
    made = await make(crew.ann, crew.group)
    entity = {"type": "emoji", "offset": 0, "length": 7, "emoji_id": made["id"]}
    body = {"text": ":party:", "entities": [entity]}
    sent = (await crew.bob.post(f"/api/conversations/{crew.kitchen}/messages", body))["message"]
    assert sent["entities"] == [entity]
    await crew.dan.put(f"/api/messages/{sent['id']}/reactions/{made['id']}", {})
    await crew.bob.post(f"/api/conversations/{crew.chat}/messages", body, status=422)
    in_chat = (await crew.bob.post(f"/api/conversations/{crew.chat}/messages", {"text": "Hi"}))["message"]
    await crew.bob.put(f"/api/messages/{in_chat['id']}/reactions/{made['id']}", {}, status=422)


async def test_a_removed_member_sees_no_emoji_of_the_group(crew: Crew) -> None:
    made = await make(crew.ann, crew.group)
    await crew.ann.delete(f"/api/groups/{crew.group}/members/{crew.bob.id}")
    assert (await crew.bob.client.get(made["url"])).status_code == 404
    assert (await try_make(crew.bob, crew.group, "another")).status_code == 404


async def test_a_group_takes_its_emoji_along_when_it_goes(crew: Crew, left: Left, clock: MovedClock) -> None:
    await make(crew.ann, crew.group)
    await crew.ann.delete(f"/api/groups/{crew.group}")
    clock.move(HOUR)
    assert await left() == []
