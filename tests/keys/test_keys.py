"""Making, changing, rotating and revoking keys, and what is written of their use."""

import re
from typing import Any

import httpx2
import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, HOUR, SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from distributed_chat.keys.secrets import is_secret, new_secret
from tests.cast import PASSWORD, Person, client_of
from tests.keys.making import Keyed, make_key
from tests.places import join


async def room_of(person: Person, topic: str = "Kitchen", name: str = "Crew") -> tuple[str, str]:
    group = (await person.post("/api/groups", {"name": name}))["group"]["id"]
    room = (await person.post(f"/api/groups/{group}/rooms", {"topic": topic}))["room"]["id"]
    return group, room


def test_a_scanner_finds_a_secret_and_a_typing_error_is_seen_without_a_database() -> None:
    secret = new_secret()
    assert re.fullmatch(r"dk_[A-Za-z0-9_-]{43}[0-9a-f]{6}", secret)
    assert is_secret(secret)
    assert not is_secret(secret[:-1] + ("0" if secret[-1] != "0" else "1"))
    assert not is_secret(secret + "\n")


async def test_it_acts_as_its_person_and_its_secret_is_never_shown_again(keyed: Keyed, ann: Person) -> None:
    me = await keyed.client.get("/api/me")
    assert me.json()["user"]["id"] == ann.id
    listed = await ann.client.get("/api/keys")
    assert keyed.secret not in listed.text
    [key] = listed.json()["keys"]
    assert key["secrets"][0]["hint"] == f"dk_…{keyed.secret[-4:]}"
    assert key["kind"] == "person"


async def test_a_key_is_nobody_elses(keyed: Keyed, bob: Person) -> None:
    path = f"/api/keys/{keyed.key['id']}"
    assert (await bob.get("/api/keys"))["keys"] == []
    assert (await bob.client.get(f"{path}/usage")).status_code == 404
    assert (await bob.client.patch(path, json={"name": "Mine"})).status_code == 404
    assert (await bob.client.post(f"{path}/secrets", json={})).status_code == 404
    assert (await bob.client.delete(path)).status_code == 404
    assert await keyed.status("GET", "/api/me") == 200


async def test_a_key_makes_no_key_and_touches_no_account(keyed: Keyed) -> None:
    assert await keyed.code("POST", "/api/keys", {"name": "More", "scopes": ["messages:read"]}) == "not_for_keys"
    assert await keyed.code("PATCH", "/api/me", {"first_name": "Eve"}) == "not_for_keys"
    assert await keyed.code("DELETE", "/api/me", {"password": PASSWORD}) == "not_for_keys"
    assert await keyed.code("GET", "/api/sessions") == "not_for_keys"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"scopes": ["messages:fly"]}, "unknown_scope"),
        ({"scopes": ["streams:write"]}, "unknown_scope"),
        ({"scopes": ["micro", "messages:read"]}, "micro_stands_alone"),
        ({"scopes": []}, "too_short"),
        ({"scopes": ["messages:read"], "origins": ["https://site.example/path"]}, "not_an_origin"),
        ({"scopes": ["messages:read"], "origins": ["*"]}, "not_an_origin"),
        ({"scopes": ["messages:read"], "expires_in": 1}, "too_small"),
        ({"scopes": ["messages:read"], "group_id": "00000000-0000-7000-8000-000000000000"}, "not_found"),
    ],
)
async def test_what_is_no_key_is_refused(ann: Person, form: dict[str, Any], code: str) -> None:
    answer = await ann.client.post("/api/keys", json={"name": "Test", **form})
    assert answer.status_code in {404, 422}
    assert answer.json()["code"] == code
    assert (await ann.get("/api/keys"))["keys"] == []


async def test_only_the_owner_of_the_instance_makes_an_instance_key_which_is_none_for_our_api(
    app: App, ann: Person, bob: Person
) -> None:
    refused = await bob.client.post("/api/keys", json={"name": "All", "scopes": ["micro"]})
    assert refused.status_code == 403
    async with make_key(app, ann, scopes=["micro"]) as key:
        assert key.key["kind"] == "micro"
        assert await key.code("GET", "/api/me") == "scope_missing"


