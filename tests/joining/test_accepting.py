"""An invite is accepted or declined."""

import asyncio
from collections import Counter

from distributed_chat.app import App
from distributed_chat.config import Settings
from distributed_chat.kernel.clock import MovedClock
from tests.cast import Person
from tests.groups.crew import (
    events,
    invites_to,
    join,
    make_group,
    make_invite,
    my_types,
    open_app,
    people,
    prove_email,
    roles,
    types,
)


async def test_accepting_joins_with_the_role_of_the_invite_and_counts_one_use(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    invite = await make_invite(ann, group, role="admin", max_uses=2)
    accepted = await bob.post(f"/api/invites/{invite['code']}/accept", status=200)
    assert accepted["group"] == (await ann.get(f"/api/groups/{group}"))["group"]
    assert await roles(ann, group) == {"Ann": "owner", "Bob": "admin"}
    assert (await ann.get(f"/api/groups/{group}/invites"))["invites"][0]["uses"] == 1


async def test_being_a_member_already_costs_no_use_and_changes_nothing(ann: Person, bob: Person, cat: Person) -> None:
    group = await make_group(ann)
    invite = await make_invite(ann, group, max_uses=2)
    path = f"/api/invites/{invite['code']}/accept"
    for person in (bob, bob, ann, bob, cat):
        await person.post(path, status=200)
    await bob.post(path, status=200)  # a repeat whose first answer was lost, though the invite is used up
    assert (await types(ann, f"group:{group}")).count("member.joined") == 2
    assert await roles(ann, group) == {"Ann": "owner", "Bob": "member", "Cat": "member"}


async def test_of_fifty_who_race_for_a_single_use_one_comes_in(app: App, ann: Person) -> None:
    group = await make_group(ann)
    invite = await make_invite(ann, group, max_uses=1)
    async with people(app, *(f"racer{number}" for number in range(50))) as racers:
        answers = await asyncio.gather(
            *(racer.client.post(f"/api/invites/{invite['code']}/accept", json={}) for racer in racers)
        )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 404: 49}
    assert len(await roles(ann, group)) == 2
    assert (await types(ann, f"group:{group}")).count("member.joined") == 1


async def test_of_one_person_who_accepts_many_times_at_once_one_becomes_a_member(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    invite = await make_invite(ann, group, max_uses=10)
    path = f"/api/invites/{invite['code']}/accept"
    answers = await asyncio.gather(*(bob.client.post(path, json={}) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert (await ann.get(f"/api/groups/{group}/invites"))["invites"][0]["uses"] == 1


async def test_a_full_group_takes_nobody_more_however_many_come_at_once(settings: Settings, clock: MovedClock) -> None:
    names = ("ann", *(f"guest{number}" for number in range(8)))
    async with open_app(settings, clock, group_size=4) as app, people(app, *names) as [ann, *guests]:
        group = await make_group(ann)
        invite = await make_invite(ann, group)
        answers = await asyncio.gather(
            *(guest.client.post(f"/api/invites/{invite['code']}/accept", json={}) for guest in guests)
        )
        assert Counter(answer.status_code for answer in answers) == {200: 3, 422: 5}
        refused = next(answer.json() for answer in answers if answer.status_code == 422)
        assert refused["code"] == "group_is_full"
        assert len(await roles(ann, group)) == 4
        assert (await ann.get(f"/api/groups/{group}/invites"))["invites"][0]["uses"] == 3


async def test_an_invite_to_my_proved_email_is_accepted_by_its_id_by_me_alone(
    app: App, ann: Person, bob: Person, cat: Person
) -> None:
    group = await make_group(ann)
    await prove_email(app, cat)
    invite = await make_invite(ann, group, email="bob@example.test")
    path = f"/api/invites/{invite['id']}"
    for person in (bob, cat):
        await person.post(f"{path}/accept", status=404)
        assert (await person.client.get(path)).status_code == 404
    await prove_email(app, bob)
    assert (await bob.get(path))["invite"]["email"] == "bob@example.test"
    before = len(await my_types(bob))
    await bob.post(f"{path}/accept", status=200)
    assert (await my_types(bob))[before:] == ["invite.closed", "stream.opened"]
    assert await invites_to(bob) == []
    await bob.post(f"{path}/accept", status=200)


async def test_coming_in_by_a_link_ends_the_invitation_by_mail(app: App, ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    await prove_email(app, bob)
    await make_invite(ann, group, email="bob@example.test")
    await join(ann, bob, group)
    assert await invites_to(bob) == []
    assert "invite.closed" in await my_types(bob)


async def test_declining_ends_what_was_for_one_and_leaves_what_is_for_many(
    app: App, ann: Person, bob: Person, cat: Person
) -> None:
    group = await make_group(ann)
    await prove_email(app, bob)
    for_bob, for_all = await make_invite(ann, group, email="bob@example.test"), await make_invite(ann, group)
    await cat.post(f"/api/invites/{for_bob['id']}/decline", status=404)
    await bob.post(f"/api/invites/{for_bob['id']}/decline", status=204)
    assert await invites_to(bob) == []
    closed = (await events(bob, f"user:{bob.id}"))[-1]
    assert (closed["type"], closed["payload"]) == ("invite.closed", {"invite_id": for_bob["id"]})
    await bob.post(f"/api/invites/{for_bob['code']}/accept", status=404)
    await bob.post(f"/api/invites/{for_all['code']}/decline", status=204)
    await cat.post(f"/api/invites/{for_all['code']}/accept", status=200)
    assert await roles(ann, group) == {"Ann": "owner", "Cat": "member"}


async def test_what_was_said_before_is_there_and_is_not_unread(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]["id"]
    await ann.post(f"/api/conversations/{room}/messages", {"text": "Before bob"})
    await join(ann, bob, group)
    home = await bob.get("/api/home")
    assert home["markers"] == [{"conversation_id": room, "number": 1}]
    page = await bob.get(f"/api/conversations/{room}/messages")
    assert [message["text"] for message in page["messages"]] == ["Before bob"]
