"""One contract for every place where blobs can be kept."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from distributed_chat.blobs import BlobIsMissing, Blobs, BlobsAreAway, blobs_of
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong
from distributed_chat.kernel.ids import new_id


class CutError(Exception):
    """Whoever sends has gone."""


PLACES = ["folder", "memory", "s3"]
BIG = bytes(range(256)) * 40_000
"""10 MB: more than one part of an upload to S3."""


@pytest.fixture(params=PLACES)
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    """For S3 an address is needed, as `s3://KEY:SECRET@bucket/prefix?endpoint=http://127.0.0.1:9000`."""
    urls = {"folder": None, "memory": "memory:", "s3": os.environ.get("FILES_S3_URL")}
    url = urls[request.param]
    if request.param == "s3" and url is None:
        pytest.skip("FILES_S3_URL names no bucket")
    return blobs_of(Settings(data=tmp_path, files_url=url))


@pytest.fixture
def key() -> str:
    return f"files/{new_id()}/0"


async def _all(pieces: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in pieces])


async def _streamed(content: bytes, *, cut: bool = False) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 100_000):
        yield content[start : start + 100_000]
    if cut:
        raise CutError


@pytest.mark.parametrize("content", [b"", b"x", BIG], ids=["nothing", "one byte", "10 MB"])
async def test_what_was_put_is_there(blobs: Blobs, key: str, content: bytes) -> None:
    await blobs.put(key, content)
    assert await blobs.read(key) == content
    assert await blobs.size(key) == len(content)


async def test_what_comes_piece_by_piece_is_put_together(blobs: Blobs, key: str) -> None:
    await blobs.put(key, _streamed(BIG))
    assert await blobs.read(key) == BIG


@pytest.mark.parametrize(("start", "end"), [(0, 1), (5, 10), (9_999_990, None), (300_000, 900_001), (0, None), (7, 7)])
async def test_a_part_can_be_read(blobs: Blobs, key: str, start: int, end: int | None) -> None:
    await blobs.put(key, BIG)
    assert await _all(await blobs.get(key, start, end)) == BIG[start:end]


async def test_what_was_deleted_is_gone_and_deleting_it_again_is_harmless(blobs: Blobs, key: str) -> None:
    await blobs.put(key, b"something")
    await blobs.delete(key)
    await blobs.delete(key)
    assert await blobs.size(key) is None
    assert key not in await blobs.keys()
    with pytest.raises(BlobIsMissing):
        await blobs.read(key)


async def test_what_breaks_off_leaves_nothing(blobs: Blobs, key: str) -> None:
    with pytest.raises(CutError):
        await blobs.put(key, _streamed(BIG, cut=True))
    assert await blobs.size(key) is None


async def test_what_is_put_anew_takes_the_place_of_the_first(blobs: Blobs, key: str) -> None:
    await blobs.put(key, b"first")
    await blobs.put(key, b"2")
    assert await blobs.read(key) == b"2"


async def test_a_folder_holds_no_file_and_no_folder_of_what_is_gone(tmp_path: Path, key: str) -> None:
    blobs = blobs_of(Settings(data=tmp_path))
    with pytest.raises(CutError):
        await blobs.put(key, _streamed(BIG, cut=True))
    await blobs.put("a/b", b"1")
    await blobs.delete("a/b")
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    assert not (tmp_path / "files" / "a").exists()
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0


async def test_a_key_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    blobs = blobs_of(Settings(data=tmp_path))
    with pytest.raises(ValueError, match="path"):
        await blobs.put("../outside", b"1")
    assert not (tmp_path / "outside").exists()


def test_nothing_is_made_before_the_first_file(tmp_path: Path) -> None:
    blobs_of(Settings(data=tmp_path))
    assert list(tmp_path.iterdir()) == []


async def test_a_place_that_is_away_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    with pytest.raises(BlobsAreAway):
        await blobs_of(Settings(data=tmp_path)).put("a", b"1")


async def test_many_at_once_do_not_harm_each_other(blobs: Blobs) -> None:
    keys = [f"many/{number}/0" for number in range(20)]
    await asyncio.gather(*(blobs.put(key, key.encode()) for key in keys))
    await asyncio.gather(*(blobs.delete(key) for key in keys[::2]))
    assert await blobs.keys("many") == sorted(keys[1::2])


@pytest.mark.parametrize("url", ["ftp://x", "/folder", "s3:", "file://host/folder", "s3://bucket?colour=red"])
def test_an_address_that_means_nothing_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingIsWrong):
        blobs_of(Settings(data=tmp_path, files_url=url))


async def test_a_folder_leaves_room_on_its_disk_for_what_people_say(tmp_path: Path, key: str) -> None:
    from obstore.store import LocalStore  # noqa: PLC0415

    disk = os.statvfs(tmp_path)
    blobs = Blobs(lambda: LocalStore(tmp_path), folder=tmp_path, reserve=disk.f_blocks * disk.f_frsize)
    with pytest.raises(BlobsAreAway):
        await blobs.put(key, b"x")
    assert await blobs.keys() == []
    await blobs.delete(key)
