"""What somebody's uploads take, and that there are no more of them than the host allows."""

import asyncio

import pytest
from msgspec.structs import replace

from distributed_chat.config import Settings
from tests.cast import Person, good
from tests.files.conftest import Crew, Left
from tests.files.sending import begin, post, try_upload, tus_headers, upload
from tests.pictures.samples import drawn, saved

MOST = 10_000


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, files_each=MOST)


async def used(person: Person) -> int:
    return int((await person.get("/api/me/files"))["bytes"])


async def test_an_upload_that_would_take_more_is_refused_in_words_and_leaves_nothing(crew: Crew, left: Left) -> None:
    await upload(crew.ann, "a.bin", b"a" * 6_000)
    before = await left()
    refused = await try_upload(crew.ann, "b.bin", b"b" * 4_001)
    assert (refused.status_code, refused.json()["code"]) == (422, "no_room_left")
    refused = await crew.ann.client.post("/api/uploads", headers=tus_headers(4_001))
    assert (refused.status_code, refused.json()["code"]) == (422, "no_room_left")
    assert await left() == before
    assert await used(crew.ann) == 6_000
    # Others have their own.
    await upload(crew.bob, "c.bin", b"c" * 6_000)


async def test_what_is_announced_counts_before_it_is_there(crew: Crew) -> None:
    address = await begin(crew.ann, 9_000)
    assert await used(crew.ann) == 9_000
    refused = await crew.ann.client.post("/api/uploads", headers=tus_headers(1_001))
    assert refused.json()["code"] == "no_room_left"
    good(await crew.ann.client.delete(address), 204)
    await begin(crew.ann, MOST)


async def test_who_deletes_has_room_again(crew: Crew, left: Left) -> None:
    file = await upload(crew.ann, "a.bin", b"a" * 9_500)
    message = await post(crew.ann, crew.kitchen, file["id"])
    assert (await try_upload(crew.ann, "b.bin", b"b" * 600)).json()["code"] == "no_room_left"
    await crew.ann.delete(f"/api/messages/{message['id']}", status=200)
    await left()
    assert await used(crew.ann) == 0
    await upload(crew.ann, "b.bin", b"b" * 9_000)


async def test_a_forward_costs_nobody(crew: Crew) -> None:
    file = await upload(crew.ann, "a.bin", b"a" * 6_000)
    message = await post(crew.ann, crew.kitchen, file["id"])
    for person in (crew.ann, crew.bob):
        await person.post(f"/api/messages/{message['id']}/forward", {"conversation_id": crew.chat})
    assert (await used(crew.ann), await used(crew.bob)) == (6_000, 0)


async def test_the_largest_come_first_and_say_where_they_are(crew: Crew) -> None:
    small, large = await upload(crew.dan, "small.bin", b"a" * 100), await upload(crew.dan, "large.bin", b"b" * 900)
    waiting = await upload(crew.dan, "waiting.bin", b"c" * 500)
    await upload(crew.ann, "not-dans.bin", b"d")
    for file in (small, large):
        await post(crew.dan, crew.kitchen, file["id"])
    mine = await crew.dan.get("/api/me/files")
    assert (mine["bytes"], mine["most"]) == (1_500, MOST)
    found = [(it["file"]["id"], it["conversation_id"], it["number"]) for it in mine["largest"]]
    assert found == [(large["id"], crew.kitchen, 2), (waiting["id"], None, None), (small["id"], crew.kitchen, 1)]


async def test_of_a_room_that_they_may_read_no_more_only_the_bytes_are_told(crew: Crew) -> None:
    file = await upload(crew.dan, "a.bin", b"a" * 900)
    await post(crew.dan, crew.kitchen, file["id"])
    await crew.ann.delete(f"/api/groups/{crew.group}/members/{crew.dan.id}", status=204)
    mine = await crew.dan.get("/api/me/files")
    assert (mine["bytes"], mine["largest"]) == (900, [])


async def test_those_of_one_moment_see_each_other(crew: Crew) -> None:
    begun = [crew.ann.client.post("/api/uploads", headers=tus_headers(3_000)) for _ in range(8)]
    answers = [answer.status_code for answer in await asyncio.gather(*begun)]
    assert sorted(answers) == [201] * 3 + [422] * 5
    assert await used(crew.ann) == 9_000


async def test_a_gif_for_the_shelf_is_an_upload_too(crew: Crew) -> None:
    await begin(crew.ann, MOST)
    picture = {"file": ("a.png", saved(drawn(60, 40), "PNG"))}
    refused = await crew.ann.client.post(f"/api/groups/{crew.group}/gifs", files=picture, data={"tags": "party"})
    assert (refused.status_code, refused.json()["code"]) == (422, "no_room_left")
