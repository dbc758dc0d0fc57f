"""Resumable uploads, by tus 1.0: from where they stand, whoever sends what, and over a kill -9."""

import asyncio
import hashlib
import json
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from distributed_chat.app import App
from distributed_chat.files.policy import PIECE, UPLOADS_AT_ONCE
from distributed_chat.kernel.clock import DAY, MovedClock
from tests.cast import PASSWORD, client_of
from tests.files.conftest import Crew, Left
from tests.files.sending import begin, patch, post, tus_headers
from tests.pictures.samples import drawn, photo, png_that_declares, saved
from tests.services.server import RunningServer

LARGE = hashlib.shake_256(b"large").digest(2 * PIECE + 12_345)


async def test_an_upload_in_parts_becomes_a_file(crew: Crew) -> None:
    address = await begin(crew.ann, len(LARGE), filename="../large.bin")
    offset = 0
    file: dict[str, Any] = {}
    for size in (1_000, PIECE, 5, len(LARGE)):
        part = LARGE[offset : offset + size]
        answer = await patch(crew.ann, address, offset, part)
        offset += len(part)
        assert answer.headers["upload-offset"] == str(offset)
        head = await crew.ann.client.head(address)
        assert (head.headers["upload-offset"], head.headers["upload-length"]) == (str(offset), str(len(LARGE)))
        assert answer.status_code == (200 if offset == len(LARGE) else 204)
        file = answer.json()["file"] if answer.content else file
    assert (file["name"], file["size"]) == ("large.bin", len(LARGE))
    assert address.endswith(file["id"])
    assert (await crew.ann.client.get(file["url"])).content == LARGE
    assert (await crew.ann.get(f"{address}/file"))["file"] == file
    await post(crew.ann, crew.kitchen, file["id"])
    cut = await crew.bob.client.get(file["url"], headers={"range": f"bytes=999-{PIECE + 1_007}"})
    assert cut.content == LARGE[999 : PIECE + 1_008]


async def test_a_photo_in_parts_is_looked_at_like_one_in_a_form(crew: Crew) -> None:
    content = photo(2400, 1800, orientation=8)
    address = await begin(crew.ann, len(content), filename="me.jpg")
    await patch(crew.ann, address, 0, content[:5_000])
    file = (await patch(crew.ann, address, 5_000, content[5_000:])).json()["file"]
    assert (file["type"], file["width"], file["height"]) == ("image/jpeg", 1800, 2400)
    shared = (await crew.ann.client.get(file["url"])).content
    assert len(shared) == file["size"]
    assert b"Telephone" not in shared


async def test_a_wrong_offset_is_a_conflict_and_changes_nothing(crew: Crew) -> None:
    address = await begin(crew.ann, 100)
    await patch(crew.ann, address, 0, b"x" * 10)
    for offset in (0, 9, 11, 100):
        answer = await patch(crew.ann, address, offset, b"y" * 10)
        assert (answer.status_code, answer.json()["code"]) == (409, "upload_is_elsewhere")
    assert (await crew.ann.client.head(address)).headers["upload-offset"] == "10"


async def test_more_than_was_announced_is_refused(crew: Crew) -> None:
    address = await begin(crew.ann, 100)
    assert (await patch(crew.ann, address, 0, b"x" * 101)).status_code == 413

    async def pieces() -> AsyncIterator[bytes]:
        yield b"x" * 60
        yield b"x" * 60

    assert (await patch(crew.ann, address, 0, pieces())).status_code == 413
    assert (await crew.ann.client.head(address)).headers["upload-offset"] == "0"


async def test_what_breaks_off_goes_on_from_what_was_kept(crew: Crew, app: App) -> None:
    address = await begin(crew.ann, len(LARGE))
    first: dict[str, object] = {"type": "http.request", "body": LARGE[: PIECE + 100], "more_body": True}
    messages: Iterator[dict[str, object]] = iter([first, {"type": "http.disconnect"}])

    async def receive() -> dict[str, object]:
        return next(messages)

    async def send(message: object) -> None:
        raise AssertionError(message)

    headers = [
        (b"content-type", b"application/offset+octet-stream"),
        (b"upload-offset", b"0"),
        (b"authorization", f"Bearer {crew.ann.token}".encode()),
    ]
    scope = {"type": "http", "method": "PATCH", "path": address, "query_string": b"", "headers": headers}
    await app(scope, receive, send)
    offset = int((await crew.ann.client.head(address)).headers["upload-offset"])
    assert offset == PIECE + 100
    file = (await patch(crew.ann, address, offset, LARGE[offset:])).json()["file"]
    assert (await crew.ann.client.get(file["url"])).content == LARGE


async def test_a_new_request_ends_one_whose_sender_is_long_gone(crew: Crew) -> None:
    address = await begin(crew.ann, 100)
    gone = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"x" * 40
        await gone.wait()
        yield b"never"

    first = asyncio.create_task(patch(crew.ann, address, 0, slow()))
    await asyncio.sleep(0.1)
    assert (await patch(crew.ann, address, 0, b"y" * 100)).status_code == 409
    assert (await first).status_code == 409
    offset = int((await crew.ann.client.head(address)).headers["upload-offset"])
    assert offset == 40
    file = (await patch(crew.ann, address, 40, b"y" * 60)).json()["file"]
    assert (await crew.ann.client.get(file["url"])).content == b"x" * 40 + b"y" * 60


