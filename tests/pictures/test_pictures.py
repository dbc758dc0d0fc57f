"""The worker that looks at pictures, and what becomes of it when a picture means ill."""

import asyncio
import base64
import io
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from distributed_chat.kernel.errors import Unavailable
from distributed_chat.pictures import Looked, PictureIsTooLarge, Pictures
from distributed_chat.pictures.process import LARGEST, WAITING_AT_MOST
from distributed_chat.pictures.worker import clean_head
from tests.pictures.samples import drawn, moving, pdf, photo, png_that_declares, saved


@pytest.fixture
async def pictures() -> AsyncIterator[Pictures]:
    made = Pictures()
    yield made
    await made.stop()


def _size(webp: bytes | None) -> tuple[int, int]:
    assert webp is not None
    picture = Image.open(io.BytesIO(webp))
    assert picture.format == "WEBP"
    return picture.size


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
async def test_a_picture_gets_a_thumbnail_a_size_and_a_blur(pictures: Pictures, kind: str) -> None:
    looked = await pictures.look(saved(drawn(1600, 1200), kind))
    assert looked is not None
    assert (looked.kind, looked.width, looked.height) == (f"image/{kind.lower()}", 1600, 1200)
    assert _size(looked.thumbnail) == (800, 600)
    assert max(_size(base64.b64decode(looked.blur))) == 24
    assert len(looked.blur) < 700


async def test_a_small_picture_needs_no_thumbnail(pictures: Pictures) -> None:
    looked = await pictures.look(saved(drawn(300, 200), "PNG"))
    assert isinstance(looked, Looked)
    assert looked.thumbnail is None


async def test_a_moving_picture_is_known_as_one_and_its_thumbnail_stands_still(pictures: Pictures) -> None:
    looked = await pictures.look(moving())
    assert looked is not None
    assert looked.animated
    assert _size(looked.thumbnail) == (100, 100)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
async def test_every_kind_of_colour_can_be_drawn(pictures: Pictures, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    looked = await pictures.look(saved(drawn(1000, 1000).convert("L").convert(mode), kind))
    assert looked is not None
    assert _size(looked.thumbnail) == (800, 800)


async def test_what_was_held_sideways_stands_upright(pictures: Pictures) -> None:
    looked = await pictures.look(photo(1600, 1200, orientation=6))
    assert looked is not None
    assert (looked.width, looked.height) == (1200, 1600)
    assert _size(looked.thumbnail) == (600, 800)


async def test_a_photo_tells_no_longer_where_it_was_taken(pictures: Pictures) -> None:
    content = photo(orientation=6)
    looked = await pictures.look(content)
    assert looked is not None
    assert looked.head is not None
    clean = looked.head + content[slice(*looked.kept)]
    exif = Image.open(io.BytesIO(clean)).getexif()
    assert dict(exif) == {0x0112: 6}
    assert b"Telephone" not in clean
    assert Image.open(io.BytesIO(clean)).tobytes() == Image.open(io.BytesIO(content)).tobytes()


async def test_a_photo_with_another_behind_it_is_a_photo(pictures: Pictures) -> None:
    content = saved(drawn(1600, 1200), "MPO", save_all=True, append_images=[drawn(800, 600)])
    looked = await pictures.look(content)
    icon = await pictures.icon(content, side=64)
    assert looked is not None
    assert (looked.kind, looked.width, looked.animated) == ("image/jpeg", 1600, False)
    assert icon is not None
    assert not icon.animated


@pytest.mark.parametrize("progressive", [False, True])
async def test_what_stands_behind_a_photo_tells_nothing_either(pictures: Pictures, progressive: bool) -> None:
    first = saved(drawn(1600, 1200), "JPEG", progressive=progressive, quality=95)
    for behind in (photo(400, 300), b"\0\0\0\x18ftypmp42 a film of where it was", bytes(range(256)) * 10):
        looked = await pictures.look(first + behind)
        assert looked is not None
        assert looked.head is not None
        assert looked.head + (first + behind)[slice(*looked.kept)] == first
    both = saved(drawn(1600, 1200), "MPO", save_all=True, append_images=[drawn(800, 600)])
    looked = await pictures.look(both)
    assert looked is not None
    assert looked.head is not None
    clean = looked.head + both[slice(*looked.kept)]
    assert b"MPF" not in clean
    assert Image.open(io.BytesIO(clean)).format == "JPEG"


def test_a_photo_that_tells_nothing_stays_as_it_is() -> None:
    assert clean_head(saved(drawn(), "JPEG")) == (b"", (0, 0))


async def test_a_pdf_shows_its_first_page(pictures: Pictures) -> None:
    looked = await pictures.look(pdf(3))
    assert looked is not None
    assert (looked.kind, looked.pages) == ("application/pdf", 3)
    assert _size(looked.thumbnail) == (looked.width, looked.height) == (600, 800)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7 and nothing more",
        saved(drawn(), "PNG")[:900],
        saved(drawn(), "JPEG")[:100],
        saved(drawn(), "BMP"),
        saved(drawn(), "TIFF"),
    ],
    ids=["nothing", "text", "svg", "pdf", "half a png", "a jpeg's head", "bmp", "tiff"],
)
async def test_what_is_no_whole_picture_of_a_kind_that_we_know_is_none(pictures: Pictures, content: bytes) -> None:
    assert await pictures.look(content) is None
    assert await pictures.redraw(content) is None
    assert await pictures.look(saved(drawn(), "PNG")) is not None


