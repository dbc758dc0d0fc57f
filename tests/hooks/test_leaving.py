"""What ends with a member: all that they made, pointed somewhere, or know the secret of."""

from typing import Any

import pytest

from distributed_chat.app import App
from tests.cast import Person
from tests.hooks.receiver import URL, Receiver
from tests.hooks.test_commands import command_of
from tests.hooks.test_outgoing import hook_of, said, say
from tests.places import join

Place = tuple[str, str]


@pytest.fixture
async def leads(ann: Person, bob: Person, place: Place) -> Person:
    """Bob, who leads ann's group beside her."""
    await join(ann, bob, place[0], role="admin")
    return bob


async def hidden_room(ann: Person, bob: Person, group: str) -> str:
    secret = {"topic": "Hidden", "private": True, "member_ids": [bob.id]}
    return str((await ann.post(f"/api/groups/{group}/rooms", secret))["room"]["id"])


async def remove(ann: Person, group: str, bob: Person) -> None:
    await ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204)


async def hooks_in(ann: Person, group: str) -> list[Any]:
    return [hook["id"] for hook in (await ann.get(f"/api/groups/{group}/outgoing-hooks"))["hooks"]]


@pytest.mark.parametrize("back", [False, True])
async def test_whoever_pointed_a_hook_elsewhere_hears_no_more_when_they_go(
    app: App, ann: Person, leads: Person, place: Place, receiver: Receiver, back: bool
) -> None:
    group, _room = place
    hidden = await hidden_room(ann, leads, group)
    hook = await hook_of(ann, group, room_id=hidden, url="https://other.example/")
    await leads.patch(f"/api/outgoing-hooks/{hook['id']}", {"url": URL})
    await ann.post(f"/api/outgoing-hooks/{hook['id']}/secret")  # the address is bob's all the same
    if back:
        await ann.patch(f"/api/outgoing-hooks/{hook['id']}", {"url": URL})
    await remove(ann, group, leads)
    await say(ann, hidden, "Secret")
    await app.courier.settled()
    assert said(receiver) == (["Secret"] if back else [])
    assert await hooks_in(ann, group) == ([hook["id"]] if back else [])


async def test_a_secret_that_they_were_given_ends_the_hook(ann: Person, leads: Person, place: Place) -> None:
    group, _room = place
    first, second = await hook_of(ann, group), await hook_of(ann, group)
    for hook in (first, second):
        await leads.post(f"/api/outgoing-hooks/{hook['id']}/secret")
    await ann.post(f"/api/outgoing-hooks/{second['id']}/secret")
    await leads.patch(f"/api/outgoing-hooks/{second['id']}", {"name": "Only a name"})
    await remove(ann, group, leads)
    assert await hooks_in(ann, group) == [second["id"]]


async def test_commands_end_with_who_made_or_pointed_them(ann: Person, leads: Person, place: Place) -> None:
    group, _room = place
    await command_of(leads, group, name="made")
    pointed = await command_of(ann, group, name="pointed")
    await leads.patch(f"/api/commands/{pointed['id']}", {"url": "https://other.example/"})
    kept = await command_of(ann, group, name="kept")
    await leads.patch(f"/api/commands/{kept['id']}", {"about": "Only words"})
    await remove(ann, group, leads)
    assert [one["name"] for one in (await ann.get(f"/api/groups/{group}/commands"))["commands"]] == ["kept"]


async def test_an_address_that_they_know_leads_nowhere(ann: Person, leads: Person, place: Place) -> None:
    group, room = place
    path = f"/api/conversations/{room}/incoming-hooks"
    made = await leads.post(path, {"name": "Made"}, status=201)
    renewed = await ann.post(path, {"name": "Renewed"}, status=201)
    renewed = await leads.post(f"/api/incoming-hooks/{renewed['hook']['id']}/secret")
    kept = await ann.post(path, {"name": "Kept"}, status=201)
    await remove(ann, group, leads)
    answers = [await ann.client.post(one["url"], json={"text": "Hello"}) for one in (made, renewed, kept)]
    assert [answer.status_code for answer in answers] == [404, 404, 200]
    assert [hook["id"] for hook in (await ann.get(path))["hooks"]] == [kept["hook"]["id"]]
