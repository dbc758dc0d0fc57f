"""Members come, change roles, leave and are removed."""

import asyncio

from distributed_chat.app import App
from distributed_chat.groups.departures import LeaveGroups, leave_groups
from distributed_chat.kernel.clock import SECOND, MovedClock
from tests.cast import PASSWORD, Person
from tests.groups.crew import events, join, make_group, make_invite, people, remove, roles, run_jobs, types


async def test_whoever_joins_reads_from_their_join_on_and_everybody_sees_them(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group, role="admin")
    joined = (await events(ann, f"group:{group}"))[-1]
    assert joined["type"] == "member.joined"
    member = joined["payload"]["member"]
    assert (member["role"], member["user"]["id"], "email" in member["user"]) == ("admin", bob.id, False)
    assert await roles(bob, group) == {"Ann": "owner", "Bob": "admin"}
    [opened] = await events(bob, f"user:{bob.id}")
    assert opened["payload"] == {"streams": [{"stream": f"group:{group}", "floor": joined["seq"]}]}
    assert [event["seq"] for event in await events(bob, f"group:{group}")] == [joined["seq"]]


async def test_whoever_leaves_reads_no_more(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    await bob.post(f"/api/groups/{group}/leave", status=204)
    await bob.post(f"/api/groups/{group}/leave", status=404)
    assert (await bob.client.get(f"/api/groups/{group}")).status_code == 404
    left = (await events(ann, f"group:{group}"))[-1]
    assert (left["type"], left["payload"]) == ("member.left", {"user_id": bob.id})
    closed = (await events(bob, f"user:{bob.id}"))[-1]
    assert closed["payload"] == {"streams": [f"group:{group}"], "reason": "left"}


async def test_the_last_owner_cannot_leave_but_the_last_member_takes_the_group_along(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group, role="admin")
    refused = await ann.post(f"/api/groups/{group}/leave", status=409)
    assert refused["code"] == "last_owner"
    await bob.post(f"/api/groups/{group}/leave", status=204)
    await ann.post(f"/api/groups/{group}/leave", status=204)
    assert (await ann.get("/api/groups"))["groups"] == []
    assert (await events(ann, f"user:{ann.id}"))[-1]["payload"]["reason"] == "deleted"


async def test_of_two_owners_who_leave_at_once_one_stays(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    await join(ann, cat, group)
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "owner"}, status=200)
    answers = await asyncio.gather(*(each.client.post(f"/api/groups/{group}/leave", json={}) for each in (ann, bob)))
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert sorted((await roles(cat, group)).values()) == ["member", "owner"]


async def test_owners_change_roles_and_nobody_else_does(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group, role="admin")
    await join(ann, cat, group)
    path = f"/api/groups/{group}/members"
    await bob.patch(f"{path}/{cat.id}", {"role": "admin"}, status=403)
    await cat.patch(f"{path}/{cat.id}", {"role": "owner"}, status=403)
    changed = await ann.patch(f"{path}/{cat.id}", {"role": "admin"}, status=200)
    assert changed["member"]["role"] == "admin"
    seen = (await events(cat, f"group:{group}"))[-1]
    assert (seen["type"], seen["payload"]["member"]) == ("member.changed", changed["member"])
    await ann.patch(f"{path}/{cat.id}", {"role": "admin"}, status=200)
    assert (await events(cat, f"group:{group}"))[-1]["seq"] == seen["seq"], "no change, no event"
    assert (await ann.patch(f"{path}/{ann.id}", {"role": "member"}, status=409))["code"] == "last_owner"
    assert (await ann.patch(f"{path}/{cat.id}", {"role": "boss"}, status=422))["field"] == "role"


async def test_admins_remove_members_but_neither_admins_nor_owners(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group, role="admin")
    await join(ann, cat, group, role="admin")
    path = f"/api/groups/{group}/members"
    await bob.delete(f"{path}/{cat.id}", status=403)
    await bob.delete(f"{path}/{ann.id}", status=403)
    assert (await ann.delete(f"{path}/{ann.id}", status=409))["code"] == "last_owner"
    await ann.patch(f"{path}/{cat.id}", {"role": "member"}, status=200)
    await bob.delete(f"{path}/{cat.id}", status=204)
    await bob.delete(f"{path}/{cat.id}", status=404)
    assert await roles(ann, group) == {"Ann": "owner", "Bob": "admin"}


