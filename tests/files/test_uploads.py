"""What people upload, and what strangers try: the right answer, and nothing left on the disk."""

import asyncio
import gzip
import io
import zipfile
from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
from msgspec import structs

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.files.policy import PIECE, RECEIVED_AT_ONCE
from distributed_chat.kernel.clock import DAY, MovedClock
from tests.cast import QuickPasswords, client_of, good, sign_up
from tests.files.conftest import Crew, Left
from tests.files.sending import post, try_upload, upload
from tests.pictures.samples import drawn, moving, pdf, photo, png_that_declares, saved

PNG = saved(drawn(1000, 500), "PNG")


async def test_an_upload_says_what_it_is_and_is_read_as_it_was(crew: Crew) -> None:
    file = await upload(crew.ann, "Holiday.png", PNG)
    assert file["name"] == "Holiday.png"
    assert (file["type"], file["size"], file["width"], file["height"]) == ("image/png", len(PNG), 1000, 500)
    assert file["url"] == f"/api/files/{file['id']}/Holiday.png"
    answer = await crew.ann.client.get(file["url"])
    assert answer.content == PNG
    small = await crew.ann.client.get(file["thumbnail"])
    assert (small.headers["content-type"], small.content[8:12]) == ("image/webp", b"WEBP")


async def test_a_file_of_many_pieces_is_put_together_again(crew: Crew) -> None:
    content = bytes(range(256)) * (2 * PIECE // 256) + b"the rest"
    file = await upload(crew.ann, "large.bin", content)
    assert (await crew.ann.client.get(file["url"])).content == content
    part = await crew.ann.client.get(file["url"], headers={"range": f"bytes={PIECE - 3}-{2 * PIECE + 1}"})
    assert part.content == content[PIECE - 3 : 2 * PIECE + 2]


@pytest.mark.parametrize(
    ("name", "content", "media_type", "shown"),
    [
        ("a.png", PNG, "image/png", True),
        ("a.gif", moving(), "image/gif", True),
        ("a.webp", saved(drawn(), "WEBP"), "image/webp", True),
        ("a.avif", saved(drawn(), "AVIF"), "image/avif", True),
        ("a.jpg", saved(drawn(), "JPEG"), "image/jpeg", True),
        ("a.pdf", pdf(), "application/pdf", False),
        ("a.txt", b"plain words, \xc3\xa4 too", "text/plain; charset=utf-8", False),
        ("lies.png", b"<!doctype html><script>alert(1)</script>", "application/octet-stream", False),
        ("lies.jpg", b"\xff\xd8\xff\xe0 no picture at all", "application/octet-stream", False),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "application/octet-stream", False),
        ("a.xml", b"\xef\xbb\xbf <?xml version='1.0'?><x/>", "application/octet-stream", False),
        ("a.html", b"\n\n<b>bold</b>", "application/octet-stream", False),
        ("a.js", b"alert(1)", "text/plain; charset=utf-8", False),
        ("a.exe", b"MZ\x90\x00\x03", "application/octet-stream", False),
        ("a.mp4", b"\0\0\0\x20ftypisom\0\0\2\0" + bytes(64), "video/mp4", True),
        ("a.mov", b"\0\0\0\x14ftypqt  \0\0\2\0" + bytes(64), "video/quicktime", False),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(64), "video/webm", True),
        ("a.mkv", b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska" + bytes(64), None, False),
        ("a.opus", b"OggS\0\2" + bytes(22) + b"OpusHead" + bytes(30), "audio/ogg", True),
        ("a.wav", b"RIFF\x24\0\0\0WAVEfmt " + bytes(64), "audio/wav", True),
        ("a.mp3", b"ID3\4\0" + bytes(64), "audio/mpeg", True),
        ("gifar.gif", moving() + b"PK\x03\x04 a jar behind it", "image/gif", True),
        ("script.gif", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "application/octet-stream", False),
    ],
)
async def test_a_type_is_what_the_bytes_are_and_only_safe_ones_are_shown(
    crew: Crew, name: str, content: bytes, media_type: str | None, shown: bool
) -> None:
    file = await upload(crew.ann, name, content)
    answer = await crew.ann.client.get(file["url"])
    assert file["type"] == answer.headers["content-type"] == (media_type or "application/octet-stream")
    assert answer.headers["content-disposition"].startswith("inline" if shown else "attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.content[-10:] == content[-10:]


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("empty", b"", 422, "file_is_empty"),
        ("pixels.png", png_that_declares(60_000, 60_000), 422, "picture_is_too_large"),
        ("pixels.gif", moving()[:6] + b"\xff\xff\xff\xff" + moving()[10:], 422, "picture_is_too_large"),
    ],
)
async def test_what_nobody_should_get_is_refused_and_leaves_nothing(
    crew: Crew, left: Left, name: str, content: bytes, status: int, code: str
) -> None:
    answer = await try_upload(crew.ann, name, content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await left() == []


async def test_bombs_in_archives_are_never_unpacked(crew: Crew) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(50_000_000))
    for name, content in (("a.zip", packed.getvalue()), ("a.gz", gzip.compress(bytes(50_000_000)))):
        file = await upload(crew.ann, name, content)
        assert (await crew.ann.client.get(file["url"])).content == content
        assert "thumbnail" not in file