async def test_an_upload_is_its_owners_alone(crew: Crew, app: App) -> None:
    address = await begin(crew.ann, 10)
    for status, client in ((404, crew.bob.client), (401, client_of(app))):
        assert (await client.head(address)).status_code == status
        assert (await client.get(f"{address}/file")).status_code == status
        headers = {"upload-offset": "0", "content-type": "application/offset+octet-stream"}
        assert (await client.patch(address, content=b"x" * 10, headers=headers)).status_code == status
        assert (await client.delete(address)).status_code == status
    assert (await crew.ann.client.head(address)).headers["upload-offset"] == "0"


async def test_a_file_is_not_there_before_its_last_byte(crew: Crew) -> None:
    address = await begin(crew.ann, 10)
    await patch(crew.ann, address, 0, b"x" * 9)
    answer = await crew.ann.client.get(f"{address}/file")
    assert (answer.status_code, answer.json()["code"]) == (409, "upload_is_not_done")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (tus_headers(0), 422),
        (tus_headers(2**40), 413),
        (tus_headers(10) | {"upload-length": "-1"}, 400),
        (tus_headers(10) | {"upload-length": "1e3"}, 400),
        (tus_headers(10) | {"upload-length": "9" * 30}, 400),
        (tus_headers(10) | {"upload-metadata": "filename ***"}, 400),
        (tus_headers(10) | {"upload-metadata": "filename " + "QUFB" * 3_000}, 400),
        (tus_headers(10) | {"tus-resumable": "0.2.2"}, 412),
        ({}, 400),
        (tus_headers(10, waveform="[1]"), 422),
        (tus_headers(10, waveform="[1]", seconds="1"), 201),
        (tus_headers(10, filename="ünï/..", filetype="text/html"), 201),
    ],
)
async def test_what_a_beginning_must_say(crew: Crew, headers: dict[str, str], status: int) -> None:
    answer = await crew.ann.client.post("/api/uploads", headers=headers)
    assert answer.status_code == status, answer.text


async def test_what_can_be_no_file_leaves_nothing(crew: Crew, left: Left) -> None:
    bomb = png_that_declares(60_000, 60_000)
    address = await begin(crew.ann, len(bomb))
    answer = await patch(crew.ann, address, 0, bomb)
    assert (answer.status_code, answer.json()["code"]) == (422, "picture_is_too_large")
    assert (await crew.ann.client.head(address)).status_code == 404
    assert await left() == []


async def test_an_upload_can_be_given_up(crew: Crew, left: Left) -> None:
    address = await begin(crew.ann, len(LARGE))
    await patch(crew.ann, address, 0, LARGE[: PIECE + 5])
    assert len(await left()) == 4
    answer = await crew.ann.client.delete(address)
    assert (answer.status_code, answer.headers["tus-resumable"]) == (204, "1.0.0")
    assert (await crew.ann.client.head(address)).status_code == 404
    assert await left() == []


async def test_an_upload_expires_after_a_day(crew: Crew, left: Left, clock: MovedClock) -> None:
    address = await begin(crew.ann, len(LARGE))
    await patch(crew.ann, address, 0, LARGE[: PIECE + 5])
    clock.move(DAY)
    assert (await patch(crew.ann, address, PIECE + 5, b"x")).status_code == 404
    assert await left() == []


async def test_somebody_begins_so_many_and_no_more(crew: Crew) -> None:
    for _ in range(UPLOADS_AT_ONCE):
        await begin(crew.ann, 10)
    answer = await crew.ann.client.post("/api/uploads", headers=tus_headers(10))
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_uploads")
    await begin(crew.bob, 10)


async def test_all_who_ask_for_what_an_upload_became_get_the_same(crew: Crew) -> None:
    content = saved(drawn(3000, 2000), "PNG")
    address = await begin(crew.ann, len(content), filename="a.png")
    sent = asyncio.create_task(patch(crew.ann, address, 0, content))
    asked: list[httpx2.Response] = []
    while not sent.done():
        asked.append(await crew.ann.client.get(f"{address}/file"))
    file = (await sent).json()["file"]
    assert (await crew.ann.get(f"{address}/file"))["file"] == file
    assert {answer.status_code for answer in asked} <= {200, 409}


@pytest.mark.process
def test_an_upload_goes_on_after_a_kill(tmp_path: Path) -> None:
    with RunningServer(tmp_path, sign_up="open") as server:
        person = {"first_name": "Ann", "last_name": "Test", "email": "ann@example.test", "password": PASSWORD}
        headers = {"content-type": "application/json"}
        made = urllib.request.Request(f"{server.url}/api/users", json.dumps(person).encode(), headers)
        with urllib.request.urlopen(made, timeout=10) as answer:
            token = json.load(answer)["token"]
        with httpx2.Client(base_url=server.url, headers={"authorization": f"Bearer {token}"}, timeout=20) as client:
            address = client.post("/api/uploads", headers=tus_headers(len(LARGE), filename="l.bin")).headers["location"]
            sending = {"upload-offset": "0", "content-type": "application/offset+octet-stream"}

            def until_the_kill() -> Iterator[bytes]:
                yield LARGE[: PIECE + 1]
                while int(client_head(server.url, token, address)) < PIECE:
                    pass
                server.kill()
                yield LARGE[PIECE + 1 :]

            with pytest.raises(httpx2.HTTPError):
                client.patch(address, content=until_the_kill(), headers=sending)
            server.start()
            offset = int(client.head(address).headers["upload-offset"])
            assert offset == PIECE
            done = client.patch(address, content=LARGE[offset:], headers={**sending, "upload-offset": str(offset)})
            assert done.status_code == 200, done.text
            assert client.get(done.json()["file"]["url"]).content == LARGE


def client_head(url: str, token: str, address: str) -> str:
    return str(httpx2.head(f"{url}{address}", headers={"authorization": f"Bearer {token}"}).headers["upload-offset"])