async def test_removal_closes_every_stream_of_the_group_at_once(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    secret = {"topic": "Surprise", "private": True, "member_ids": [bob.id]}
    room = (await ann.post(f"/api/groups/{group}/rooms", secret))["room"]
    await remove(ann, bob, group)
    for stream in (f"group:{group}", room["stream"]):
        last = (await events(ann, stream))[-1]
        assert (last["type"], last["payload"]) == ("member.removed", {"user_id": bob.id})
        assert (await bob.client.get(f"/api/streams/{stream}/events")).status_code == 404
    closed = [event for event in await events(bob, f"user:{bob.id}") if event["type"] == "stream.closed"]
    assert [event["payload"]["reason"] for event in closed] == ["removed"]
    assert set(closed[0]["payload"]["streams"]) == {f"group:{group}", room["stream"]}


async def test_what_a_removed_member_gave_out_brings_nobody_in(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    kept, of_ann = await make_invite(bob, group), await make_invite(ann, group)
    await remove(ann, bob, group)
    for person in (bob, cat):
        await person.post(f"/api/invites/{kept['code']}/accept", status=404)
    await cat.post(f"/api/invites/{of_ann['code']}/accept", status=200)


async def test_a_new_name_is_seen_in_every_group_of_mine_and_in_no_other(ann: Person, bob: Person) -> None:
    mine, other = await make_group(ann), await make_group(ann, "Other")
    await join(ann, bob, mine)
    await bob.patch("/api/me", {"first_name": "Robert"}, status=200)
    seen = (await events(ann, f"group:{mine}"))[-1]
    assert seen["type"] == "member.changed"
    assert seen["payload"]["member"]["user"]["first_name"] == "Robert"
    assert await types(ann, f"group:{other}") == ["group.created"]


async def test_a_deleted_account_loses_its_name_at_once_and_its_place_soon(app: App, ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    [changed] = [event for event in await events(ann, f"group:{group}") if event["type"] == "member.changed"]
    shown = changed["payload"]["member"]["user"]
    assert (shown["kind"], shown["first_name"]) == ("deleted", "")
    await run_jobs(app)
    assert (await types(ann, f"group:{group}"))[-1] == "member.left"
    assert await roles(ann, group) == {"Ann": "owner"}
    for event in await events(ann, f"group:{group}"):
        assert "Bob" not in str(event["payload"]), "erased from the log too"


async def test_a_group_whose_only_owner_deletes_the_account_passes_to_the_oldest_admin(
    app: App, ann: Person, bob: Person, cat: Person, clock: MovedClock
) -> None:
    group = await make_group(ann)
    async with people(app, "dan") as [dan]:
        for person, role in ((bob, "member"), (cat, "admin"), (dan, "admin")):
            clock.move(SECOND)
            await join(ann, person, group, role=role)
        await ann.client.request("DELETE", "/api/me", json={"password": PASSWORD})
        await run_jobs(app)
        assert await roles(bob, group) == {"Bob": "member", "Cat": "owner", "Dan": "admin"}


async def test_who_is_about_to_go_does_not_inherit(app: App, ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    for person, role in ((bob, "admin"), (cat, "member")):
        await join(ann, person, group, role=role)
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "owner"}, status=200)
    gone = await asyncio.gather(
        *(one.client.request("DELETE", "/api/me", json={"password": PASSWORD}) for one in (ann, bob))
    )
    assert [a.status_code for a in gone] == [204, 204], [a.text for a in gone]
    await run_jobs(app)
    assert await roles(cat, group) == {"Cat": "owner"}


async def test_a_deleted_owner_does_not_count_as_an_owner(app: App, ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group)
    await join(ann, cat, group)
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "owner"}, status=200)
    await app.worker.stop()  # its departure is still to come
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    await ann.post(f"/api/groups/{group}/leave", status=409)
    await run_jobs(app)
    assert await roles(cat, group) == {"Ann": "owner", "Cat": "member"}


async def test_a_group_that_a_deleted_account_leaves_empty_is_deleted(app: App, ann: Person, cat: Person) -> None:
    group = await make_group(cat)
    invite = await make_invite(cat, group)
    await cat.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    await run_jobs(app)
    await ann.post(f"/api/invites/{invite['code']}/accept", status=404)


async def test_leaving_after_a_deleted_account_can_run_twice(app: App, ann: Person, bob: Person) -> None:
    group = await make_group(bob)
    await join(bob, ann, group)
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    await run_jobs(app)
    await leave_groups(LeaveGroups(user_id=bob.id), app.services)
    assert await roles(ann, group) == {"Ann": "owner"}
    assert (await types(ann, f"group:{group}")).count("member.left") == 1
