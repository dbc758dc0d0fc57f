"""Slash commands that a program elsewhere answers."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.hooks.receiver import URL, Receiver, told
from tests.places import join

Place = tuple[str, str]


async def command_of(ann: Person, group: str, **form: Any) -> dict[str, Any]:
    wanted = {"name": "deploy", "about": "Deploys a branch", "hint": "[branch]", "url": URL, **form}
    made = await ann.post(f"/api/groups/{group}/commands", wanted, status=201)
    return {**made["command"], "secret": made["secret"]}


async def call(person: Person, room: str, **form: Any) -> httpx2.Response:
    wanted = {"id": new_id(), "command": "deploy", "text": "main", **form}
    return await person.client.post(f"/api/conversations/{room}/commands", json=wanted)


async def test_its_answer_is_shown_to_whoever_asked_or_said_by_its_bot(
    app: App, ann: Person, bob: Person, place: Place, receiver: Receiver
) -> None:
    group, room = place
    await join(ann, bob, group)
    await command_of(ann, group)
    receiver.answer = lambda: told(200, json={"text": "*Soon*"})
    shown = (await call(bob, room)).json()["answer"]
    assert (shown["kind"], shown["text"], shown["message"]) == ("shown", "**Soon**", None)
    [asked] = receiver.bodies
    assert asked | {"command": "/deploy", "text": "main", "user_id": bob.id, "user_name": "Bob Test"} == asked
    assert (await ann.get(f"/api/conversations/{room}/messages"))["messages"] == []
    receiver.answer = lambda: told(200, json={"response_type": "in_channel", "text": "Deployed"})
    said = (await call(bob, room)).json()["answer"]
    assert said["kind"] == "said"
    page = await ann.get(f"/api/conversations/{room}/messages")
    assert [message["text"] for message in page["messages"]] == ["Deployed"]
    author = next(user for user in page["users"] if user["id"] == said["message"]["author_id"])
    assert (author["first_name"], author["kind"]) == ("/deploy", "bot")


async def test_plain_words_and_nothing_are_answers_too(ann: Person, place: Place, receiver: Receiver) -> None:
    await command_of(ann, place[0])
    receiver.answer = lambda: told(200, "fine")
    assert (await call(ann, place[1])).json()["answer"]["text"] == "fine"
    receiver.answer = lambda: told(204)
    assert (await call(ann, place[1])).json()["answer"] == {"kind": "shown", "text": "", "message": None}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda: told(500), "/deploy answered with an error (500)."),
        (lambda: told(302, headers={"location": "http://127.0.0.1/"}), "/deploy answered with an error (302)."),
        (lambda: told(200, "{"), "/deploy answered with something that is no JSON."),
    ],
)
async def test_what_goes_wrong_there_is_told_in_words(
    ann: Person, place: Place, receiver: Receiver, answer: Callable[[], httpx2.Response], words: str
) -> None:
    await command_of(ann, place[0])
    receiver.answer = answer
    failed = await call(ann, place[1])
    assert (failed.status_code, failed.json()["message"]) == (422, words)


async def test_one_that_takes_too_long_is_not_waited_for(
    ann: Person, place: Place, receiver: Receiver, internet: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distributed_chat.hooks.policy.CALLED_AT_MOST", 0.1)
    await command_of(ann, place[0])
    internet.goes_on.clear()
    assert (await call(ann, place[1])).json()["message"] == "/deploy did not answer in 0 seconds."


async def test_it_may_take_five_seconds(ann: Person, place: Place, receiver: Receiver) -> None:
    await command_of(ann, place[0])
    await call(ann, place[1])
    assert receiver.got[0].extensions["timeout"]["read"] == 5.0


async def test_members_see_it_without_its_address_and_others_nothing(
    ann: Person, bob: Person, cat: Person, place: Place, receiver: Receiver
) -> None:
    group, room = place
    await join(ann, bob, group)
    command = await command_of(ann, group)
    assert (await ann.get(f"/api/groups/{group}/commands"))["commands"][0]["url"] == URL
    assert (await bob.get(f"/api/groups/{group}/commands"))["commands"][0]["url"] is None
    assert (await cat.client.get(f"/api/groups/{group}/commands")).status_code == 404
    assert (await call(cat, room)).status_code == 404
    assert (await bob.client.delete(f"/api/commands/{command['id']}")).status_code == 403
    chat = (await ann.post("/api/chats", {"user_ids": [bob.id]}))["chat"]["id"]
    assert (await call(ann, chat)).json()["code"] == "no_such_command"
    assert receiver.got == []


@pytest.mark.parametrize("name", ["Deploy", "d", "me", "poll", "1st", "a b", "x" * 33])
async def test_a_name_that_is_none_or_built_in_is_refused(ann: Person, place: Place, name: str) -> None:
    form = {"name": name, "about": "x", "url": URL}
    answer = await ann.client.post(f"/api/groups/{place[0]}/commands", json=form)
    assert answer.json()["code"] == "command_name_is_wrong"


async def test_a_name_is_there_once_and_again_when_the_first_is_gone(ann: Person, place: Place) -> None:
    command = await command_of(ann, place[0])
    again = {"name": "deploy", "about": "x", "url": URL}
    taken = await ann.client.post(f"/api/groups/{place[0]}/commands", json=again)
    assert (taken.status_code, taken.json()["code"]) == (409, "command_is_taken")
    changed = await ann.patch(f"/api/commands/{command['id']}", {"about": "Better", "url": "https://other.example/"})
    assert (changed["command"]["about"], changed["command"]["url"]) == ("Better", "https://other.example/")
    await ann.delete(f"/api/commands/{command['id']}", status=204)
    await command_of(ann, place[0])


async def test_in_a_private_room_its_bot_says_nothing(ann: Person, place: Place, receiver: Receiver) -> None:
    secret = {"topic": "Hidden", "private": True, "member_ids": []}
    hidden = (await ann.post(f"/api/groups/{place[0]}/rooms", secret))["room"]["id"]
    await command_of(ann, place[0])
    receiver.answer = lambda: told(200, json={"response_type": "in_channel", "text": "Deployed"})
    assert (await call(ann, hidden)).json()["answer"]["kind"] == "shown"
    assert (await ann.get(f"/api/conversations/{hidden}/messages"))["messages"] == []