async def test_a_pixel_bomb_is_refused_by_what_it_declares(pictures: Pictures) -> None:
    bomb = png_that_declares(50_000, 50_000)
    with pytest.raises(PictureIsTooLarge):
        await pictures.look(bomb)
    with pytest.raises(PictureIsTooLarge):
        await pictures.icon(bomb, side=64)
    assert await pictures.redraw(bomb) is None


async def test_a_picture_that_unpacks_to_more_than_it_declares_is_none(pictures: Pictures) -> None:
    looked = await pictures.look(png_that_declares(100, 100, pixels=bytes(200_000_000)))
    assert looked is None or looked.width == 100


async def test_what_is_too_large_to_be_looked_at_does_not_reach_the_worker(pictures: Pictures) -> None:
    assert await pictures.look(bytes(LARGEST + 1)) is None
    assert pictures.pid() is None


async def test_a_picture_is_redrawn_within_its_pixels_and_holds_nothing_else(pictures: Pictures) -> None:
    redrawn = await pictures.redraw(photo(1600, 1200), most_pixels=120_000)
    assert redrawn is not None
    assert _size(redrawn.webp) == (redrawn.width, redrawn.height) == (400, 300)
    assert not Image.open(io.BytesIO(redrawn.webp)).getexif()


async def test_an_icon_fits_its_square_and_goes_on_moving(pictures: Pictures) -> None:
    still = await pictures.icon(saved(drawn(640, 320), "PNG"), side=64)
    moves = await pictures.icon(moving(5, 128), side=64)
    assert still is not None
    assert (_size(still.webp), still.animated) == ((64, 32), False)
    assert moves is not None
    assert (_size(moves.webp), moves.animated) == ((64, 64), True)
    assert getattr(Image.open(io.BytesIO(moves.webp)), "n_frames", 1) == 5
    assert await pictures.icon(moving(121), side=64) is None


async def test_the_worker_starts_with_the_first_picture_and_goes_when_there_are_no_more() -> None:
    pictures = Pictures(idle_seconds=0.05)
    assert pictures.pid() is None
    await pictures.look(saved(drawn(), "PNG"))
    assert pictures.pid() is not None
    while pictures.pid() is not None:  # what it does by itself has no event
        await asyncio.sleep(0.02)
    assert await pictures.look(saved(drawn(), "PNG")) is not None
    await pictures.stop()
    assert pictures.pid() is None


async def test_a_worker_that_died_is_started_again(pictures: Pictures) -> None:
    await pictures.look(saved(drawn(), "PNG"))
    pid = pictures.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert await pictures.look(saved(drawn(), "PNG")) is None  # this one was lost with it
    assert await pictures.look(saved(drawn(), "PNG")) is not None


async def test_a_worker_that_takes_too_long_is_ended() -> None:
    pictures = Pictures(seconds=0.001)
    assert await pictures.look(saved(drawn(), "PNG")) is None
    assert pictures.pid() is None


async def test_who_waits_no_longer_leaves_nothing_for_the_next_to_read(pictures: Pictures) -> None:
    waiting = asyncio.create_task(pictures.look(photo(3000, 2000)))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    looked = await pictures.look(saved(drawn(100, 50), "PNG"))
    assert looked is not None
    assert looked.width == 100


async def test_those_who_come_when_too_many_wait_are_told_to_come_again(pictures: Pictures) -> None:
    content = saved(drawn(), "PNG")
    asked = [asyncio.create_task(pictures.look(content)) for _ in range(WAITING_AT_MOST + 2)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, Unavailable)]
    assert [error.code for error in refused] == ["pictures_are_busy"] * 2
    assert sum(isinstance(answer, Looked) for answer in answers) == WAITING_AT_MOST


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_the_worker_has_limits_and_knows_nothing_of_the_server(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISTRIBUTED_SMTP_URL", "smtp://user:secret@host")
    await pictures.look(saved(drawn(), "PNG"))
    place = Path(f"/proc/{pictures.pid()}")
    limits = {line[:25].strip(): line[26:46].strip() for line in place.joinpath("limits").read_text().splitlines()}
    assert limits["Max address space"] == str(1024**3)
    assert limits["Max file size"] == "0"
    assert int(limits["Max cpu time"]) <= 13
    assert place.joinpath("environ").read_bytes() == b""
    assert "distributed_chat/db" not in place.joinpath("maps").read_text()


def test_the_server_itself_never_loads_a_decoder() -> None:
    code = (
        "import sys, distributed_chat.app as _; print([m for m in ('PIL', 'pypdfium2', 'obstore') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
