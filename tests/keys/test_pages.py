"""Pages of other origins: answered by CORS where the settings or a key name them, and never with a cookie."""

from collections.abc import AsyncIterator

import httpx2
import msgspec
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong, load
from distributed_chat.kernel.clock import MINUTE, MovedClock
from distributed_chat.streams.protocol import Close
from tests.cast import Person, QuickPasswords, client_of, sign_up
from tests.journeys.live import Live, listening
from tests.keys.making import make_key

SITE = "https://site.example"
ASKED = {"origin": SITE, "access-control-request-method": "POST", "access-control-request-headers": "authorization"}


async def test_a_page_that_a_key_names_is_answered(app: App, clock: MovedClock, ann: Person) -> None:
    async with make_key(app, ann, scopes=["profile:read", "files:read"], origins=[SITE]) as key:
        asked = await key.client.options("/api/conversations/x/messages", headers=ASKED)
        assert asked.status_code == 204
        assert asked.headers["access-control-allow-origin"] == SITE
        assert "authorization" in asked.headers["access-control-allow-headers"]
        for path, status in (("/api/me", 200), ("/api/nothing", 404), ("/api/sessions", 403)):
            answer = await key.client.get(path, headers={"origin": SITE})
            assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (status, SITE)
            assert "access-control-allow-credentials" not in answer.headers
            assert "x-request-id" in answer.headers["access-control-expose-headers"]
            assert answer.headers["vary"] == "Origin"
        await ann.delete(f"/api/keys/{key.key['id']}", status=204)
        clock.move(MINUTE)
        assert "access-control-allow-origin" not in (await key.client.options("/api/me", headers=ASKED)).headers


async def test_no_other_page_is_and_our_own_needs_none(app: App, ann: Person) -> None:
    async with make_key(app, ann, scopes=["profile:read"], origins=[SITE]) as key:
        evil = await key.client.options("/api/me", headers=ASKED | {"origin": "https://evil.example"})
        assert evil.status_code == 204
        assert "access-control-allow-origin" not in evil.headers
        own = await ann.client.get("/api/me", headers={"origin": "http://testserver", "host": "testserver"})
        assert "access-control-allow-origin" not in own.headers
        assert "vary" not in own.headers


@pytest.fixture
async def opened(settings: Settings, clock: MovedClock) -> AsyncIterator[App]:
    app = create_app(
        msgspec.structs.replace(settings, origins=f"{SITE}, http://localhost:5173"),
        clock=clock,
        passwords=QuickPasswords(),
    )
    await app.start()
    yield app
    await app.stop()


async def test_a_page_of_the_settings_signs_in_and_gets_its_token(opened: App) -> None:
    person = await sign_up(opened, "ann")
    async with client_of(opened) as client:
        body = {"email": "ann@example.test", "password": "tomatoes and bread"}
        signed = await client.post("/api/sessions", json=body, headers={"origin": SITE, "sec-fetch-site": "cross-site"})
        assert signed.headers["access-control-allow-origin"] == SITE
        assert signed.json()["token"]
    await person.client.aclose()


async def knock(live: Live, token: str | None, *, cookie: str = "", origin: str = SITE) -> int:
    """The code that the socket ends with; 1000: it was welcome."""
    headers = {"cookie": f"session={cookie}"} if cookie else {}
    address = f"ws://127.0.0.1:{live.port}/api/stream"
    try:
        async with connect(address, origin=Origin(origin), additional_headers=headers, compression=None) as socket:
            hello = {"frame": "hello", "cursors": {}, **({"token": token} if token else {})}
            await socket.send(msgspec.json.encode(hello).decode())
            welcome = msgspec.json.decode(await socket.recv())
            assert welcome["frame"] == "welcome"
            return 1000
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0
    except InvalidStatus as refused:
        return refused.response.status_code


async def test_its_socket_says_the_token_and_a_cookie_counts_for_nothing(opened: App) -> None:
    person = await sign_up(opened, "ann")
    async with (
        listening(opened) as live,
        make_key(opened, person, scopes=["streams:read"], origins=["https://other.example"]) as key,
    ):
        assert await knock(live, person.token) == 1000
        assert await knock(live, None, cookie=person.token) == Close.NOT_SIGNED_IN
        assert await knock(live, key.secret) == Close.NOT_ALLOWED  # the key names another page
        assert await knock(live, key.secret, origin="https://other.example") == 1000
        assert await knock(live, person.token, origin="https://other.example") == Close.NOT_ALLOWED
        assert await knock(live, person.token, origin="https://evil.example") == 403
    await person.client.aclose()


@pytest.mark.parametrize("origins", ["*", "site.example", "https://site.example/path"])
def test_what_is_no_origin_is_refused_at_the_start(origins: str) -> None:
    with pytest.raises(SettingIsWrong, match="DISTRIBUTED_ORIGINS"):
        load({"DISTRIBUTED_ORIGINS": origins})


async def test_a_program_says_no_origin_and_is_told_nothing_of_it(nobody: httpx2.AsyncClient) -> None:
    assert "access-control-allow-origin" not in (await nobody.get("/api/instance")).headers
