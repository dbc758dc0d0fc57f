"""Who may read a file, by what right, which part of it, and for how long."""

from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import MINUTE, MovedClock
from tests.cast import Person, client_of
from tests.files.conftest import Crew, Left
from tests.files.sending import post, upload
from tests.pictures.samples import drawn, saved

CONTENT = bytes(range(256)) * 40
PNG = saved(drawn(1000, 500), "PNG")


async def statuses(crew: Crew, file: dict[str, Any]) -> dict[str, int]:
    """Of everybody, for the file; the thumbnail and a new link always answer the same."""
    found = {}
    for name in ("ann", "bob", "cat", "dan"):
        person: Person = getattr(crew, name)
        whole = (await person.client.get(file["url"])).status_code
        small = (await person.client.get(f"/api/files/{file['id']}/thumbnail")).status_code
        link = (await person.client.post(f"/api/files/{file['id']}/link")).status_code
        assert whole == small == link, name
        found[name] = whole
    return found


async def test_before_it_is_sent_a_file_is_its_owners_alone(crew: Crew, app: App) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    assert await statuses(crew, file) == {"ann": 200, "bob": 404, "cat": 404, "dan": 404}
    async with client_of(app) as nobody:
        for address in (file["url"], file["thumbnail"]):
            assert (await nobody.get(address)).status_code == 401


@pytest.mark.parametrize(
    ("place", "readers"),
    [
        ("kitchen", {"ann": 200, "bob": 200, "cat": 404, "dan": 200}),
        ("private", {"ann": 200, "bob": 200, "cat": 404, "dan": 404}),
        ("chat", {"ann": 200, "bob": 200, "cat": 404, "dan": 404}),
    ],
)
async def test_whoever_may_read_the_message_may_read_its_files(crew: Crew, place: str, readers: dict[str, int]) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    message = await post(crew.ann, getattr(crew, place), file["id"])
    assert message["files"] == [file]
    assert await statuses(crew, file) == readers


async def test_a_removed_member_reads_no_file_any_more_not_even_by_a_link(crew: Crew, app: App) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    await post(crew.ann, crew.kitchen, file["id"])
    link = (await crew.bob.post(f"/api/files/{file['id']}/link"))["url"]
    async with client_of(app) as anybody:
        assert (await anybody.get(link)).content == PNG
        await crew.ann.delete(f"/api/groups/{crew.group}/members/{crew.bob.id}", status=204)
        assert (await statuses(crew, file))["bob"] == 404
        assert (await anybody.get(link)).status_code == 404


async def test_a_deleted_message_takes_its_files_along(crew: Crew, left: Left) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    message = await post(crew.ann, crew.kitchen, file["id"], text="Look")
    await crew.ann.delete(f"/api/messages/{message['id']}")
    assert await statuses(crew, file) == {"ann": 404, "bob": 404, "cat": 404, "dan": 404}
    assert await left() == []


async def test_a_forward_is_a_file_of_its_own_on_the_same_bytes(crew: Crew, left: Left) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    message = await post(crew.ann, crew.private, file["id"], text="Look")
    forward = {"conversation_id": crew.kitchen}
    copy = (await crew.bob.post(f"/api/messages/{message['id']}/forward", forward))["message"]["files"][0]
    assert copy["id"] != file["id"]
    assert await statuses(crew, copy) == {"ann": 200, "bob": 200, "cat": 404, "dan": 200}
    assert await statuses(crew, file) == {"ann": 200, "bob": 200, "cat": 404, "dan": 404}
    assert len([path for path in await left() if path.endswith("/0")]) == 1
    await crew.ann.delete(f"/api/messages/{message['id']}")  # forwards go with their original
    assert await left() == []
    assert await statuses(crew, copy) == {"ann": 404, "bob": 404, "cat": 404, "dan": 404}


async def test_a_file_is_sent_once_and_by_its_owner(crew: Crew) -> None:
    async def refused(person: Person, *file_ids: str) -> str:
        body = {"text": "", "file_ids": list(file_ids)}
        return str((await person.post(f"/api/conversations/{crew.kitchen}/messages", body, status=422))["code"])

    file = await upload(crew.ann, "a.png", PNG)
    assert await refused(crew.bob, file["id"]) == "file_is_not_yours"
    assert await refused(crew.ann, file["id"], crew.kitchen) == "file_is_not_yours"
    assert await refused(crew.ann, file["id"], file["id"]) in {"file_is_not_yours", "files_repeat"}
    await post(crew.ann, crew.kitchen, file["id"])
    assert await refused(crew.ann, file["id"]) == "file_is_not_yours"
    await crew.ann.delete(f"/api/files/{file['id']}", status=404)


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=100-", 206, 100, 10_240),
        ("bytes=-5", 206, 10_235, 10_240),
        ("bytes=-99999", 206, 0, 10_240),
        ("bytes=10239-99999", 206, 10_239, 10_240),
        ("bytes=10240-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=5-4", 200, 0, 10_240),
        ("bytes=0-1,5-6", 200, 0, 10_240),
        ("lines=0-1", 200, 0, 10_240),
        ("bytes=a-b", 200, 0, 10_240),
        ("bytes=", 200, 0, 10_240),
        ("bytes=²-", 200, 0, 10_240),
    ],
)
async def test_a_range_is_answered_as_browsers_expect(
    crew: Crew, asked: str, status: int, start: int, end: int
) -> None:
    file = await upload(crew.ann, "a.bin", CONTENT)
    answer = await crew.ann.client.get(file["url"], headers=[(b"range", asked.encode("latin-1"))])
    assert answer.status_code == status
    assert answer.content == CONTENT[start:end]
    if status == 206:
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/10240"
    if status == 416:
        assert answer.headers["content-range"] == "bytes */10240"
    else:
        assert answer.headers["content-length"] == str(end - start)


