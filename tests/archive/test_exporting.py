"""Archives: who gets one, what is in it, what never is, and that it comes back as it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.archive.keeping import safe_name
from distributed_chat.kernel.clock import DAY, HOUR, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.archive.keeping import archive_bytes, archive_of, content, exported, rows
from tests.cast import PASSWORD, Person
from tests.files.sending import post, upload
from tests.keys.test_keys import room_of
from tests.matrix_files import picture
from tests.places import join

SAID = "SELECT text FROM messages ORDER BY place"


async def say(person: Person, room: str, text: str, **more: Any) -> Any:
    return (await person.post(f"/api/conversations/{room}/messages", {"text": text, **more}))["message"]


async def furnished(clock: MovedClock, ann: Person, bob: Person) -> tuple[str, str]:
    """A group with everything that a message can have."""
    group, room = await room_of(ann)
    await join(ann, bob, group)
    first = await say(ann, room, "First </script><b>bold</b> \u2028")
    await say(bob, room, "An answer", reply_to=first["id"])
    for text in ("One", "Two"):
        await say(bob, room, text, thread_of=first["id"])
    mention = [{"type": "mention", "offset": 0, "length": 4, "user_id": bob.id}]
    await say(ann, room, "@Bob look", entities=mention)
    await ann.patch(f"/api/messages/{first['id']}", {"text": "First, better"})
    await bob.put(f"/api/messages/{first['id']}/reactions/\N{THUMBS UP SIGN}", {})
    await ann.put(f"/api/messages/{first['id']}/pin", {})
    poll = await say(ann, room, "Soup?", poll={"options": ["Yes", "No"]})
    await bob.put(f"/api/messages/{poll['id']}/vote", {"options": [1]})
    file = await upload(ann, "../../kit\tchen.png", picture())
    await post(ann, room, file["id"])
    gone = await say(ann, room, "Regrettable")
    clock.move(HOUR)
    await ann.client.delete(f"/api/messages/{gone['id']}")
    return group, room


async def test_a_group_is_kept_with_all_that_was_said_but_what_was_erased(
    app: App, clock: MovedClock, ann: Person, bob: Person, tmp_path: Path
) -> None:
    group, room = await furnished(clock, ann, bob)
    archive = await archive_of(app, ann, of="group", group_id=group)
    assert "Regrettable" not in str([archive.read(name) for name in archive.namelist()])
    texts = [text for (text,) in rows(archive, tmp_path, SAID)]
    assert texts == ["First, better", "One", "Two", "An answer", "@Bob look", "Soup?", "", ""]
    assert rows(archive, tmp_path, "SELECT text FROM edits") == [("First </script><b>bold</b> \u2028",)]
    assert rows(archive, tmp_path, "SELECT emoji, user_id FROM reactions") == [("\N{THUMBS UP SIGN}", bob.id)]
    assert rows(archive, tmp_path, "SELECT place, user_id FROM votes") == [(1, bob.id)]
    [(path,)] = rows(archive, tmp_path, "SELECT path FROM files")
    assert archive.read(path) == picture()
    assert all(not name.startswith("/") and ".." not in Path(name).parts for name in archive.namelist())
    about = json.loads(archive.read("archive.json"))
    assert about | {"format": 1, "of": "group", "name": "Crew", "messages": 8} == about
    assert b"</script>" not in archive.read(f"data/{room}-0.js")


async def test_it_comes_back_elsewhere_with_ids_order_and_history(
    app: App, clock: MovedClock, ann: Person, bob: Person, cat: Person, imported: Any, tmp_path: Path
) -> None:
    group, _room = await furnished(clock, ann, bob)
    before = await archive_bytes(app, ann, of="group", group_id=group)
    await ann.delete(f"/api/groups/{group}", status=204)
    while await app.worker.run_due():
        pass  # what was said there is purged: its ids are as free as on another server
    found = await imported(cat, "crew.zip", before)
    assert found["state"] == "done", found
    again = await archive_of(app, cat, of="group", group_id=found["group_id"])
    first = content(tmp_path, before)
    assert content(tmp_path, again) == first


@pytest.mark.parametrize("named", [True, False])
async def test_in_its_own_group_it_changes_nothing_and_brings_back_what_was_deleted(
    app: App, clock: MovedClock, ann: Person, bob: Person, imported: Any, named: bool
) -> None:
    group, room = await furnished(clock, ann, bob)
    other = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Chores"}))["room"]["id"]
    await say(bob, other, "The bins")
    before = await archive_bytes(app, ann, of="group", group_id=group)
    form = {"group_id": group} if named else {}
    found = await imported(ann, "crew.zip", before, **form)
    assert (found["state"], found["group_id"]) == ("done", group), found
    assert found["notes"] == ["Left as they are, because they are rooms of this very group: 2."]
    assert await topics(ann, group) == {"Kitchen": room, "Chores": other}
    await ann.delete(f"/api/rooms/{other}", status=204)
    while await app.worker.run_due():
        pass
    assert (await imported(ann, "crew.zip", before, **form))["state"] == "done"
    there = await topics(ann, group)
    assert (set(there), there["Kitchen"]) == ({"Kitchen", "Chores"}, room)
    page = await ann.get(f"/api/conversations/{there['Chores']}/messages")
    assert [message["text"] for message in page["messages"]] == ["The bins"]
    again = await imported(ann, "crew.zip", before, **form)
    assert again["notes"] == [
        "Left as they are, because they are rooms of this very group: 1.",
        "Messages that were here already: 1.",
    ]
    assert await topics(ann, group) == there


async def topics(person: Person, group: str) -> dict[str, str]:
    [found] = [one for one in (await person.get("/api/home"))["groups"] if one["group"]["id"] == group]
    assert len({room["topic"] for room in found["rooms"]}) == len(found["rooms"])
    return {room["topic"]: room["id"] for room in found["rooms"]}


async def test_of_me_there_are_my_chats_and_my_own_words(app: App, ann: Person, bob: Person, tmp_path: Path) -> None:
    group, room = await room_of(ann)
    await join(ann, bob, group)
    chat = (await ann.post("/api/chats", {"user_ids": [bob.id]}))["chat"]["id"]
    root = await say(ann, room, "Hers")
    await say(bob, room, "His", thread_of=root["id"])
    await say(ann, chat, "Psst")
    archive = await archive_of(app, bob, of="me")
    assert {text for (text,) in rows(archive, tmp_path, SAID)} == {"His", "Psst"}


async def test_a_private_room_is_for_those_who_read_it(app: App, ann: Person, bob: Person, tmp_path: Path) -> None:
    group, _room = await room_of(ann)
    await join(ann, bob, group, role="admin")
    hidden = {"topic": "Hidden", "private": True, "member_ids": []}
    secret = (await ann.post(f"/api/groups/{group}/rooms", hidden))["room"]["id"]
    await say(ann, secret, "Secret")
    archive = await archive_of(app, bob, of="group", group_id=group)
    assert b"Hidden" not in archive.read("data/index.js")
    assert rows(archive, tmp_path, SAID) == []


async def test_only_who_leads_takes_a_group_along_and_nobody_elses_archive(
    app: App, ann: Person, bob: Person, cat: Person
) -> None:
    group, _room = await room_of(ann)
    await join(ann, bob, group)
    for person, status in ((bob, 403), (cat, 404)):
        refused = await person.client.post("/api/exports", json={"of": "group", "group_id": group})
        assert refused.status_code == status
    assert (await ann.client.post("/api/exports", json={"of": "group"})).json()["code"] == "group_is_missing"
    assert (await ann.client.post("/api/exports", json={"of": "instance"})).status_code == 422
    found = await exported(app, ann, of="group", group_id=group)
    assert (await bob.client.get(f"/api/exports/{found['id']}")).status_code == 404
    assert (await bob.client.get(found["file"]["url"])).status_code == 404
    assert (await bob.client.delete(f"/api/exports/{found['id']}")).status_code == 404


async def test_whoever_may_not_any_more_gets_none(app: App, ann: Person, bob: Person) -> None:
    group, _room = await room_of(ann)
    await join(ann, bob, group, role="admin")
    begun = await bob.post("/api/exports", {"of": "group", "group_id": group}, status=202)
    await ann.patch(f"/api/groups/{group}/members/{bob.id}", {"role": "member"})
    await app.long_worker.run_due()
    found = (await bob.get(f"/api/exports/{begun['export']['id']}"))["export"]
    assert (found["state"], found["file"]) == ("failed", None)


async def test_one_at_a_time_and_sent_again_it_is_the_same(app: App, ann: Person) -> None:
    form = {"id": new_id(), "of": "me"}
    first = await ann.post("/api/exports", form, status=202)
    assert (await ann.post("/api/exports", form, status=200))["export"]["id"] == first["export"]["id"]
    busy = await ann.client.post("/api/exports", json={"of": "me"})
    assert (busy.status_code, busy.json()["code"]) == (429, "too_many_exports")
    await ann.delete(f"/api/exports/{form['id']}", status=204)
    assert (await exported(app, ann, of="me"))["state"] == "ready"
    assert not list((app.settings.data / "exports").glob("*"))


async def test_it_goes_after_a_week_and_with_its_person(app: App, clock: MovedClock, ann: Person, bob: Person) -> None:
    found = await exported(app, ann, of="me")
    clock.move(7 * DAY)
    while await app.long_worker.run_due():
        pass
    assert (await ann.get("/api/exports"))["exports"] == []
    assert (await ann.client.get(found["file"]["url"])).status_code == 404
    theirs = await exported(app, bob, of="me")
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert (await ann.client.get(theirs["file"]["url"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("photo.png", "photo.png"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b:c*?.txt", "a_b_c__.txt"),
        ("\u202egnp.exe", "_gnp.exe"),
        ("...", "file"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
    ],
)
def test_a_name_in_the_archive_leads_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe
