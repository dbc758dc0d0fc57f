"""Invites are made, seen, and end."""

import httpx2
import pytest
from sqlalchemy import select

from distributed_chat.app import App
from distributed_chat.groups import policy
from distributed_chat.groups.codes import code_hash
from distributed_chat.groups.tables import invite_codes
from distributed_chat.kernel.clock import HOUR, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.groups.crew import events, invites_to, join, make_group, make_invite, my_types, prove_email, remove


async def test_an_invite_says_what_was_asked_for_and_its_link_once(ann: Person) -> None:
    group = await make_group(ann)
    wanted = {"role": "admin", "expires_in": 3_600, "max_uses": 3}
    made = await ann.post(f"/api/groups/{group}/invites", wanted, status=201)
    invite = made["invite"]
    code, url = invite.pop("code"), invite.pop("url")
    assert made["mailed"] is False
    assert invite == {
        "id": invite["id"],
        "group_id": group,
        "email": None,
        "role": "admin",
        "expires_at": "2026-11-25T13:00:00.000000Z",
        "max_uses": 3,
        "uses": 0,
        "created_by": ann.id,
        "created_at": "2026-11-25T12:00:00.000000Z",
    }
    assert len(code) == 22, "128 bits in base64"
    assert url == f"http://127.0.0.1:8000/join/{code}", "never from a Host header"
    assert (await ann.get(f"/api/groups/{group}/invites"))["invites"] == [invite]


async def test_the_code_itself_is_not_in_the_database(app: App, ann: Person) -> None:
    invite = await make_invite(ann, await make_group(ann))
    stored = await app.database.read(lambda tx: tx.conn.execute(select(invite_codes.c.code_hash)).scalar_one())
    assert stored == code_hash(invite["code"])
    everything = await app.database.read(
        lambda tx: [list(tx.conn.exec_driver_sql(f"SELECT * FROM {table}")) for table in ("invites", "events", "jobs")]
    )
    assert invite["id"] in str(everything), "the search would find it"
    assert invite["code"] not in str(everything)


async def test_the_same_request_again_is_the_same_invite_with_a_code_that_works(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    body = {"id": new_id(), "max_uses": 5}
    first = (await ann.post(f"/api/groups/{group}/invites", body, status=201))["invite"]
    again = (await ann.post(f"/api/groups/{group}/invites", body, status=200))["invite"]
    secrets = ("code", "url")
    assert {k: v for k, v in again.items() if k not in secrets} == {k: v for k, v in first.items() if k not in secrets}
    for code in (first["code"], again["code"]):
        await bob.get(f"/api/invites/{code}")
    assert len((await ann.get(f"/api/groups/{group}/invites"))["invites"]) == 1
    other = await make_group(ann, "Other")
    refused = await ann.post(f"/api/groups/{other}/invites", body, status=409)
    assert refused["code"] == "id_taken", "another group is another request"
    await ann.delete(f"/api/invites/{body['id']}", status=204)
    await ann.post(f"/api/groups/{group}/invites", body, status=404)


async def test_repeating_it_without_end_does_not_fill_the_table(ann: Person) -> None:
    group = await make_group(ann)
    body = {"id": new_id()}
    await ann.post(f"/api/groups/{group}/invites", body, status=201)
    answers = [await ann.client.post(f"/api/groups/{group}/invites", json=body) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [200] * 9 + [429]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"role": "owner"}, "role"),
        ({"expires_in": 59}, "expires_in"),
        ({"expires_in": 31_536_001}, "expires_in"),
        ({"max_uses": 0}, "max_uses"),
        ({"max_uses": 1.5}, "max_uses"),
        ({"email": "not an address"}, "email"),
        ({"email": "bob@example.test\r\nBcc: eve@example.test"}, "email"),
        ({"id": "7"}, "id"),
        ({"forever": True}, "forever"),
    ],
)
async def test_what_is_wrong_is_named_by_its_field(ann: Person, body: dict[str, object], field: str) -> None:
    group = await make_group(ann)
    assert (await ann.post(f"/api/groups/{group}/invites", body, status=422))["field"] == field
    assert (await ann.get(f"/api/groups/{group}/invites"))["invites"] == []


async def test_everybody_brings_members_and_only_owners_bring_admins(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    path = f"/api/groups/{group}/invites"
    await cat.post(path, {}, status=404)
    await join(ann, bob, group)
    await join(ann, cat, group, role="admin")
    for person in (bob, cat):
        await person.post(path, {"role": "member"}, status=201)
        refused = await person.post(path, {"role": "admin"}, status=403)
        assert (refused["code"], refused["field"]) == ("not_allowed", "role")
    assert (await bob.client.get(path)).status_code == 403, "members don't read the list"
    assert len((await cat.get(path))["invites"]) == 4


async def test_whoever_made_it_and_who_leads_take_it_back(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    of_bob, of_bob_too, of_ann = [await make_invite(person, group) for person in (bob, bob, ann)]
    await cat.delete(f"/api/invites/{of_bob['id']}", status=404)
    await join(ann, cat, group)
    await cat.delete(f"/api/invites/{of_bob['id']}", status=403)
    await bob.delete(f"/api/invites/{of_ann['id']}", status=403)
    await bob.delete(f"/api/invites/{of_bob['id']}", status=204)
    await bob.delete(f"/api/invites/{of_bob['id']}", status=404)
    await ann.delete(f"/api/invites/{of_bob_too['id']}", status=204)
    for invite in (of_bob, of_bob_too):
        assert (await cat.client.get(f"/api/invites/{invite['code']}")).status_code == 404


async def test_wrong_used_up_expired_and_taken_back_are_the_same_bytes(
    app: App, ann: Person, bob: Person, nobody: httpx2.AsyncClient, clock: MovedClock
) -> None:
    group = await make_group(ann)
    used, revoked = await make_invite(ann, group, max_uses=1), await make_invite(ann, group)
    expired = await make_invite(ann, group, expires_in=60)
    await bob.post(f"/api/invites/{used['code']}/accept", status=200)
    await ann.delete(f"/api/invites/{revoked['id']}", status=204)
    assert (await nobody.get(f"/api/invites/{expired['code']}")).status_code == 200
    clock.move(HOUR)
    seen = set()
    for code in ("wrong", used["code"], revoked["code"], expired["code"], expired["id"]):
        answer = await nobody.get(f"/api/invites/{code}")
        seen.add((answer.status_code, str({**answer.json(), "request_id": ""})))
    [(status, body)] = seen
    assert status == 404
    assert "invite_is_not_valid" in body


async def test_a_preview_shows_the_group_and_uses_nothing(ann: Person, bob: Person, nobody: httpx2.AsyncClient) -> None:
    group = await make_group(ann)
    invite = await make_invite(ann, group, max_uses=1)
    answers = [(await nobody.get(f"/api/invites/{invite['code']}")).json() for _ in range(3)]
    answer = answers[-1]
    assert answer["already_member"] is False
    shown = answer["invite"]
    assert shown["group"] == {"id": group, "name": "Sunday Crew", "member_count": 1}
    assert (shown["invited_by"]["first_name"], shown["email"], shown["role"]) == ("Ann", None, "member")
    assert "email" not in shown["invited_by"]
    assert (await ann.get(f"/api/invites/{invite['code']}"))["already_member"] is True
    assert (await ann.get(f"/api/groups/{group}/invites"))["invites"][0]["uses"] == 0
    await bob.post(f"/api/invites/{invite['code']}/accept", status=200)


async def test_the_invited_sees_it_once_the_email_is_proved_and_nobody_else_does(
    app: App, ann: Person, bob: Person, cat: Person
) -> None:
    group = await make_group(ann)
    await prove_email(app, cat)
    invite = await make_invite(ann, group, email=" Bob@Example.test ", max_uses=9)
    assert (invite["email"], invite["max_uses"]) == ("bob@example.test", 1)
    assert await invites_to(bob) == []
    await prove_email(app, bob)
    [seen] = await invites_to(bob)
    assert (seen["id"], seen["group"]["name"], seen["invited_by"]["id"]) == (invite["id"], "Sunday Crew", ann.id)
    told = (await events(bob, f"user:{bob.id}"))[-1]
    assert (told["type"], told["payload"]) == ("invite.created", {"invite": seen})
    assert await invites_to(cat) == []
    assert "invite.created" not in await my_types(cat)


async def test_an_invitation_to_a_proved_email_comes_live_and_says_the_names_of_today(
    app: App, ann: Person, bob: Person
) -> None:
    group = await make_group(ann)
    await prove_email(app, bob)
    await make_invite(ann, group, email="bob@example.test")
    await ann.patch(f"/api/groups/{group}", {"name": "Monday Crew"}, status=200)
    await ann.patch("/api/me", {"first_name": "Anna"}, status=200)
    told = [event for event in await events(bob, f"user:{bob.id}") if event["type"] == "invite.created"]
    assert len(told) == 3
    [seen] = await invites_to(bob)
    assert told[-1]["payload"]["invite"] == seen
    assert (seen["group"]["name"], seen["invited_by"]["first_name"]) == ("Monday Crew", "Anna")


@pytest.mark.parametrize("how", ["taken back", "group deleted", "maker removed", "email given up"])
async def test_an_invitation_that_ends_is_gone_from_the_list_and_in_the_log(
    app: App, ann: Person, bob: Person, cat: Person, how: str
) -> None:
    group = await make_group(ann)
    await join(ann, cat, group)
    await prove_email(app, bob)
    invite = await make_invite(cat, group, email="bob@example.test")
    assert len(await invites_to(bob)) == 1
    if how == "taken back":
        await ann.delete(f"/api/invites/{invite['id']}", status=204)
    elif how == "group deleted":
        await ann.delete(f"/api/groups/{group}", status=204)
    elif how == "maker removed":
        await remove(ann, cat, group)
    else:
        change = {"email": "robert@example.test", "current_password": "tomatoes and bread"}
        await bob.patch("/api/me", change, status=200)
    assert await invites_to(bob) == []
    closed = [event for event in await events(bob, f"user:{bob.id}") if event["type"] == "invite.closed"]
    assert [event["payload"] for event in closed] == [{"invite_id": invite["id"]}]


async def test_an_admins_invite_ends_with_the_right_to_make_it(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "owner"}, status=200)
    for_admins, for_members = await make_invite(bob, group, role="admin"), await make_invite(bob, group)
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "admin"}, status=200)
    await cat.post(f"/api/invites/{for_admins['code']}/accept", status=404)
    await cat.post(f"/api/invites/{for_members['code']}/accept", status=200)


