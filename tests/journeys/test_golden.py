"""Old snapshot + events = new snapshot, for every action.

The recordings in tests/golden/ are replayed by the own `apply` of the client (client/tests/golden.test.ts). They are
made anew and compared: `UPDATE_GOLDEN=1 pytest tests/journeys/test_golden.py` writes them when a change is meant.
"""

import os
from pathlib import Path

import pytest

from distributed_chat.app import App
from distributed_chat.calls.actions import lose, move_call
from distributed_chat.kernel.clock import MovedClock
from tests.cast import PASSWORD, Person, sign_up
from tests.embeds.internet import SmallInternet
from tests.journeys.golden_files import record_files
from tests.journeys.golden_later import record_later
from tests.journeys.golden_messages import record_messages
from tests.journeys.golden_polls import record_polls
from tests.journeys.recording import Recorder
from tests.places import join

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.fixture(autouse=True)
async def _jobs_wait(app: App) -> None:
    """What is put off happens when a recording says so, not when a second has passed."""
    await app.worker.stop()
    await app.link_worker.stop()


async def test_the_recordings_say_what_the_server_does(app: App, clock: MovedClock) -> None:
    people = {name: await sign_up(app, name) for name in ("ann", "bob", "cat", "dan")}
    recorder = Recorder(app, clock)
    await _groups_and_rooms(recorder, people)
    await _go(people)
    _compare(recorder, GOLDEN / "actions.json")


async def test_the_recordings_of_calls_say_what_the_server_does(app: App, clock: MovedClock) -> None:
    people = {name: await sign_up(app, name) for name in ("ann", "bob", "cat", "dan", "eve")}
    recorder = Recorder(app, clock)
    await _calls(recorder, people, app)
    await _go(people)
    _compare(recorder, GOLDEN / "calls.json")


async def test_the_recordings_of_messages_say_what_the_server_does(app: App, clock: MovedClock) -> None:
    people = {name: await sign_up(app, name) for name in ("ann", "bob", "cat")}
    recorder = Recorder(app, clock)
    await record_messages(recorder, people, app, clock)
    await _go(people)
    _compare(recorder, GOLDEN / "messages.json")


async def test_the_recordings_of_what_is_kept_for_later_say_what_the_server_does(app: App, clock: MovedClock) -> None:
    people = {name: await sign_up(app, name) for name in ("ann", "bob")}
    recorder = Recorder(app, clock)
    await record_later(recorder, people, app, clock)
    await _go(people)
    _compare(recorder, GOLDEN / "later.json")


async def test_the_recordings_of_polls_say_what_the_server_does(
    app: App, clock: MovedClock, internet: SmallInternet
) -> None:
    people = {name: await sign_up(app, name) for name in ("ann", "bob", "cat")}
    recorder = Recorder(app, clock)
    await record_polls(recorder, people, app, clock, internet)
    await _go(people)
    _compare(recorder, GOLDEN / "polls.json")


async def test_the_recordings_of_files_say_what_the_server_does(app: App, clock: MovedClock) -> None:
    people = {name: await sign_up(app, name) for name in ("ann", "bob", "cat")}
    recorder = Recorder(app, clock)
    await record_files(recorder, people)
    await _go(people)
    _compare(recorder, GOLDEN / "files.json")


async def _go(people: dict[str, Person]) -> None:
    for person in people.values():
        await person.client.aclose()


def _compare(recorder: Recorder, file: Path) -> None:
    text = recorder.text()
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text)
    assert file.read_text() == text, "tests/golden is stale: UPDATE_GOLDEN=1 writes it anew, then look at the change"


