"""What was said elsewhere stands in rooms here: words, people, threads, files; once, and seen by nobody too early."""

from typing import Any

import pytest

from distributed_chat.app import App
from tests.cast import Person
from tests.imports.archives import SLACK, general, tarred, zipped, zulip
from tests.imports.conftest import Importing, history
from tests.pictures.samples import drawn, saved
from tests.places import join


def by_topic(found: Any) -> dict[str, str]:
    return {room["topic"]: room["id"] for room in found["rooms"]}


def names_in(page: Any) -> dict[str, str]:
    return {user["id"]: f"{user['first_name']} {user['last_name']}".strip() for user in page["users"]}


async def test_a_slack_export_becomes_rooms_of_a_new_group(ann: Person, imported: Importing) -> None:
    done = await imported(ann, "Kitchen Slack export Dec 1 2017.zip", zipped(SLACK), {"U1": ann.id})
    assert done["state"] == "done", done
    assert done["notes"] == [
        "1 direct conversation left out: what was said to a few is of no group.",
        "1 file is a link to Slack: an export does not contain them.",
    ]
    rooms = by_topic(done)
    assert set(rooms) == {"kitchen", "garden", "surprise"}
    page = await history(ann, rooms["kitchen"])
    names = names_in(page)
    soup, bot, link, morning = page["messages"]
    assert soup["text"] == "**Soup** for @Rosa Lind & all in #garden: [the recipe](https://example.test/a) 🍅"
    assert [(mark["type"], soup["text"][mark["offset"] :][: mark["length"]]) for mark in soup["entities"]] == [
        ("mention", "@Rosa Lind"),
        ("room", "#garden"),
    ]
    assert soup["entities"][1]["room_id"] == rooms["garden"]
    assert (soup["author_id"], soup["sent_at"]) == (ann.id, "2017-11-30T23:52:30.000216Z")
    assert soup["edited_at"] == "2017-11-30T23:52:40.000000Z"
    assert soup["pinned"] == {"by": ann.id, "at": "2017-12-01T01:00:00.000000Z"}
    assert [(each["emoji"], [names[id] for id in each["user_ids"]]) for each in soup["reactions"]] == [
        ("👍🏼", ["Rosa Lind", "Ann Test"])
    ]
    assert (soup["thread"]["count"], names[bot["author_id"]], bot["text"]) == (1, "Timer", "Ding")
    assert link["text"] == "[soup.png](https://files.slack.com/soup.png)"
    assert [message["number"] for message in page["messages"]] == [1, 2, 3, 4]
    thread = await history(ann, rooms["kitchen"], thread_of=soup["id"])
    assert [(reply["text"], reply["number"]) for reply in thread["messages"]] == [("On my way", 1)]
    assert names_in(page)[morning["author_id"]] == "Rosa Lind"


async def test_members_find_everything_read_and_searchable(
    app: App, ann: Person, bob: Person, imported: Importing
) -> None:
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    await join(ann, bob, group)
    done = await imported(ann, "a.zip", zipped(SLACK), group_id=group)
    kitchen = by_topic(done)["kitchen"]
    home = await bob.get("/api/home")
    assert {room["topic"]: room["last_number"] for room in home["groups"][0]["rooms"]} == {"kitchen": 4, "garden": 0}
    assert {marker["conversation_id"]: marker["number"] for marker in home["markers"]} == {kitchen: 4}
    await app.indexer.settled()
    hits = await bob.get("/api/search", q="morning")
    assert [hit["message"]["text"] for hit in hits["hits"]] == ["Good morning"]
    assert (await bob.get("/api/search", q="psst"))["hits"] == []
    day = await bob.get(f"/api/conversations/{kitchen}/days/2017-12-02")
    assert day["number"] == 4


