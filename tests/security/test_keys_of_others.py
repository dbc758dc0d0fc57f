"""What somebody tried who wanted more than their keys and bots give."""

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.cast import Person, client_of
from tests.files.sending import post, upload
from tests.keys.making import make_key
from tests.keys.test_keys import room_of
from tests.places import join


async def test_no_bot_gets_the_key_of_the_instance(app: App, ann: Person, bob: Person) -> None:
    """Ann owns the instance; bob leads a group of his own, and made bots there with the scope of the Micro API."""
    group, _room = await room_of(bob)
    assert (
        await bob.client.post(f"/api/groups/{group}/bots", json={"name": "b", "scopes": ["micro"]})
    ).status_code == 403
    bot = (await bob.post(f"/api/groups/{group}/bots", {"name": "Robin"}))["bot"]["user"]["id"]
    key = {"name": "More", "scopes": ["micro"]}
    assert (await bob.client.post(f"/api/bots/{bot}/keys", json=key)).status_code == 403
    mine, _room = await room_of(ann)
    anns = (await ann.post(f"/api/groups/{mine}/bots", {"name": "Robin"}))["bot"]["user"]["id"]
    assert (await ann.client.post(f"/api/bots/{anns}/keys", json=key)).status_code == 403


async def test_a_removed_admin_does_not_come_back_by_a_bot(app: App, ann: Person, bob: Person) -> None:
    group, _room = await room_of(ann)
    await join(ann, bob, group)
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "admin"})
    form = {"id": new_id(), "name": "Robin"}
    made = await bob.post(f"/api/groups/{group}/bots", form, status=201)
    spare = {"id": new_id(), "name": "Spare", "scopes": ["messages:read"]}
    await bob.post(f"/api/bots/{made['bot']['user']['id']}/keys", spare, status=201)
    await ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204)
    await ann.delete(f"/api/keys/{made['key']['id']}", status=204)
    rotated = await ann.post(f"/api/keys/{spare['id']}/secrets", {"old_ends_in": 0}, status=201)
    assert (await bob.client.post(f"/api/groups/{group}/bots", json=form)).status_code == 404
    assert (await bob.client.post("/api/keys", json=spare)).status_code == 409
    async with client_of(app, rotated["secret"]) as program:
        assert (await program.get(f"/api/conversations/{_room}/messages")).status_code == 200


async def test_a_key_is_made_again_only_as_it_was(ann: Person) -> None:
    form = {"id": new_id(), "name": "Script", "scopes": ["messages:read"]}
    await ann.post("/api/keys", form, status=201)
    await ann.post("/api/keys", form, status=200)
    wider = form | {"scopes": ["messages:read", "messages:write"]}
    assert (await ann.client.post("/api/keys", json=wider)).status_code == 409
    await ann.post(f"/api/keys/{form['id']}/secrets", {"old_ends_in": 0}, status=201)
    assert (await ann.client.post("/api/keys", json=form)).status_code == 409


async def test_a_bot_makes_no_group(app: App, ann: Person) -> None:
    group, _room = await room_of(ann)
    form = {"name": "Robin", "scopes": ["groups:write", "groups:read"]}
    made = await ann.post(f"/api/groups/{group}/bots", form, status=201)
    async with client_of(app, made["secret"]) as program:
        assert (await program.post("/api/groups", json={"name": "Mine"})).status_code == 403


async def test_a_key_of_one_room_learns_nothing_of_what_was_sent_elsewhere(app: App, ann: Person) -> None:
    group, room = await room_of(ann)
    hidden = {"topic": "Surprise", "private": True, "member_ids": []}
    private = (await ann.post(f"/api/groups/{group}/rooms", hidden))["room"]["id"]
    there, here, unsent = [await upload(ann, f"{number}.txt", b"some text") for number in range(3)]
    await post(ann, private, there["id"])
    await post(ann, room, here["id"])
    async with make_key(app, ann, scopes=["files:read", "files:write"], room_id=room) as key:
        assert await key.status("GET", f"/api/uploads/{there['id']}/file") == 404
        assert await key.status("DELETE", f"/api/uploads/{there['id']}") == 404
        assert await key.status("GET", f"/api/uploads/{here['id']}/file") == 200
        assert await key.status("GET", f"/api/uploads/{unsent['id']}/file") == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_origin_of_a_key_is_no_door_for_a_session(app: App, ann: Person, bob: Person, method: str) -> None:
    """Any member's key may name any origin: its pages use that key, and nobody's session."""
    evil = {"origin": "https://evil.example"}
    async with make_key(app, bob, scopes=["groups:read", "groups:write"], origins=["https://evil.example"]) as key:
        by_key = await key.client.request(method, "/api/groups", json={"name": "G"}, headers=evil)
        by_session = await ann.client.request(method, "/api/groups", json={"name": "G"}, headers=evil)
        assert by_key.headers["access-control-allow-origin"] == "https://evil.example"
        assert "access-control-allow-origin" not in by_session.headers
        async with client_of(app, None) as nobody:
            form = {"email": "ann@example.test", "password": "wrong"}
            signing_in = await nobody.post("/api/sessions", json=form, headers=evil)
        assert "access-control-allow-origin" not in signing_in.headers
