"""The routes of accounts as a page and as a script see them."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from distributed_chat.accounts import actions, flows
from distributed_chat.app import App
from distributed_chat.db import Tx
from tests.accounts.world import FIREFOX
from tests.cast import PASSWORD, client_of, good

FROM_OUR_PAGE = {"sec-fetch-site": "same-origin", "user-agent": FIREFOX}
ANN = {"email": "ann@example.com", "password": PASSWORD}


async def with_account(app: App, name: str) -> httpx2.AsyncClient:
    """A script that is signed in as somebody new."""

    def work(tx: Tx) -> str:
        me = actions.create_account(
            tx,
            first_name=name.title(),
            last_name="Example",
            email=f"{name}@example.com",
            password_hash=f"hash of {PASSWORD}",
        )
        return actions.start_session(tx, me.id, user_agent="curl/8", address="192.0.2.1")

    return client_of(app, await app.database.write(work))


@pytest.fixture
async def anns_script(app: App) -> AsyncIterator[httpx2.AsyncClient]:
    async with await with_account(app, "ann") as client:
        yield client


@pytest.fixture
async def bobs_script(app: App, anns_script: httpx2.AsyncClient) -> AsyncIterator[httpx2.AsyncClient]:
    assert anns_script.headers["authorization"]
    async with await with_account(app, "bob") as client:
        yield client


@pytest.fixture
async def page(app: App, anns_script: httpx2.AsyncClient) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser on our page, where ann has just signed in. It has the cookie and nothing else."""
    assert anns_script.headers["authorization"]
    async with client_of(app) as client:
        client.headers.update(FROM_OUR_PAGE)
        good(await client.post("/api/sessions", json=ANN), 201)
        yield client


async def test_a_page_gets_a_cookie_that_its_scripts_cant_read_and_no_token(
    nobody: httpx2.AsyncClient, anns_script: httpx2.AsyncClient
) -> None:
    answer = await nobody.post("/api/sessions", json=ANN, headers=FROM_OUR_PAGE)
    assert answer.status_code == 201
    assert set(answer.json()) == {"user"}
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("session=ds_")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert good(await anns_script.get("/api/me"), 200) == answer.json()


async def test_a_script_gets_the_token(nobody: httpx2.AsyncClient, anns_script: httpx2.AsyncClient, app: App) -> None:
    assert anns_script.headers["authorization"]
    token = good(await nobody.post("/api/sessions", json=ANN), 201)["token"]
    async with client_of(app, token) as script:
        assert good(await script.get("/api/me"), 200)["user"]["email"] == "ann@example.com"


async def test_wrong_email_and_wrong_password_are_the_same_bytes_but_for_the_request(
    nobody: httpx2.AsyncClient, anns_script: httpx2.AsyncClient
) -> None:
    assert anns_script.headers["authorization"]
    bodies = []
    for given in ({**ANN, "password": "wrong password"}, {**ANN, "email": "eve@example.com"}):
        answer = await nobody.post("/api/sessions", json=given)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        bodies.append({**answer.json(), "request_id": ""})
    assert bodies[0] == bodies[1]
    assert bodies[0]["code"] == "wrong_email_or_password"


async def test_signing_out_ends_the_session_and_clears_the_cookie(page: httpx2.AsyncClient) -> None:
    secret = page.cookies["session"]
    answer = await page.delete("/api/sessions/current")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    page.cookies.set("session", secret)
    assert (await page.get("/api/me")).status_code == 401


async def test_a_device_is_listed_and_revoked_from_another(
    page: httpx2.AsyncClient, anns_script: httpx2.AsyncClient, bobs_script: httpx2.AsyncClient
) -> None:
    devices = good(await page.get("/api/sessions"), 200)["sessions"]
    assert sorted((device["device"], device["current"]) for device in devices) == [
        ("Firefox on Linux", True),
        ("curl", False),
    ]
    other = next(device["id"] for device in devices if not device["current"])
    assert (await bobs_script.delete(f"/api/sessions/{other}")).status_code == 404
    revoked = await page.delete(f"/api/sessions/{other}")
    assert revoked.status_code == 204
    assert "set-cookie" not in revoked.headers
    assert (await anns_script.get("/api/me")).status_code == 401
    assert (await page.get("/api/me")).status_code == 200