async def test_importing_twice_changes_nothing_and_a_later_export_adds_what_is_new(
    ann: Person, imported: Importing
) -> None:
    first = await imported(ann, "a.zip", zipped(SLACK), {"U1": ann.id})
    kitchen = by_topic(first)["kitchen"]
    before = await history(ann, kitchen)
    again = await imported(ann, "a.zip", zipped(SLACK), {"U1": ann.id})
    assert again["group_id"] == first["group_id"]
    assert (await history(ann, kitchen)) | {"seq": 0} == before | {"seq": 0}
    await ann.post(f"/api/conversations/{kitchen}/messages", {"text": "Said here meanwhile"})
    late = {"type": "message", "user": "U2", "text": "Lunch", "ts": "1512259200.000100"}
    await imported(ann, "b.zip", zipped({**SLACK, "kitchen/2017-12-03.json": [late]}))
    page = await history(ann, kitchen)
    assert [message["text"] for message in page["messages"]][-2:] == ["Said here meanwhile", "Lunch"]
    assert page["messages"][-1]["number"] == 6


async def test_discord_with_its_media(ann: Person, imported: Importing) -> None:
    content = zipped(general(saved(drawn(60, 40), "PNG")))
    done = await imported(ann, "crew.zip", content, {"11": ann.id})
    rooms = by_topic(done)
    assert (done["kind"], set(rooms)) == ("discord", {"general", "general / talk"})
    hello, cake, old = (await history(ann, rooms["general"]))["messages"]
    assert (hello["text"], hello["entities"][0]["length"], "pinned" in hello) == ("Hello @Lin, see **this**", 4, True)
    assert cake["reply_to"]["id"] == hello["id"]
    assert (cake["files"][0]["name"], cake["files"][0]["width"], cake["sent_at"]) == (
        "cake.png",
        60,
        "2021-05-04T08:01:00.000000Z",
    )
    assert [each["emoji"] for each in cake["reactions"]] == ["🎂"]
    assert old["text"] == "Old picture\n[x.png](https://cdn.example.test/x.png)"
    gallery = await ann.get(f"/api/conversations/{rooms['general']}/files")
    assert [(each["number"], each["file"]["name"]) for each in gallery["files"]] == [(2, "cake.png")]
    picture = await ann.client.get(cake["files"][0]["url"])
    assert picture.status_code == 200


async def test_zulip_topics_are_threads(ann: Person, imported: Importing) -> None:
    done = await imported(ann, "club.tar.gz", tarred(zulip(b"tomatoes")))
    room = by_topic(done)["cooking"]
    page = await history(ann, room)
    soup, cake = page["messages"]
    assert (soup["text"], cake["text"]) == ("**soup**\nWho cooks, @Lin Wu?", "**cake**\nNow **cake**")
    mark = soup["entities"][0]
    assert soup["text"][mark["offset"] :][: mark["length"]] == "@Lin Wu"
    assert [each["emoji"] for each in soup["reactions"]] == ["🎉"]
    (reply,) = (await history(ann, room, thread_of=soup["id"]))["messages"]
    assert (reply["text"], reply["files"][0]["name"]) == ("Me!", "list.txt")
    assert (await ann.client.get(reply["files"][0]["url"])).content == b"tomatoes"
    assert done["notes"] == ["1 direct message left out: what was said to a few is of no group."]


async def test_people_are_suggested_by_proved_email_and_by_name_and_skipped_ones_stay_out(
    app: App, ann: Person, imported: Importing, looked_into: Importing
) -> None:
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    asks = await looked_into(ann, "a.zip", zipped(SLACK), group_id=group)
    assert [(one["key"], one["messages"], one["user_id"]) for one in asks["people"]] == [
        ("U1", 3, ann.id),
        ("U2", 2, None),
        ("B1", 1, None),
        ("U3", 0, None),
    ]
    await ann.delete(f"/api/imports/{asks['id']}", status=204)
    done = await imported(ann, "a.zip", zipped(SLACK), {"U2": "skip"}, group_id=group)
    page = await history(ann, by_topic(done)["kitchen"])
    assert [message["text"] for message in page["messages"]][1:] == [
        "Ding",
        "[soup.png](https://files.slack.com/soup.png)",
    ]
    assert "reactions" not in page["messages"][0] or len(page["messages"][0]["reactions"][0]["user_ids"]) == 1