async def test_a_member_is_shown_no_invitation_into_their_own_group(app: App, ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await prove_email(app, bob)
    await join(ann, bob, group)
    await make_invite(ann, group, email="bob@example.test")
    assert await invites_to(bob) == []
    await remove(ann, bob, group)
    assert await invites_to(bob) == [], "nor afterwards, as a way back"
    assert "invite.created" not in await my_types(bob)


async def test_the_list_of_a_group_and_of_a_person_are_found_by_index(app: App, ann: Person) -> None:
    if app.database.dialect == "postgresql":
        pytest.skip("an empty table is read whole there, rightly")
    plans = await app.database.read(
        lambda tx: [
            str(list(tx.conn.exec_driver_sql(f"EXPLAIN QUERY PLAN SELECT * FROM invites WHERE {column} = 'x'")))
            for column in ("group_id", "email", "created_by")
        ]
    )
    assert all("USING INDEX" in plan for plan in plans), plans


async def test_a_rename_reaches_every_invitation_that_is_out(app: App, ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await prove_email(app, bob)
    many = policy.INVITES_SHOWN_AT_MOST + 1
    for _ in range(many):
        await make_invite(ann, group, email="bob@example.test")
    assert len(await invites_to(bob)) == policy.INVITES_SHOWN_AT_MOST
    before = (await bob.get("/api/home"))["heads"][f"user:{bob.id}"]["seq"]
    await ann.patch(f"/api/groups/{group}", {"name": "Monday Crew"}, status=200)
    after = (await bob.get("/api/home"))["heads"][f"user:{bob.id}"]["seq"]
    assert after - before == many