async def test_an_answer_that_was_lost_is_asked_for_again(app: App, ann: Person) -> None:
    form = {"id": new_id(), "name": "Test", "scopes": ["profile:read"]}
    first = await ann.post("/api/keys", form, status=201)
    second = await ann.post("/api/keys", form, status=200)
    assert second["key"]["id"] == first["key"]["id"]
    async with client_of(app, first["secret"]) as old, client_of(app, second["secret"]) as new:
        assert (await old.get("/api/me")).status_code == 401
        assert (await new.get("/api/me")).status_code == 200
    await app.keys.write()
    assert (await ann.client.post("/api/keys", json=form)).status_code == 409  # it is in use


async def test_two_secrets_live_while_one_replaces_the_other(
    app: App, clock: MovedClock, keyed: Keyed, ann: Person
) -> None:
    path = f"/api/keys/{keyed.key['id']}/secrets"
    made = await ann.post(path, {"old_ends_in": 3600}, status=201)
    async with client_of(app, made["secret"]) as new:
        assert await keyed.status("GET", "/api/me") == (await new.get("/api/me")).status_code == 200
        assert (await ann.client.post(path, json={})).json()["code"] == "two_secrets"
        clock.move(HOUR + SECOND)
        assert await keyed.status("GET", "/api/me") == 401
        assert (await new.get("/api/me")).status_code == 200
    assert len((await ann.get("/api/keys"))["keys"][0]["secrets"]) == 1


async def test_one_of_two_secrets_ends_at_once_and_the_last_only_with_its_key(
    app: App, clock: MovedClock, keyed: Keyed, ann: Person
) -> None:
    path = f"/api/keys/{keyed.key['id']}/secrets"
    made = await ann.post(path, {}, status=201)
    old, new = made["key"]["secrets"]
    await ann.delete(f"{path}/{new['id']}", status=204)
    assert (await ann.client.delete(f"{path}/{old['id']}")).json()["code"] == "last_secret"
    clock.move(30 * DAY)  # the older one was to end, but nothing follows it any longer
    assert await keyed.status("GET", "/api/me") == 200


async def test_it_expires_and_is_revoked(app: App, clock: MovedClock, ann: Person) -> None:
    async with make_key(app, ann, scopes=["profile:read"], expires_in=3600) as key:
        assert await key.status("GET", "/api/me") == 200
        clock.move(HOUR)
        assert await key.status("GET", "/api/me") == 401
    async with make_key(app, ann, scopes=["profile:read"]) as key:
        await ann.delete(f"/api/keys/{key.key['id']}", status=204)
        assert await key.status("GET", "/api/me") == 401
        assert (await ann.client.delete(f"/api/keys/{key.key['id']}")).status_code == 404


async def test_it_ends_with_its_person_its_membership_its_group_and_its_room(
    app: App, ann: Person, bob: Person
) -> None:
    group, room = await room_of(ann)
    await join(ann, bob, group)
    async with (
        make_key(app, bob, scopes=["groups:read"], group_id=group) as members,
        make_key(app, bob, scopes=["profile:read"]) as persons,
        make_key(app, ann, scopes=["groups:read"], group_id=group) as groups,
        make_key(app, ann, scopes=["messages:read"], room_id=room) as rooms,
    ):
        assert await members.status("GET", f"/api/groups/{group}") == 200
        await bob.post(f"/api/groups/{group}/leave", status=204)
        assert await members.status("GET", f"/api/groups/{group}") == 401
        assert await rooms.status("GET", f"/api/conversations/{room}/messages") == 200
        await ann.delete(f"/api/rooms/{room}", status=204)
        assert await rooms.status("GET", f"/api/conversations/{room}/messages") == 401
        assert await groups.status("GET", f"/api/groups/{group}") == 200
        await ann.delete(f"/api/groups/{group}", status=204)
        assert await groups.status("GET", f"/api/groups/{group}") == 401
        assert await persons.status("GET", "/api/me") == 200
        await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
        assert await persons.status("GET", "/api/me") == 401