async def test_a_condition_saves_what_is_there_already(crew: Crew) -> None:
    file = await upload(crew.ann, "a.bin", CONTENT)
    get = crew.ann.client.get
    tag = (await get(file["url"])).headers["etag"]
    for condition in (tag, f'"other", {tag}', f"W/{tag}"):
        again = await get(file["url"], headers={"if-none-match": condition})
        assert (again.status_code, again.content) == (304, b"")
    part = {"range": "bytes=0-9"}
    assert (await get(file["url"], headers={**part, "if-range": tag})).status_code == 206
    assert (await get(file["url"], headers={**part, "if-range": '"other"'})).status_code == 200
    assert (await get(file["url"], headers={"if-none-match": '"other"'})).status_code == 200


async def test_a_head_tells_all_but_the_bytes(crew: Crew) -> None:
    file = await upload(crew.ann, 'Ünï "x".bin', CONTENT)
    get, head = await crew.ann.client.get(file["url"]), await crew.ann.client.head(file["url"])
    assert head.content == b""
    same = ("content-length", "content-type", "etag", "accept-ranges", "content-disposition")
    assert {name: head.headers[name] for name in same} == {name: get.headers[name] for name in same}
    assert "filename*=UTF-8''%C3%9Cn%C3%AF%20_x_.bin" in head.headers["content-disposition"]


async def test_a_name_in_the_address_means_nothing(crew: Crew) -> None:
    file = await upload(crew.ann, "a.html", b"<b>words</b>")
    answer = await crew.ann.client.get(f"/api/files/{file['id']}/evil.png")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert 'filename="a.html"' in answer.headers["content-disposition"]


async def test_a_link_opens_one_file_for_five_minutes_of_one_session(crew: Crew, app: App, clock: MovedClock) -> None:
    file, other = await upload(crew.ann, "a.png", PNG), await upload(crew.ann, "b.png", PNG)
    link = await crew.ann.post(f"/api/files/{file['id']}/link")
    assert link["expires_in"] == 300
    token = link["url"].partition("?link=")[2]
    async with client_of(app) as anybody:
        answer = await anybody.get(link["url"])
        assert answer.content == PNG
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert answer.headers["content-disposition"].startswith("inline;")
        saved = await anybody.get(f"{link['url']}&save=true")
        assert (saved.content, saved.headers["content-disposition"][:11]) == (PNG, "attachment;")
        for wrong in (token[:-1], token + "0", "x", "", "a.1.b", token.replace(".", ".9", 1), "é.1.x"):
            assert (await anybody.get(file["url"], params={"link": wrong})).status_code == 404, wrong
        assert (await anybody.get(other["url"], params={"link": token})).status_code == 404
        clock.move(5 * MINUTE)
        assert (await anybody.get(link["url"])).status_code == 404


async def test_a_link_ends_with_its_session(crew: Crew, app: App) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    link = (await crew.ann.post(f"/api/files/{file['id']}/link"))["url"]
    await crew.ann.client.delete("/api/sessions/current")
    async with client_of(app) as anybody:
        assert (await anybody.get(link)).status_code == 404


async def test_the_gallery_has_the_files_of_a_conversation_the_newest_first(crew: Crew, clock: MovedClock) -> None:
    sound = b"OggS\0\2" + bytes(22) + b"OpusHead" + bytes(30)
    sent = []
    note = {"seconds": "1", "waveform": "[1]"}
    for name, content, voice in (
        ("1.png", PNG, {}),
        ("2.txt", b"words", {}),
        ("3.ogg", sound, note),
        ("4.png", PNG, {}),
    ):
        file = await upload(crew.ann, name, content, **voice)
        sent.append(await post(crew.ann, crew.kitchen, file["id"]))
        clock.move(1)
    thread = await post(crew.bob, crew.kitchen, (await upload(crew.bob, "5.png", PNG))["id"], thread_of=sent[0]["id"])
    path = f"/api/conversations/{crew.kitchen}/files"
    everything = await crew.dan.get(path)
    assert [entry["file"]["name"] for entry in everything["files"]] == ["5.png", "4.png", "3.ogg", "2.txt", "1.png"]
    first, second = everything["files"][:2]
    assert (first["number"], first["thread_of"], first["message_id"]) == (1, sent[0]["id"], thread["id"])
    assert (second["number"], second["thread_of"], second["author_id"]) == (4, None, crew.ann.id)
    assert {user["id"] for user in everything["users"]} == {crew.ann.id, crew.bob.id}
    for kind, names in (("media", ["5.png", "4.png", "1.png"]), ("file", ["2.txt"]), ("voice", ["3.ogg"])):
        found = await crew.dan.get(path, kind=kind)
        assert [entry["file"]["name"] for entry in found["files"]] == names
    page = await crew.dan.get(path, limit=2)
    assert page["has_older"]
    rest = await crew.dan.get(path, before=page["files"][-1]["file"]["id"], limit=3)
    assert [entry["file"]["name"] for entry in rest["files"]] == ["3.ogg", "2.txt", "1.png"]
    assert not rest["has_older"]
    assert (await crew.cat.client.get(path)).status_code == 404
    assert (await crew.dan.client.get(f"/api/conversations/{crew.private}/files")).status_code == 404
    assert (await crew.ann.get(f"/api/conversations/{crew.private}/files"))["files"] == []


async def test_a_file_whose_bytes_were_lost_is_not_there(crew: Crew, app: App) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    await app.services.blobs.delete(f"files/{file['id']}/0")
    answer = await crew.ann.client.get(file["url"])
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