@pytest.fixture
async def small(settings: Settings, clock: MovedClock) -> AsyncIterator[App]:
    """An instance that takes 9 MB at most."""
    app = create_app(structs.replace(settings, file_size=9_000_000), clock=clock, passwords=QuickPasswords())
    await app.start()
    yield app
    await app.stop()


@pytest.mark.parametrize(("size", "status"), [(9_000_000, 201), (9_000_001, 413), (9_200_000, 413)])
async def test_one_byte_more_than_the_limit_is_too_much(small: App, settings: Settings, size: int, status: int) -> None:
    ann = await sign_up(small, "ann")
    announced = await try_upload(ann, "large", bytes(size))
    assert announced.status_code == status
    boundary = b"--x\r\ncontent-disposition: form-data; name=file; filename=large\r\n\r\n"

    async def pieces() -> AsyncIterator[bytes]:
        yield boundary
        for start in range(0, size, 100_000):
            yield bytes(min(100_000, size - start))
        yield b"\r\n--x--\r\n"

    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = await ann.client.post("/api/files", content=pieces(), headers=headers)
    assert answer.status_code == status
    if status == 413:
        assert await Left(small, settings.data / "files")() == []
    await ann.client.aclose()


@pytest.mark.parametrize("cut", [10, 200, PIECE + 1_000])
async def test_what_breaks_off_in_the_middle_leaves_nothing(crew: Crew, left: Left, app: App, cut: int) -> None:
    body = b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n' + bytes(2 * PIECE)
    first: dict[str, object] = {"type": "http.request", "body": body[:cut], "more_body": True}
    sent: Iterator[dict[str, object]] = iter([first, {"type": "http.disconnect"}])

    async def receive() -> dict[str, object]:
        return next(sent)

    async def send(message: object) -> None:
        raise AssertionError(message)

    await app(_scope(crew.ann.token), receive, send)
    assert await left() == []


async def test_a_form_that_ends_too_early_is_malformed_and_leaves_nothing(crew: Crew, left: Left) -> None:
    for body in (
        b"",
        b"--x\r\n",
        b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf a file',
        b"no boundary at all",
        b'--x\r\ncontent-disposition: form-data; name="other"\r\n\r\n1\r\n--x--\r\n',
        b'--x\r\ncontent-disposition: form-data; name="seconds"\r\n\r\n\xff\r\n--x--\r\n',
    ):
        headers = {"content-type": "multipart/form-data; boundary=x"}
        answer = await crew.ann.client.post("/api/files", content=body, headers=headers)
        assert answer.status_code == 400, (body, answer.text)
    assert await left() == []


async def test_two_files_in_a_form_and_fields_that_are_none_are_refused(crew: Crew, left: Left) -> None:
    two = [("file", ("a", b"1")), ("file", ("b", b"2"))]
    assert (await crew.ann.client.post("/api/files", files=two)).status_code == 400
    assert (await try_upload(crew.ann, "a", b"1", colour="red")).json()["field"] == "colour"
    assert (await try_upload(crew.ann, "a", b"1", seconds="x" * 5_000)).status_code == 400
    assert await left() == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\cmd.exe", "cmd.exe"),
        ("C:\\Users\\ann\\me.png", "me.png"),
        ("..", "file"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("a/", "file"),
        ("in\u202egnp.exe", "ingnp.exe"),
        ("a\u200bb\u00adc.txt", "abc.txt"),
        ("line\nbreak\x00.txt", "linebreak.txt"),
        ("  two   words .txt ", "two words.txt"),
        ("a<b>:c|d?.txt", "a_b__c_d_.txt"),
        ("\u0041\u030a.txt", "\u00c5.txt"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
        ("\U0001f469\u200d\U0001f680 space.png", "\U0001f469\u200d\U0001f680 space.png"),
        ("日本語の名前.pdf", "日本語の名前.pdf"),
        ("thumbnail", "thumbnail"),
    ],
)
async def test_a_name_is_harmless_and_still_known(crew: Crew, left: Left, sent: str, kept: str) -> None:
    quoted = sent.replace("\\", "\\\\").replace("\n", "\\n").encode()
    body = b'--x\r\ncontent-disposition: form-data; name="file"; filename="' + quoted.replace(b"\\n", b"")
    body += b'"\r\n\r\nwords\r\n--x--\r\n'
    headers = {"content-type": "multipart/form-data; boundary=x"}
    file = good(await crew.ann.client.post("/api/files", content=body.replace(b"\0", b""), headers=headers), 201)[
        "file"
    ]
    assert file["name"] == kept
    answer = await crew.ann.client.get(file["url"])
    assert answer.content == b"words"
    assert set(await left()) == {"files", f"files/{file['id']}", f"files/{file['id']}/0"}


