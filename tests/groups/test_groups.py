"""A group begins, is renamed and ends."""

import pytest

from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.groups.crew import events, join, make_group, my_types, roles, types

NOWHERE = "00000000-0000-7000-8000-000000000000"


async def test_whoever_makes_a_group_owns_it_and_reads_it_from_its_first_event(ann: Person) -> None:
    made = await ann.post("/api/groups", {"name": " Sunday  Crew "}, status=201)
    group = made["group"]
    assert (group["name"], group["member_limit"], made["seq"]) == ("Sunday Crew", 500, 1)
    assert made["stream"] == f"group:{group['id']}"
    assert (await ann.get("/api/groups"))["groups"] == [{**group, "my_role": "owner"}]
    [first] = await events(ann, made["stream"])
    assert (first["type"], first["seq"], first["payload"]["group"]) == ("group.created", 1, group)
    assert first["payload"]["member"]["role"] == "owner"
    [opened] = await events(ann, f"user:{ann.id}")
    assert opened["payload"] == {"streams": [{"stream": made["stream"], "floor": 0}]}


async def test_making_it_again_with_the_same_id_answers_with_the_first(ann: Person, bob: Person) -> None:
    body = {"id": new_id(), "name": "Crew"}
    first = await ann.post("/api/groups", body, status=201)
    await ann.patch(f"/api/groups/{body['id']}", {"name": "Renamed"}, status=200)
    again = await ann.post("/api/groups", body, status=200)
    assert (again["stream"], again["seq"]) == (first["stream"], first["seq"])
    assert again["group"]["name"] == "Renamed"
    assert len((await ann.get("/api/groups"))["groups"]) == 1
    for person, other in ((ann, {**body, "name": "Other"}), (bob, body)):
        refused = await person.post("/api/groups", other, status=409)
        assert (refused["code"], refused["field"]) == ("id_taken", "id")


async def test_a_late_repeat_does_not_bring_a_deleted_group_back(ann: Person) -> None:
    body = {"id": new_id(), "name": "Crew"}
    await ann.post("/api/groups", body, status=201)
    await ann.delete(f"/api/groups/{body['id']}", status=204)
    await ann.post("/api/groups", body, status=404)
    assert (await ann.get("/api/groups"))["groups"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \u200b "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": 7}, "name"),
        ({}, "name"),
        ({"name": "Crew", "id": "7"}, "id"),
        ({"name": "Crew", "id": NOWHERE + "\n"}, "id"),
        ({"name": "Crew", "colour": "red"}, "colour"),
    ],
)
async def test_what_is_wrong_is_named_by_its_field(ann: Person, body: dict[str, object], field: str) -> None:
    assert (await ann.post("/api/groups", body, status=422))["field"] == field
    assert (await ann.get("/api/groups"))["groups"] == []


async def test_owners_and_admins_rename_it_and_members_and_strangers_do_not(
    ann: Person, bob: Person, cat: Person
) -> None:
    group = await make_group(ann)
    path = f"/api/groups/{group}"
    await join(ann, bob, group, role="admin")
    assert (await bob.patch(path, {"name": "Monday"}, status=200))["group"]["name"] == "Monday"
    await cat.patch(path, {"name": "Mine"}, status=404)
    await join(ann, cat, group)
    await cat.patch(path, {"name": "Mine"}, status=403)
    assert (await ann.get(path))["group"]["name"] == "Monday"
    assert (await types(ann, f"group:{group}")).count("group.changed") == 1


async def test_the_same_name_again_is_no_event(ann: Person) -> None:
    group = await make_group(ann, "Crew")
    await ann.patch(f"/api/groups/{group}", {"name": " Crew "}, status=200)
    assert await types(ann, f"group:{group}") == ["group.created"]


async def test_a_deleted_group_is_there_for_nobody_and_everybody_hears_it(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await join(ann, bob, group, role="admin")
    secret = {"topic": "Surprise", "private": True, "member_ids": [bob.id]}
    room = (await ann.post(f"/api/groups/{group}/rooms", secret))["room"]
    await bob.delete(f"/api/groups/{group}", status=403)
    await ann.delete(f"/api/groups/{group}", status=204)
    for person in (ann, bob):
        home = await person.get("/api/home")
        assert home["groups"] == []
        assert list(home["heads"]) == [f"user:{person.id}"]
        closed = (await events(person, f"user:{person.id}"))[-1]
        assert closed["type"] == "stream.closed"
        assert closed["payload"]["reason"] == "deleted"
        assert set(closed["payload"]["streams"]) == {f"group:{group}", room["stream"]}
    await ann.delete(f"/api/groups/{group}", status=404)


async def test_a_group_of_others_and_no_group_are_the_same_bytes(ann: Person, cat: Person) -> None:
    group = await make_group(ann)
    requests = [("PATCH", "", {"name": "X"}), ("DELETE", "", None), ("POST", "/leave", {}), ("GET", "/invites", None)]
    for method, rest, body in requests:
        answers = []
        for there in (group, NOWHERE):
            answer = await cat.client.request(method, f"/api/groups/{there}{rest}", json=body)
            answers.append((answer.status_code, {**answer.json(), "request_id": ""}))
        assert answers[0] == answers[1]
        assert answers[0][0] == 404
    assert await my_types(cat) == []
    assert await roles(ann, group) == {"Ann": "owner"}