async def test_nobody_is_made_to_have_said_what_they_did_not(ann: Person, bob: Person, looked_into: Importing) -> None:
    """Only members of the group can be mapped; in a new group that is whoever imports."""
    asks = await looked_into(ann, "a.zip", zipped(SLACK))
    wrong = await ann.client.post(f"/api/imports/{asks['id']}/start", json={"people": {"U2": bob.id}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "not_a_member")
    assert (await ann.get("/api/home"))["groups"] == []


async def test_only_who_leads_the_group_imports_into_it(ann: Person, bob: Person, cat: Person) -> None:
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    await join(ann, bob, group)
    for person, status in ((bob, 403), (cat, 404)):
        file = (await person.client.post("/api/files", files={"file": ("a.zip", b"x")})).json()["file"]["id"]
        refused = await person.client.post("/api/imports", json={"file_id": file, "group_id": group})
        assert refused.status_code == status
    theirs = (await ann.client.post("/api/files", files={"file": ("a.zip", b"x")})).json()["file"]["id"]
    stolen = await bob.client.post("/api/imports", json={"file_id": theirs})
    assert (stolen.status_code, stolen.json()["code"]) == (422, "file_is_not_yours")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({**SLACK, "channels.json": {"not": "a list"}}, "channels.json"),
        ({**SLACK, "kitchen/2017-12-01.json": b"[{"}, "kitchen/2017-12-01.json"),
        ({**SLACK, "kitchen/2017-12-01.json": [{"ts": "yesterday", "user": "U1", "text": "x"}]}, "is no time"),
        ({**SLACK, "kitchen/2017-12-01.json": [{"ts": 5}]}, "$[0].ts"),
        ({**SLACK, "users.json": b"[" * 100_000}, "users.json"),
        ({"notes.txt": b"hello"}, "no export of"),
        ({"a.json": b'{"guild": {"id": "1"}, "channel": {"id": "2"}, "messages": [{"id": "1", "ti'}, "ends too soon"),
        ({"a.json": b"{}"}, "no channel of a server"),
        ({**SLACK, "kitchen/2017-12-01.json": b" " * (65 * 1024 * 1024)}, "more than 64 MB"),
    ],
)
async def test_what_is_wrong_is_said_with_its_place(
    ann: Person, looked_into: Importing, parts: dict[str, Any], said: str
) -> None:
    failed = await looked_into(ann, "a.zip", zipped(parts))
    assert failed["state"] == "failed", failed
    assert said in failed["error"]
    assert (await ann.get("/api/home"))["groups"] == []


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b"\x1f\x8b no tar", b"\0" * 600, b"{"])
async def test_what_is_no_archive_is_refused_in_words(ann: Person, looked_into: Importing, content: bytes) -> None:
    failed = await looked_into(ann, "a.zip", content)
    assert (failed["state"], failed["error"].startswith("a.zip: ")) == ("failed", True)


async def test_an_id_of_an_imported_message_is_taken(ann: Person, imported: Importing) -> None:
    done = await imported(ann, "a.zip", zipped(SLACK), {"U1": ann.id})
    room = by_topic(done)["kitchen"]
    taken = (await history(ann, room))["messages"][0]["id"]
    answer = await ann.client.post(f"/api/conversations/{room}/messages", json={"id": taken, "text": "Mine"})
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")


async def test_names_go_with_the_group(ann: Person, imported: Importing) -> None:
    done = await imported(ann, "a.zip", zipped(SLACK), {"U1": ann.id})
    await ann.delete(f"/api/groups/{done['group_id']}", status=204)
    again = await imported(ann, "a.zip", zipped(SLACK), {"U1": ann.id})
    assert (again["state"], again["group_id"] != done["group_id"]) == ("done", True)
    names = names_in(await history(ann, by_topic(again)["kitchen"]))
    assert "Rosa Lind" in names.values()


async def test_a_room_that_was_deleted_is_made_anew(ann: Person, imported: Importing) -> None:
    first = by_topic(await imported(ann, "a.zip", zipped(SLACK), {"U1": ann.id}))
    await ann.delete(f"/api/rooms/{first['kitchen']}", status=204)
    again = by_topic(await imported(ann, "a.zip", zipped(SLACK), {"U1": ann.id}))
    assert again["kitchen"] != first["kitchen"]
    assert len((await history(ann, again["kitchen"]))["messages"]) == 4
