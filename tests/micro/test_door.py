"""Who is let in to the Micro API, and what is written of it."""

import httpx2
import msgspec
import pytest

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.kernel.clock import MovedClock
from distributed_chat.keys.secrets import new_secret
from tests.cast import Person, QuickPasswords, client_of, sign_up
from tests.keys.making import make_key
from tests.micro.speaking import Micro, micro_key


async def test_without_a_key_nobody_is_let_in_in_plain_text(nobody: httpx2.AsyncClient, ann: Person) -> None:
    for headers in ({}, {"micro-namespace": "micro"}, {"authorization": f"Bearer {new_secret()}"}):
        answer = await nobody.post("/micro/users/list", json={}, headers=headers)
        assert (answer.status_code, answer.text) == (401, "unauthorized request")
        assert answer.headers["content-type"].startswith("text/plain")
    session = await nobody.post("/micro/users/list", json={}, headers={"authorization": f"Bearer {ann.token}"})
    assert session.status_code == 401


async def test_a_key_for_people_is_none_for_everybody(app: App, ann: Person) -> None:
    async with make_key(app, ann, scopes=["groups:read"]) as key:
        answer = await key.client.post("/micro/users/list", json={})
        assert (answer.status_code, answer.text) == (403, "Forbidden request")


async def test_a_page_needs_its_origin_in_the_key(app: App, ann: Person) -> None:
    secret = await micro_key(ann, origins=["https://site.example"])
    async with client_of(app, secret) as client:
        good = await client.post("/micro/users/list", json={}, headers={"origin": "https://site.example"})
        assert good.status_code == 200
        assert good.headers["access-control-allow-origin"] == "https://site.example"
        assert "access-control-allow-credentials" not in good.headers
        foreign = await client.post("/micro/users/list", json={}, headers={"origin": "https://evil.example"})
        assert foreign.status_code == 403
        assert "access-control-allow-origin" not in foreign.headers
        asked = await client.options("/micro/users/list", headers={"origin": "https://site.example"})
        assert (asked.status_code, "authorization" in asked.headers["access-control-allow-headers"]) == (204, True)


async def test_every_call_is_counted_and_in_the_audit_log(micro: Micro, ann: Person, app: App) -> None:
    await micro("users/read", ids=[ann.id])
    await micro.error("groups/Update", id=ann.id)
    log = await ann.get("/api/audit")
    assert [entry["action"] for entry in log["entries"]] == ["groups/update", "users/read"]
    assert log["entries"][0]["about"] == f"id={ann.id}"
    assert log["entries"][0]["key_name"] == "Front end"
    first = await ann.get("/api/audit", limit=1)
    assert first["has_older"]
    older = await ann.get("/api/audit", before=first["entries"][0]["id"])
    assert [entry["action"] for entry in older["entries"]] == ["users/read"]
    await app.keys.write()
    [key] = (await ann.get("/api/keys"))["keys"]
    usage = (await ann.get(f"/api/keys/{key['id']}/usage"))["usage"]
    assert {row["route"]: (row["calls"], row["refused"]) for row in usage} == {
        "POST /micro/users/read": (1, 0),
        "POST /micro/groups/Update": (1, 1),
    }


async def test_a_namespace_may_be_open_to_addresses_but_to_no_page(settings: Settings, clock: MovedClock) -> None:
    opened = msgspec.structs.replace(settings, micro_open="micro;other=192.0.2.7")
    app = create_app(opened, clock=clock, passwords=QuickPasswords())
    await app.start()
    person = await sign_up(app, "ann")

    async def asked(address: str, **headers: str) -> int:
        transport = httpx2.ASGITransport(app=app, client=(address, 1))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=named) as client:
            return (await client.post("/micro/users/list", json={})).status_code

    assert await asked("127.0.0.1", micro_namespace="micro") == 200
    assert await asked("127.0.0.1", micro_namespace="micro", origin="https://evil.example") == 401
    assert await asked("127.0.0.1", micro_namespace="other") == 401
    # A proxy on this machine asks for people whom it does not name.
    assert await asked("127.0.0.1", micro_namespace="micro", host="chat.example") == 401
    assert await asked("127.0.0.1", micro_namespace="micro", via="1.1 proxy") == 401
    assert await asked("192.0.2.7", micro_namespace="other") == 200
    assert await asked("192.0.2.7", micro_namespace="micro") == 401
    assert await asked("127.0.0.1") == 401
    log = await person.get("/api/audit")
    assert {entry["key_name"] for entry in log["entries"]} == {"namespace micro", "namespace other"}
    await person.client.aclose()
    await app.stop()


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff", b'"x"', b"[" * 100_000, b'{"a": "\\ud800"}'])
async def test_a_body_that_is_none_is_an_error_in_words(micro: Micro, content: bytes) -> None:
    answer = await micro.client.post("/micro/users/read", content=content)
    assert answer.status_code in {400, 500}
    assert answer.json()["Id"] in {"go.micro.client", "MISSING_IDS"}


async def test_a_body_that_is_too_large_is_refused(micro: Micro) -> None:
    answer = await micro.client.post("/micro/users/read", content=b'{"a": "' + b"x" * 1_100_000 + b'"}')
    assert answer.status_code == 413


async def test_guessing_a_password_is_throttled_as_on_our_page(settings: Settings, clock: MovedClock) -> None:
    app = create_app(msgspec.structs.replace(settings, unlimited=False), clock=clock, passwords=QuickPasswords())
    await app.start()
    person = await sign_up(app, "ann")
    micro = Micro(client_of(app, await micro_key(person)))
    wrong = {"email": "ann@example.test", "password": "wrong words"}
    said = [(await micro.error("users/login", **wrong))[1] for _ in range(30)]
    assert (said[0], said[-1]) == ("INCORRECT_PASSWORD", "TOO_MANY_REQUESTS")
    await micro.client.aclose()
    await person.client.aclose()
    await app.stop()
