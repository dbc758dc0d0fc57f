"""Bots: members that programs act as."""

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.cast import Person, client_of
from tests.keys.test_keys import room_of
from tests.places import join


async def test_a_bot_is_a_member_that_speaks_by_its_key(app: App, ann: Person, bob: Person) -> None:
    group, room = await room_of(ann)
    await join(ann, bob, group)
    made = await ann.post(f"/api/groups/{group}/bots", {"name": "Robin", "about": "Tells the weather"}, status=201)
    user = made["bot"]["user"]
    assert (user["first_name"], user["last_name"], user["kind"]) == ("Robin", "", "bot")
    members = (await bob.get(f"/api/groups/{group}"))["members"]
    assert {"user": user, "role": "member"}.items() <= next(m for m in members if m["user"]["id"] == user["id"]).items()
    async with client_of(app, made["secret"]) as program:
        assert (await program.get("/api/me")).json()["user"]["email"] == ""
        sent = await program.post(f"/api/conversations/{room}/messages", json={"text": "Sunny"})
        assert sent.status_code == 201
        assert (await program.post("/api/chats", json={"user_ids": [bob.id]})).json()["code"] == "scope_missing"
        assert (await program.delete(f"/api/groups/{group}/members/{bob.id}")).json()["code"] == "scope_missing"
    page = await bob.get(f"/api/conversations/{room}/messages")
    assert (page["messages"][-1]["author_id"], page["messages"][-1]["text"]) == (user["id"], "Sunny")


async def test_a_bot_that_goes_takes_its_keys_along_and_leaves_what_it_said(app: App, ann: Person) -> None:
    group, room = await room_of(ann)
    made = await ann.post(f"/api/groups/{group}/bots", {"name": "Robin"})
    bot = made["bot"]["user"]["id"]
    async with client_of(app, made["secret"]) as program:
        await program.post(f"/api/conversations/{room}/messages", json={"text": "Sunny"})
        await ann.delete(f"/api/groups/{group}/members/{bot}", status=204)
        assert (await program.get("/api/me")).status_code == 401
    assert (await ann.get(f"/api/groups/{group}/bots"))["bots"] == []
    page = await ann.get(f"/api/conversations/{room}/messages")
    assert page["messages"][-1]["text"] == "Sunny"
    assert next(user for user in page["users"] if user["id"] == bot)["first_name"] == "Robin"
    assert (await ann.client.delete(f"/api/bots/{bot}")).status_code == 404


async def test_who_leads_the_group_manages_its_bots_and_their_keys(app: App, ann: Person, bob: Person) -> None:
    group, _room = await room_of(ann)
    await join(ann, bob, group)
    made = await ann.post(f"/api/groups/{group}/bots", {"name": "Robin"})
    bot, key = made["bot"]["user"]["id"], made["key"]["id"]
    assert (await bob.client.get(f"/api/groups/{group}/bots")).status_code == 403
    assert (await bob.client.post(f"/api/groups/{group}/bots", json={"name": "Mine"})).status_code == 403
    assert (await bob.client.patch(f"/api/bots/{bot}", json={"name": "Mine"})).status_code == 403
    assert (await bob.client.delete(f"/api/keys/{key}")).status_code == 404
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "admin"})
    changed = await bob.patch(f"/api/bots/{bot}", {"name": "Sparrow"})
    assert changed["bot"]["user"]["first_name"] == "Sparrow"
    more = await bob.post(f"/api/bots/{bot}/keys", {"name": "Second", "scopes": ["messages:read"]}, status=201)
    assert more["key"]["user_id"] == bot
    await bob.delete(f"/api/keys/{key}", status=204)
    async with client_of(app, made["secret"]) as program:
        assert (await program.get("/api/me")).status_code == 401


async def test_a_bot_leads_nothing_chats_with_nobody_and_keeps_no_group_alive(ann: Person, bob: Person) -> None:
    group, _room = await room_of(ann)
    bot = (await ann.post(f"/api/groups/{group}/bots", {"name": "Robin"}))["bot"]["user"]["id"]
    for role in ("owner", "admin"):
        refused = await ann.client.patch(f"/api/groups/{group}/members/{bot}", json={"role": role})
        assert refused.json()["code"] == "not_for_bots"
    assert (await ann.client.post("/api/chats", json={"user_ids": [bot]})).status_code == 404
    await ann.post(f"/api/groups/{group}/leave", status=204)
    assert (await ann.client.get(f"/api/groups/{group}")).status_code == 404


async def test_an_answer_that_was_lost_is_asked_for_again(app: App, ann: Person) -> None:
    group, _room = await room_of(ann)
    form = {"id": new_id(), "name": "Robin"}
    first = await ann.post(f"/api/groups/{group}/bots", form, status=201)
    again = await ann.post(f"/api/groups/{group}/bots", form, status=200)
    assert again["bot"]["user"] == first["bot"]["user"]
    assert len((await ann.get(f"/api/groups/{group}/bots"))["bots"]) == 1
    async with client_of(app, again["secret"]) as program:
        assert (await program.get("/api/me")).status_code == 200


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
async def test_a_bot_has_a_name(ann: Person, name: str) -> None:
    group, _room = await room_of(ann)
    assert (await ann.client.post(f"/api/groups/{group}/bots", json={"name": name})).status_code == 422