async def _groups_and_rooms(recorder: Recorder, people: dict[str, Person]) -> None:
    ann, bob, cat, dan = people.values()
    record = recorder.record
    made = await record("create_group", ann.post("/api/groups", {"name": "Crew"}), people)
    group = made["group"]["id"]
    rooms = f"/api/groups/{group}/rooms"
    kitchen = (await record("create_room", ann.post(rooms, {"topic": "Kitchen"}), people))["room"]["id"]
    await record("post_message first", ann.post(f"/api/conversations/{kitchen}/messages", {"text": "Hello"}), people)
    for person, role in ((bob, "member"), (cat, "admin"), (dan, "member")):
        invite = await ann.post(f"/api/groups/{group}/invites", {"role": role})
        code = invite["invite"]["code"]
        await record(f"accept_invite {person.user['first_name']}", person.post(f"/api/invites/{code}/accept"), people)
    secret = {"topic": "Surprise", "private": True, "member_ids": [bob.id, dan.id]}
    surprise = (await record("create_room private", ann.post(rooms, secret), people))["room"]["id"]
    chat = (await record("open_chat", bob.post("/api/chats", {"user_ids": [cat.id]}), people))["chat"]["id"]
    for conversation, person in ((kitchen, bob), (surprise, ann), (chat, cat), (kitchen, ann)):
        sent = person.post(f"/api/conversations/{conversation}/messages", {"text": "And *this*"})
        await record(f"post_message {person.user['first_name']}", sent, people)
    await record("mark_seen", cat.put(f"/api/conversations/{kitchen}/seen", {"number": 2}), people)
    await record("rename_room", ann.patch(f"/api/rooms/{kitchen}", {"topic": "Big kitchen"}), people)
    await record("rename_room private", ann.patch(f"/api/rooms/{surprise}", {"topic": "Party"}), people)
    await record("rename_group", cat.patch(f"/api/groups/{group}", {"name": "Sunday Crew"}), people)
    await record("change_role", ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "admin"}), people)
    await record("change_profile", bob.patch("/api/me", {"first_name": "Robert"}), people)
    await record("remove_member", cat.delete(f"/api/groups/{group}/members/{dan.id}"), people)
    again = await ann.post(f"/api/groups/{group}/invites", {})
    await record("accept_invite again", dan.post(f"/api/invites/{again['invite']['code']}/accept"), people)
    await record("leave_group", bob.post(f"/api/groups/{group}/leave"), people)
    await record("delete_room private", ann.delete(f"/api/rooms/{surprise}"), people)
    await record("delete_room", ann.delete(f"/api/rooms/{kitchen}"), people)
    others = {name: person for name, person in people.items() if name != "dan"}
    await record("delete_account", dan.client.request("DELETE", "/api/me", json={"password": PASSWORD}), others)
    await record("delete_group", ann.delete(f"/api/groups/{group}"), others)


async def _calls(recorder: Recorder, people: dict[str, Person], app: App) -> None:
    ann, bob, cat, dan, eve = people.values()
    record = recorder.record
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    for person in (bob, cat, dan, eve):
        await join(ann, person, group)
    rooms = f"/api/groups/{group}/rooms"
    kitchen = (await ann.post(rooms, {"topic": "Kitchen"}))["room"]["id"]
    secret = {"topic": "Surprise", "private": True, "member_ids": [bob.id, dan.id, eve.id]}
    surprise = (await ann.post(rooms, secret))["room"]["id"]
    chat = (await bob.post("/api/chats", {"user_ids": [cat.id]}))["chat"]["id"]
    door = "/api/conversations/{}/call/{}".format
    call = (await record("join_call first", ann.post(door(kitchen, "join")), people))["call"]["id"]
    await record("join_call", bob.post(door(kitchen, "join")), people)
    await record("join_call from another device", ann.post(door(kitchen, "join")), people)
    await record("leave_call", bob.post(door(kitchen, "leave")), people)
    await record("join_call in a chat", bob.post(door(chat, "join")), people)
    await record("join_call in a private room, out of the chat", bob.post(door(surprise, "join")), people)
    for person in (dan, eve):
        await record("join_call in a private room", person.post(door(surprise, "join")), people)
    await record("join_call out of a private room", bob.post(door(kitchen, "join")), people)
    await record("remove_member in a call", ann.delete(f"/api/groups/{group}/members/{dan.id}"), people)
    await record("leave_group in a call", eve.post(f"/api/groups/{group}/leave"), people)
    lost = (await bob.post(door(kitchen, "join")))["grant"]["participant_id"]
    await record("lose", app.database.write(lambda tx: lose(tx, lost)), people)
    move = app.database.write(lambda tx: move_call(tx, call, "janus"))
    await record("move_call", move, people)
    await record("leave_call last", ann.post(door(kitchen, "leave")), people)
    await cat.post(door(kitchen, "join"))
    await record("delete_room in a call", ann.delete(f"/api/rooms/{kitchen}"), people)
    for person in (bob, cat):
        await person.post(door(chat, "join"))
    others = {name: person for name, person in people.items() if name != "cat"}
    gone = cat.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    await record("delete_account in a call", gone, others)
    await bob.post(door(surprise, "join"))
    await record("delete_group in a call", ann.delete(f"/api/groups/{group}"), others)
