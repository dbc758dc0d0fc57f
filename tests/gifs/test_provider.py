"""Gifs of a provider's: asked and fetched by this server alone, and off without a key."""

from collections.abc import AsyncIterator, Iterator
from typing import Literal

import pytest
from msgspec import structs

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong, load
from distributed_chat.gifs.providers.remembering import LARGEST_FULL
from distributed_chat.kernel.clock import MovedClock
from tests.cast import Person, QuickPasswords, client_of, sign_up
from tests.gifs.conftest import Crew
from tests.gifs.provider import FULL, KEY, SMALL, FakeProvider

IDS = {"giphy": "abc123", "tenor": "123"}


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    with FakeProvider() as running:
        yield running


@pytest.fixture(params=["giphy", "tenor"])
def kind(request: pytest.FixtureRequest) -> Literal["giphy", "tenor"]:
    name: Literal["giphy", "tenor"] = request.param
    return name


@pytest.fixture
async def asking(
    settings: Settings, clock: MovedClock, provider: FakeProvider, kind: Literal["giphy", "tenor"]
) -> AsyncIterator[App]:
    chosen = structs.replace(settings, gif_provider=kind, gif_key=KEY, gif_url=provider.url)
    app = create_app(chosen, clock=clock, passwords=QuickPasswords())
    await app.start()
    yield app
    await app.stop()


@pytest.fixture
async def eve(asking: App) -> AsyncIterator[Person]:
    person = await sign_up(asking, "eve")
    yield person
    await person.client.aclose()


async def test_what_the_provider_has_is_shown_by_way_of_this_server(
    eve: Person, provider: FakeProvider, kind: str
) -> None:
    found = await eve.get("/api/gifs/search", q="cat & dog")
    gif_id = IDS[kind]
    url = f"/api/gifs/provided/{gif_id}"
    shown = {"id": gif_id, "title": "A cat", "url": url, "width": 100, "height": 100}
    assert found == {"provider": kind, "gifs": [shown]}
    assert provider.asked[0][1]["q"] == ["cat & dog"]
    small = await eve.client.get(url)
    assert (small.content, small.headers["content-type"]) == (SMALL, "image/gif")
    again = await eve.client.get(url, headers={"if-none-match": small.headers["etag"]})
    assert again.status_code == 304


async def test_a_provider_learns_nothing_of_those_who_look(eve: Person, provider: FakeProvider, kind: str) -> None:
    headers = {"cookie": "session=secret", "referer": "http://testserver/c/1", "user-agent": "Eves browser"}
    await eve.client.get("/api/gifs/search?q=cat", headers=headers)
    await eve.client.get(f"/api/gifs/provided/{IDS[kind]}", headers=headers)
    assert len(provider.asked) == 2
    for _, _, sent in provider.asked:
        assert not {"cookie", "referer", "authorization"} & set(sent)
        assert "Eve" not in sent["user-agent"]
        assert not any("eve" in value or "192.0.2" in value for value in sent.values())


async def test_without_words_it_shows_what_many_send_now(eve: Person, provider: FakeProvider, kind: str) -> None:
    await eve.get("/api/gifs/search")
    assert provider.asked[0][0] in {"/v1/gifs/trending", "/v2/featured"}


async def test_a_gif_that_is_used_is_a_file_of_mine(eve: Person, kind: str) -> None:
    file = (await eve.post("/api/gifs/use", {"id": IDS[kind]}, status=201))["file"]
    assert (file["name"], file["type"], file["width"]) == ("A cat.gif", "image/gif", 200)
    assert (await eve.client.get(file["url"])).content == FULL


async def test_one_that_is_too_large_is_used_small(eve: Person, provider: FakeProvider, kind: str) -> None:
    provider.pictures["/full.gif"] = FULL + bytes(LARGEST_FULL)
    file = (await eve.post("/api/gifs/use", {"id": IDS[kind]}, status=201))["file"]
    assert (await eve.client.get(file["url"])).content == SMALL


@pytest.mark.parametrize("status", [403, 429, 500, 302])
async def test_a_provider_that_is_away_is_said_so_without_its_key(
    eve: Person, provider: FakeProvider, status: int
) -> None:
    provider.status = status
    answer = await eve.client.get("/api/gifs/search?q=cat")
    assert (answer.status_code, answer.json()["code"]) == (503, "gif_provider_is_away")
    assert KEY not in answer.text


@pytest.mark.parametrize(
    "elsewhere",
    ["http://127.0.0.1:9", "https://evil.example", "https://giphy.com.evil.example", "file:///etc", "http://["],
)
async def test_pictures_are_fetched_from_the_provider_and_nowhere_else(
    eve: Person, provider: FakeProvider, kind: str, elsewhere: str
) -> None:
    provider.elsewhere = elsewhere
    await eve.get("/api/gifs/search", q="cat")
    asked = len(provider.asked)
    assert (await eve.client.get(f"/api/gifs/provided/{IDS[kind]}")).status_code == 503
    assert len(provider.asked) == asked


@pytest.mark.parametrize("side", [0, -1, 2**60, 10**300])
async def test_a_gif_of_no_size_is_not_shown(eve: Person, provider: FakeProvider, side: int) -> None:
    provider.size = (side, 100)
    answer = await eve.client.get("/api/gifs/search?q=cat")
    assert answer.status_code in {200, 503}  # a number beyond all bounds is no answer at all
    assert not answer.json().get("gifs")


@pytest.mark.parametrize("kind", ["giphy"], indirect=True)
@pytest.mark.parametrize("side", ["", "²", "9" * 5_000, "1e3"])
async def test_a_size_that_is_no_number_is_none(eve: Person, provider: FakeProvider, side: str) -> None:
    provider.size = (side, side)
    assert (await eve.get("/api/gifs/search", q="cat"))["gifs"] == []


async def test_what_is_no_picture_is_not_passed_on(eve: Person, provider: FakeProvider, kind: str) -> None:
    provider.pictures["/small.gif"] = provider.pictures["/full.gif"] = b"<script>alert(1)</script>"
    answer = await eve.client.get(f"/api/gifs/provided/{IDS[kind]}")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_gif")
    used = await eve.client.post("/api/gifs/use", json={"id": IDS[kind]})
    assert (used.status_code, used.json()["code"]) == (422, "not_a_gif")


async def test_an_id_that_is_none_asks_nobody(eve: Person, provider: FakeProvider) -> None:
    for gif_id in ("..", "a b", "%2e%2e%2fx", "abc!"):
        assert (await eve.client.get(f"/api/gifs/provided/{gif_id}")).status_code == 404
    assert provider.asked == []


async def test_nobody_asks_for_gifs_unknown(asking: App, provider: FakeProvider) -> None:
    async with client_of(asking) as nobody:
        assert (await nobody.get("/api/gifs/search?q=cat")).status_code == 401
        assert (await nobody.get("/api/gifs/provided/123")).status_code == 401
    assert provider.asked == []


async def test_without_a_key_there_is_only_the_shelf(crew: Crew) -> None:
    answer = await crew.ann.client.get("/api/gifs/search?q=cat")
    assert (answer.status_code, answer.json()["code"]) == (404, "gifs_are_off")
    assert (await crew.ann.get(f"/api/groups/{crew.group}/gifs"))["provider"] is None


def test_a_provider_without_a_key_is_a_mistake_of_the_settings() -> None:
    with pytest.raises(SettingIsWrong):
        load({"DISTRIBUTED_GIF_PROVIDER": "tenor"})
    with pytest.raises(SettingIsWrong):
        load({"DISTRIBUTED_GIF_PROVIDER": "other", "DISTRIBUTED_GIF_KEY": "x"})
