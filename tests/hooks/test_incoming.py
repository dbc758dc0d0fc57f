"""Incoming hooks: an address at which programs elsewhere speak in a room."""

from urllib.parse import urlencode, urlsplit

import httpx2
import msgspec
import pytest

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.places import join

Place = tuple[str, str]


async def address_of(ann: Person, room: str, **form: str) -> str:
    made = await ann.post(f"/api/conversations/{room}/incoming-hooks", {"name": "Builds", **form}, status=201)
    return str(urlsplit(made["url"]).path)


async def texts(person: Person, room: str) -> list[str]:
    return [message["text"] for message in (await person.get(f"/api/conversations/{room}/messages"))["messages"]]


async def test_whoever_has_the_address_speaks_as_its_bot(ann: Person, nobody: httpx2.AsyncClient, place: Place) -> None:
    _group, room = place
    path = await address_of(ann, room)
    answer = await nobody.post(path, json={"text": "Build *7* passed: <https://ci.example|see>"})
    assert (answer.status_code, answer.text) == (200, "ok")
    page = await ann.get(f"/api/conversations/{room}/messages")
    [message] = page["messages"]
    assert message["text"] == "Build **7** passed: [see](https://ci.example)"
    author = next(user for user in page["users"] if user["id"] == message["author_id"])
    assert (author["first_name"], author["kind"]) == ("Builds", "bot")
    [hook] = (await ann.get(f"/api/conversations/{room}/incoming-hooks"))["hooks"]
    assert hook["last_used_at"] is not None
    assert path.rpartition("/")[2] not in str(hook)


@pytest.mark.parametrize(
    ("content", "media", "status", "said"),
    [
        (b'{"text": "a"}', "application/json", 200, "ok"),
        (b'{"text": "a"}', "application/json; charset=utf-8", 200, "ok"),
        (urlencode({"payload": '{"text": "a"}'}).encode(), "application/x-www-form-urlencoded", 200, "ok"),
        (b'{"text": "a"}', "application/x-www-form-urlencoded", 400, "invalid_payload"),
        (b"a plain line", "text/plain", 200, "ok"),
        (b'{"text": "a"}', "", 200, "ok"),
        (b"{", "application/json", 400, "invalid_payload"),
        (b"[1]", "application/json", 400, "invalid_payload"),
        (b"\xff", "text/plain", 400, "invalid_payload"),
        (b'{"text": "\\ud800"}', "application/json", 400, "invalid_payload"),
        (b"{}", "application/json", 400, "no_text"),
        (b'{"text": "   "}', "application/json", 400, "no_text"),
        (b'{"text": "\\u0000"}', "application/json", 400, "no_text"),
        (b'{"text": "' + b"x" * 300_000 + b'"}', "application/json", 413, None),
        (b"[" * 100_000, "application/json", 400, "invalid_payload"),
    ],
)
async def test_what_arrives_is_said_or_refused_as_slack_does(
    ann: Person, nobody: httpx2.AsyncClient, place: Place, content: bytes, media: str, status: int, said: str | None
) -> None:
    path = await address_of(ann, place[1])
    answer = await nobody.post(path, content=content, headers={"content-type": media} if media else {})
    assert answer.status_code == status
    assert said is None or answer.text == said
    assert len(await texts(ann, place[1])) == (1 if status == 200 else 0)


async def test_a_wrong_address_leads_nowhere(ann: Person, nobody: httpx2.AsyncClient, place: Place) -> None:
    path = await address_of(ann, place[1])
    for wrong in (path[:-1] + ("a" if path[-1] != "a" else "b"), f"/api/hooks/{new_id()}/{path.rpartition('/')[2]}"):
        answer = await nobody.post(wrong, json={"text": "Hello"})
        assert (answer.status_code, answer.text) == (404, "no_service")
    assert await texts(ann, place[1]) == []


async def test_sent_again_with_the_same_key_it_is_said_once(
    ann: Person, nobody: httpx2.AsyncClient, place: Place
) -> None:
    path, key = await address_of(ann, place[1]), {"idempotency-key": new_id()}
    for _ in range(2):
        assert (await nobody.post(path, json={"text": "Once"}, headers=key)).text == "ok"
    assert (await nobody.post(path, json={"text": "Other"}, headers=key)).status_code == 409
    assert await texts(ann, place[1]) == ["Once"]


async def test_it_calls_nobody(ann: Person, nobody: httpx2.AsyncClient, place: Place) -> None:
    path = await address_of(ann, place[1])
    await nobody.post(path, json={"text": "<!channel> everybody"})
    [message] = (await ann.get(f"/api/conversations/{place[1]}/messages"))["messages"]
    assert (message["text"], message.get("entities", [])) == ("@channel everybody", [])


async def test_another_address_replaces_the_one_before_and_a_removed_hook_is_silent(
    app: App, ann: Person, nobody: httpx2.AsyncClient, place: Place
) -> None:
    old = await address_of(ann, place[1])
    [hook] = (await ann.get(f"/api/conversations/{place[1]}/incoming-hooks"))["hooks"]
    new = urlsplit((await ann.post(f"/api/incoming-hooks/{hook['id']}/secret"))["url"]).path
    assert (await nobody.post(old, json={"text": "Old"})).status_code == 404
    assert (await nobody.post(new, json={"text": "New"})).status_code == 200
    await ann.delete(f"/api/incoming-hooks/{hook['id']}", status=204)
    assert (await nobody.post(new, json={"text": "Gone"})).status_code == 404
    assert await texts(ann, place[1]) == ["New"]
    members = (await ann.get(f"/api/groups/{place[0]}"))["members"]
    assert [member["user"]["kind"] for member in members] == ["person"]


async def test_only_who_leads_makes_one_and_not_in_a_private_room(ann: Person, bob: Person, place: Place) -> None:
    group, room = place
    await join(ann, bob, group)
    assert (await bob.client.post(f"/api/conversations/{room}/incoming-hooks", json={"name": "x"})).status_code == 403
    hidden = await ann.post(f"/api/groups/{group}/rooms", {"topic": "Hidden", "private": True, "member_ids": []})
    path = f"/api/conversations/{hidden['room']['id']}/incoming-hooks"
    assert (await ann.client.post(path, json={"name": "x"})).json()["code"] == "room_is_private"
    chat = (await ann.post("/api/chats", {"user_ids": [bob.id]}))["chat"]["id"]
    assert (await ann.client.post(f"/api/conversations/{chat}/incoming-hooks", json={"name": "x"})).status_code == 404


async def test_an_answer_that_was_lost_is_asked_for_again(
    ann: Person, nobody: httpx2.AsyncClient, place: Place
) -> None:
    form = {"id": new_id(), "name": "Builds"}
    path = f"/api/conversations/{place[1]}/incoming-hooks"
    first = await ann.post(path, form, status=201)
    again = await ann.post(path, form, status=200)
    assert len((await ann.get(path))["hooks"]) == 1
    assert (await nobody.post(urlsplit(first["url"]).path, json={"text": "a"})).status_code == 404
    assert (await nobody.post(urlsplit(again["url"]).path, json={"text": "a"})).status_code == 200
    assert msgspec.json.encode(first["hook"]) == msgspec.json.encode(again["hook"])