async def test_a_photo_is_shared_without_the_place_where_it_was_taken(crew: Crew, left: Left) -> None:
    content = photo(1600, 1200, orientation=6)
    file = await upload(crew.ann, "me.jpg", content)
    shared = (await crew.ann.client.get(file["url"])).content
    assert (file["width"], file["height"]) == (1200, 1600)
    assert b"Telephone" in content
    assert b"Telephone" not in shared
    assert file["size"] == len(shared) < len(content)
    assert await left() == ["files", f"files/{file['id']}", f"files/{file['id']}/1", f"files/{file['id']}/thumbnail"]


async def test_a_voice_note_has_seconds_and_a_waveform(crew: Crew) -> None:
    sound = b"OggS\0\2" + bytes(22) + b"OpusHead" + bytes(30)
    file = await upload(crew.ann, "note.ogg", sound, seconds="2.5", waveform="[0, 50, 100]")
    assert (file["seconds"], file["waveform"]) == (2.5, [0, 50, 100])
    text = await upload(crew.ann, "note.txt", b"no sound", seconds="2.5", waveform="[1]")
    assert "waveform" not in text


@pytest.mark.parametrize(
    "fields",
    [
        {"waveform": "[1]"},
        {"seconds": "1", "waveform": "[101]"},
        {"seconds": "1", "waveform": "[-1]"},
        {"seconds": "1", "waveform": "[]"},
        {"seconds": "1", "waveform": "[" + "1," * 64 + "1]"},
        {"seconds": "1", "waveform": "{}"},
        {"seconds": "1", "waveform": "[1.5]"},
        {"seconds": "nan"},
        {"seconds": "-1"},
        {"seconds": "a while"},
    ],
)
async def test_a_waveform_that_is_none_is_refused(crew: Crew, left: Left, fields: dict[str, str]) -> None:
    answer = await try_upload(crew.ann, "note.ogg", b"OggS\0\2" + bytes(22) + b"OpusHead", **fields)
    assert (answer.status_code, answer.json()["code"]) == (422, "waveform_is_wrong")
    assert await left() == []


async def test_nobody_uploads_unknown_and_no_body_is_read_for_it(app: App, left: Left) -> None:
    async with client_of(app) as stranger:
        assert (await stranger.post("/api/files", files={"file": ("a", b"1")})).status_code == 401

    async def receive() -> dict[str, object]:
        raise AssertionError("the body was read")

    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app(_scope("ds_nobody"), receive, send)
    assert sent[0]["status"] == 401
    assert await left() == []


async def test_a_page_of_another_site_uploads_nothing(crew: Crew, app: App, left: Left) -> None:
    headers = {"cookie": f"session={crew.ann.token}", "sec-fetch-site": "cross-site"}
    async with client_of(app) as page:
        answer = await page.post("/api/files", files={"file": ("a", b"1")}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert await left() == []


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream", "multipart/mixed"])
async def test_only_a_form_is_taken(crew: Crew, kind: str) -> None:
    answer = await crew.ann.client.post("/api/files", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415


async def test_one_person_sends_a_few_at_once(crew: Crew, app: App) -> None:
    go_on = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nwords'
        await go_on.wait()
        yield b"\r\n--x--\r\n"

    # ASGITransport reads a body as it is asked for, so each of these waits inside the server.
    headers = {"content-type": "multipart/form-data; boundary=x"}
    waiting = [
        asyncio.create_task(crew.ann.client.post("/api/files", content=slow(), headers=headers))
        for _ in range(RECEIVED_AT_ONCE)
    ]
    await asyncio.sleep(0.2)
    refused = await try_upload(crew.ann, "one more", b"1")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_uploads")
    assert (await try_upload(crew.bob, "bobs", b"1")).status_code == 201
    go_on.set()
    assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {201}


async def test_what_is_not_sent_within_a_day_is_swept_away(crew: Crew, left: Left, clock: MovedClock) -> None:
    unsent = await upload(crew.ann, "unsent.png", PNG)
    sent = await upload(crew.ann, "sent.png", PNG)
    await post(crew.ann, crew.kitchen, sent["id"])
    clock.move(DAY - 1)
    assert f"files/{unsent['id']}" in await left()
    clock.move(2)
    kept = await left()
    assert f"files/{sent['id']}/0" in kept
    assert not any(unsent["id"] in path for path in kept)
    assert (await crew.ann.client.get(unsent["url"])).status_code == 404


async def test_an_upload_can_be_thrown_away_by_its_owner_alone(crew: Crew, left: Left) -> None:
    file = await upload(crew.ann, "a.png", PNG)
    await crew.bob.delete(f"/api/files/{file['id']}", status=404)
    await crew.ann.delete(f"/api/files/{file['id']}", status=204)
    await crew.ann.delete(f"/api/files/{file['id']}", status=404)
    assert await left() == []


def _scope(token: str) -> dict[str, object]:
    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"authorization", f"Bearer {token}".encode())]
    return {
        "type": "http",
        "method": "POST",
        "path": "/api/files",
        "query_string": b"",
        "headers": headers,
        "client": ("192.0.2.1", 1),
    }