async def test_a_profile_is_changed_field_by_field(
    anns_script: httpx2.AsyncClient, bobs_script: httpx2.AsyncClient
) -> None:
    user = good(await anns_script.patch("/api/me", json={"first_name": "Anna"}), 200)["user"]
    assert (user["first_name"], user["last_name"]) == ("Anna", "Example")
    assert good(await bobs_script.get("/api/me"), 200)["user"]["first_name"] == "Bob"


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"first_name": ""}, 422, "empty", "first_name"),
        ({"email": "bob@example.com"}, 403, "wrong_password", "current_password"),
        ({"email": "bob@example.com", "current_password": PASSWORD}, 409, "email_taken", "email"),
        ({"email": "bob", "current_password": PASSWORD}, 422, "email_is_not_valid", "email"),
        ({"password": "short", "current_password": PASSWORD}, 422, "password_too_short", "password"),
    ],
)
async def test_what_is_wrong_with_a_change_is_named(
    anns_script: httpx2.AsyncClient,
    bobs_script: httpx2.AsyncClient,
    change: dict[str, str],
    status: int,
    code: str,
    field: str,
) -> None:
    assert bobs_script.headers["authorization"]
    answer = await anns_script.patch("/api/me", json=change)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (status, code, field)


@pytest.mark.parametrize("field", ["id", "kind", "is_owner", "email_proved", "password_hash", "created_at"])
async def test_nobody_writes_what_is_not_theirs_to_write(bobs_script: httpx2.AsyncClient, field: str) -> None:
    answer = await bobs_script.patch("/api/me", json={"first_name": "Robert", field: True})
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert good(await bobs_script.get("/api/me"), 200)["user"]["first_name"] == "Bob"


async def test_a_deleted_account_is_signed_out_everywhere(
    page: httpx2.AsyncClient, anns_script: httpx2.AsyncClient
) -> None:
    refused = await page.request("DELETE", "/api/me", json={"password": "wrong"})
    assert (refused.status_code, refused.json()["field"]) == (403, "password")
    answer = await page.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await anns_script.get("/api/me")).status_code == 401
    assert (await page.post("/api/sessions", json=ANN)).status_code == 401


async def test_asking_for_a_reset_tells_nobody_who_has_an_account(
    nobody: httpx2.AsyncClient, anns_script: httpx2.AsyncClient
) -> None:
    assert anns_script.headers["authorization"]
    answers = [
        await nobody.post("/api/password-resets", json={"email": email})
        for email in ("ann@example.com", "eve@example.com", "not an email")
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(202, b"{}")}


async def test_a_reset_by_hand_signs_in_and_ends_the_rest(
    nobody: httpx2.AsyncClient, anns_script: httpx2.AsyncClient, app: App
) -> None:
    given = await flows.reset_by_hand(app.services, "ann@example.com")
    body = {"email": "ann@example.com", "code": given.code, "password": "olive oil and salt"}
    answer = good(await nobody.post("/api/password-resets/confirm", json=body), 201)
    assert answer["user"]["email"] == "ann@example.com"
    assert (await anns_script.get("/api/me")).status_code == 401
    nobody.cookies.clear()
    again = await nobody.post("/api/password-resets/confirm", json=body)
    assert (again.status_code, again.json()["code"], again.json()["field"]) == (422, "code_is_wrong", "code")


async def test_without_mail_an_email_cant_be_proved_and_the_page_knows(
    nobody: httpx2.AsyncClient, anns_script: httpx2.AsyncClient
) -> None:
    instance = good(await nobody.get("/api/instance"), 200)
    assert (instance["name"], instance["owned"], instance["mail"]) == ("Distributed", True, False)
    answer = await anns_script.post("/api/me/email-proof", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "mail_is_off")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/api/sessions/current", {}),
        ("GET", "/api/sessions", {}),
        ("DELETE", "/api/sessions/01a20f8b-fdbe-73f5-9d97-e1bb9710661e", {}),
        ("GET", "/api/me", {}),
        ("PATCH", "/api/me", {"first_name": "Eve"}),
        ("DELETE", "/api/me", {"password": PASSWORD}),
        ("POST", "/api/me/email-proof", {}),
        ("POST", "/api/me/email-proof/confirm", {"code": "12345678"}),
    ],
)
@pytest.mark.parametrize("token", [None, "ds_nobodys", "x" * 5_000])
async def test_nobody_is_told_to_sign_in_first(
    app: App, method: str, path: str, body: dict[str, str], token: str | None
) -> None:
    async with client_of(app, token) as stranger:
        answer = await stranger.request(method, path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
