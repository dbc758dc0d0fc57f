"""The shelf of a group: gifs that its members put there, find and send."""

from typing import Any

import httpx2
import pytest

from distributed_chat.gifs.policy import LARGEST
from distributed_chat.kernel.clock import DAY, MovedClock
from tests.cast import Person, good
from tests.files.sending import post
from tests.gifs.conftest import Crew, Left
from tests.pictures.samples import moving, pdf

GIF = moving(3, 120)


async def try_add(person: Person, group: str, tags: str = "", content: bytes = GIF) -> httpx2.Response:
    path = f"/api/groups/{group}/gifs"
    return await person.client.post(path, files={"file": ("a.gif", content)}, data={"tags": tags})


async def add(person: Person, group: str, tags: str = "") -> Any:
    return good(await try_add(person, group, tags), 201)["gif"]


async def found(person: Person, group: str, **query: Any) -> list[list[str]]:
    return [gif["tags"] for gif in (await person.get(f"/api/groups/{group}/gifs", **query))["gifs"]]


async def test_any_member_adds_a_gif_and_all_members_see_it(crew: Crew) -> None:
    gif = await add(crew.bob, crew.group, "Dancing CAT, party!")
    assert (gif["tags"], gif["width"], gif["height"]) == (["dancing", "cat", "party"], 120, 120)
    for member in (crew.ann, crew.dan):
        assert (await member.get(f"/api/groups/{crew.group}/gifs"))["gifs"] == [gif]
        assert (await member.client.get(gif["url"])).content == GIF
    assert (await crew.cat.client.get(gif["url"])).status_code == 404
    assert (await crew.cat.client.get(f"/api/groups/{crew.group}/gifs")).status_code == 404


async def test_gifs_are_found_by_the_beginnings_of_their_tags(crew: Crew, clock: MovedClock) -> None:
    for tags in ("cat dance", "dog dance", "concatenate", "50% off", "änderung"):
        await add(crew.ann, crew.group, tags)
        clock.move(1)
    assert await found(crew.bob, crew.group, q="Cat") == [["cat", "dance"]]
    assert await found(crew.bob, crew.group, q="da") == [["dog", "dance"], ["cat", "dance"]]
    assert await found(crew.bob, crew.group, q="dance ca") == [["cat", "dance"]]
    assert await found(crew.bob, crew.group, q="%") == await found(crew.bob, crew.group)
    assert await found(crew.bob, crew.group, q="ÄND") == [["änderung"]]
    assert await found(crew.bob, crew.group, q="bird") == []


async def test_a_long_shelf_comes_in_pages(crew: Crew, clock: MovedClock) -> None:
    for number in range(5):
        await add(crew.ann, crew.group, str(number))
        clock.move(1)
    page = await crew.bob.get(f"/api/groups/{crew.group}/gifs", limit=3)
    assert page["has_older"]
    rest = await crew.bob.get(f"/api/groups/{crew.group}/gifs", limit=3, before=page["gifs"][-1]["id"])
    assert [gif["tags"] for gif in (*page["gifs"], *rest["gifs"])] == [["4"], ["3"], ["2"], ["1"], ["0"]]
    assert not rest["has_older"]


async def test_a_gif_that_is_used_is_a_file_of_mine_and_outlives_the_shelf(crew: Crew, left: Left) -> None:
    gif = await add(crew.ann, crew.group)
    file = (await crew.bob.post(f"/api/gifs/{gif['id']}/use", status=201))["file"]
    await post(crew.bob, crew.chat, file["id"])
    await crew.ann.delete(f"/api/gifs/{gif['id']}", status=204)
    assert (await crew.ann.client.get(file["url"])).content == GIF
    assert (await crew.ann.client.get(gif["url"])).status_code == 404
    assert [path for path in await left() if path.endswith("/0")]
    await crew.cat.post(f"/api/gifs/{gif['id']}/use", status=404)


async def test_the_shelf_is_not_swept_away_and_a_gif_that_was_not_sent_is(
    crew: Crew, left: Left, clock: MovedClock
) -> None:
    gif = await add(crew.ann, crew.group)
    await crew.bob.post(f"/api/gifs/{gif['id']}/use", status=201)
    clock.move(2 * DAY)
    await left()
    assert (await crew.dan.client.get(gif["url"])).content == GIF
    await crew.ann.delete(f"/api/gifs/{gif['id']}", status=204)
    assert await left() == []


async def test_whoever_added_it_and_those_who_lead_remove_it(crew: Crew, left: Left) -> None:
    first, second = await add(crew.bob, crew.group), await add(crew.bob, crew.group)
    await crew.dan.delete(f"/api/gifs/{first['id']}", status=403)
    await crew.cat.delete(f"/api/gifs/{first['id']}", status=404)
    await crew.bob.delete(f"/api/gifs/{first['id']}", status=204)
    await crew.ann.delete(f"/api/gifs/{second['id']}", status=204)
    assert await found(crew.ann, crew.group) == []
    assert await left() == []


@pytest.mark.parametrize(
    ("content", "tags", "status", "code"),
    [
        (b"words", "", 422, "not_a_gif"),
        (pdf(1), "", 422, "not_a_gif"),
        (b"", "", 422, "file_is_empty"),
        (GIF, "x" * 33, 422, "tags_are_wrong"),
        (GIF, " ".join(map(str, range(11))), 422, "tags_are_wrong"),
        (bytes(LARGEST + 1), "", 413, "too_large"),
    ],
)
async def test_what_is_no_gif_is_refused_and_leaves_nothing(
    crew: Crew, left: Left, content: bytes, tags: str, status: int, code: str
) -> None:
    answer = await try_add(crew.ann, crew.group, tags, content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await left() == []


async def test_a_stranger_adds_nothing(crew: Crew, left: Left) -> None:
    assert (await try_add(crew.cat, crew.group)).status_code == 404
    assert await left() == []


async def test_a_group_takes_its_shelf_along_when_it_goes(crew: Crew, left: Left) -> None:
    await add(crew.ann, crew.group)
    await crew.ann.delete(f"/api/groups/{crew.group}")
    assert await left() == []
