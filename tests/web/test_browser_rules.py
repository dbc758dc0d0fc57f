"""What stands between a person's cookie and a page of somebody else, and what every answer tells the browser."""

import json

import httpx2
import pytest

from distributed_chat.app import App
from distributed_chat.calls.sfu import origins_of
from distributed_chat.config import Settings
from distributed_chat.web.incoming import Incoming, cookie_name
from distributed_chat.web.reply import PLAYERS, POLICY, json_reply, page_headers, with_cookie
from tests.cast import ADDRESS, PASSWORD, Person, client_of

CREDENTIALS = {"email": "ann@example.test", "password": PASSWORD}


def with_a_cookie(person: Person, **headers: str) -> dict[str, str]:
    return {"cookie": f"session={person.token}", "content-type": "application/json", **headers}


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"origin": ADDRESS}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": ADDRESS}, False),
        ({"origin": "http://elsewhere.test"}, False),
        ({"origin": "null"}, False),
        ({"origin": ADDRESS + ":81"}, False),
        ({}, False),
    ],
)
async def test_only_our_own_page_changes_things_with_the_cookie(
    nobody: httpx2.AsyncClient, ann: Person, headers: dict[str, str], allowed: bool
) -> None:
    answer = await nobody.patch("/api/me", content=b'{"first_name":"Anna"}', headers=with_a_cookie(ann, **headers))
    assert answer.status_code == (200 if allowed else 403)
    after = (await ann.get("/api/me"))["user"]["first_name"]
    assert after == ("Anna" if allowed else "Ann")


async def test_reading_with_the_cookie_needs_no_more(nobody: httpx2.AsyncClient, ann: Person) -> None:
    answer = await nobody.get("/api/me", headers=with_a_cookie(ann))
    assert answer.status_code == 200


async def test_a_bearer_token_comes_from_no_page_by_accident(nobody: httpx2.AsyncClient, ann: Person) -> None:
    headers = {"authorization": f"Bearer {ann.token}", "origin": "http://elsewhere.test"}
    answer = await nobody.patch("/api/me", json={"first_name": "Anna"}, headers=headers)
    assert answer.status_code == 200


async def test_a_page_gets_the_cookie_and_a_program_gets_the_token(nobody: httpx2.AsyncClient, ann: Person) -> None:
    program = await nobody.post("/api/sessions", json=CREDENTIALS)
    assert program.json()["token"].startswith("ds_")
    page = await nobody.post("/api/sessions", json=CREDENTIALS, headers={"sec-fetch-site": "same-origin"})
    assert "token" not in page.json()
    cookie = page.headers["set-cookie"]
    assert cookie.startswith("session=ds_")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


async def test_signing_out_clears_the_cookie(nobody: httpx2.AsyncClient, ann: Person) -> None:
    headers = with_a_cookie(ann, **{"sec-fetch-site": "same-origin"})
    answer = await nobody.delete("/api/sessions/current", headers=headers)
    assert answer.status_code == 204
    assert "session=; " in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await nobody.get("/api/me", headers=headers)).status_code == 401


def test_over_https_the_cookie_is_bound_to_this_very_host() -> None:
    settings = Settings(public_url="https://chat.example.test")
    reply = with_cookie(json_reply(200, b"{}"), settings, "ds_x")
    cookie = dict(reply.headers)[b"set-cookie"].decode()
    assert cookie.startswith("__Host-session=ds_x; Path=/; ")
    assert "Secure" in cookie.split("; ")
    assert "Domain" not in cookie


def test_a_cookie_of_the_plain_name_counts_for_nothing_over_https() -> None:
    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    settings = Settings(public_url="https://chat.example.test")
    scope = {"method": "GET", "path": "/", "headers": [(b"cookie", b"session=ds_x; other=1")]}
    assert Incoming(scope, receive, settings).token is None
    assert cookie_name(settings) == "__Host-session"


@pytest.mark.parametrize("path", ["/api/me", "/api/nope", "/api/instance", "/livez"])
async def test_every_answer_of_the_api_keeps_browsers_on_a_short_lead(nobody: httpx2.AsyncClient, path: str) -> None:
    headers = (await nobody.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/", "/g/anything", "/api/docs"])
async def test_every_page_has_the_strict_policy(nobody: httpx2.AsyncClient, path: str) -> None:
    answer = await nobody.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "unsafe-eval" not in POLICY
    assert "script-src 'self';" in POLICY
    assert f"frame-src {PLAYERS};" in POLICY
    assert all(origin.startswith("https://") and "*" not in origin for origin in PLAYERS.split())


@pytest.mark.parametrize(
    ("sfu", "reached"),
    [
        ("livekit+wss://media.example.org/", "connect-src 'self' wss://media.example.org https://media.example.org;"),
        ("livekit+ws://127.0.0.1:7880", "connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880;"),
        ("janus+ws://127.0.0.1:8188", "connect-src 'self';"),
        (None, "connect-src 'self';"),
    ],
)
async def test_the_page_may_reach_a_media_server_that_is_not_behind_us(sfu: str | None, reached: str) -> None:
    settings = Settings(sfu_url=sfu)
    headers = dict(page_headers(origins_of(settings)))
    policy = headers[b"content-security-policy"].decode()
    assert reached in policy
    assert policy.count("connect-src") == 1


async def test_not_there_and_not_yours_are_the_same_bytes(app: App, ann: Person, bob: Person) -> None:
    mine = (await bob.get("/api/sessions"))["sessions"][0]["id"]
    not_hers = await ann.client.delete(f"/api/sessions/{mine}")
    not_there = await ann.client.delete("/api/sessions/01890a5d-ac96-774b-bcce-b302099a8057")
    no_id = await ann.client.delete("/api/sessions/1")
    bodies = [json.loads(answer.text) for answer in (not_hers, not_there, no_id)]
    for body in bodies:
        del body["request_id"]
    assert bodies[0] == bodies[1] == bodies[2]
    assert {answer.status_code for answer in (not_hers, not_there, no_id)} == {404}


async def test_a_head_is_a_get_without_its_body(nobody: httpx2.AsyncClient) -> None:
    get, head = await nobody.get("/api/instance"), await nobody.head("/api/instance")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]


async def test_a_fault_of_ours_says_nothing_but_its_number(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(function: object) -> None:
        raise RuntimeError("the password is tomatoes")

    monkeypatch.setattr(app.database, "read", broken)
    async with client_of(app) as client:
        answer = await client.get("/api/instance")
    assert answer.status_code == 500
    assert answer.json()["code"] == "unexpected"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert "tomatoes" not in answer.text