async def test_a_key_in_an_address_is_refused_wherever_it_leads(app: App, nobody: httpx2.AsyncClient) -> None:
    secret = new_secret()
    for path in (f"/api/me?token={secret}", f"/api/invites/{secret}", f"/?key={secret}", f"/nothing/{secret}"):
        answer = await nobody.get(path)
        assert (answer.status_code, answer.json()["code"]) == (400, "key_in_address"), path


async def test_a_page_may_use_it_from_the_origins_that_it_names(app: App, ann: Person) -> None:
    async with make_key(app, ann, scopes=["profile:read"], origins=["https://site.example"]) as key:
        assert await key.status("GET", "/api/me") == 200  # no page
        assert await key.status("GET", "/api/me", origin="https://site.example") == 200
        assert await key.code("GET", "/api/me", origin="https://site.example.evil.example") == "origin_not_allowed"
        changed = await ann.patch(f"/api/keys/{key.key['id']}", {"origins": []}, status=200)
        assert changed["key"]["origins"] == []
        assert await key.code("GET", "/api/me", origin="https://site.example") == "origin_not_allowed"


async def test_the_day_has_a_quota(app: App, clock: MovedClock, ann: Person) -> None:
    async with make_key(app, ann, scopes=["profile:read"], per_day=3) as key:
        assert [await key.status("GET", "/api/me") for _ in range(3)] == [200, 200, 200]
        refused = await key.client.get("/api/me")
        assert (refused.status_code, refused.json()["code"]) == (429, "key_quota")
        assert 0 < int(refused.headers["retry-after"]) <= 86_400
        await app.keys.write()  # what was counted is not forgotten by that
        assert await key.code("GET", "/api/me") == "key_quota"
        changed = await ann.patch(f"/api/keys/{key.key['id']}", {"per_day": 0})
        assert changed["key"]["per_day"] is None
        assert await key.status("GET", "/api/me") == 200
        await ann.patch(f"/api/keys/{key.key['id']}", {"per_day": 3})
        assert await key.code("GET", "/api/me") == "key_quota"
        clock.move(DAY)
        assert await key.status("GET", "/api/me") == 200


async def test_its_use_is_counted_by_day_and_route(app: App, keyed: Keyed, ann: Person) -> None:
    await keyed.status("GET", "/api/me")
    await keyed.status("GET", "/api/me")
    await keyed.status("GET", "/api/sessions")
    await keyed.status("GET", f"/api/groups/{new_id()}")
    await app.keys.write()
    usage = (await ann.get(f"/api/keys/{keyed.key['id']}/usage"))["usage"]
    assert {row["route"]: (row["calls"], row["refused"], row["failed"]) for row in usage} == {
        "GET /api/me": (2, 0, 0),
        "GET /api/sessions": (1, 1, 0),
        "GET /api/groups/{group_id}": (1, 1, 0),
    }
    assert {row["day"] for row in usage} == {"2026-11-25"}
    [key] = (await ann.get("/api/keys"))["keys"]
    assert (key["used_today"], key["last_used_at"]) == (4, "2026-11-25T12:00:00.000000Z")


async def test_too_many_keys_are_refused(ann: Person) -> None:
    for number in range(50):
        await ann.post("/api/keys", {"name": str(number), "scopes": ["profile:read"]}, status=201)
    over = await ann.client.post("/api/keys", json={"name": "One more", "scopes": ["profile:read"]})
    assert (over.status_code, over.json()["code"]) == (409, "too_many_keys")


async def test_the_audit_log_is_for_the_owner_of_the_instance(ann: Person, bob: Person) -> None:
    assert (await ann.get("/api/audit")) == {"entries": [], "has_older": False}
    assert (await bob.client.get("/api/audit")).status_code == 403
