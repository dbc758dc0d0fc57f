"""Pictures and documents as people send them, and as they should not."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def drawn(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    picture = Image.linear_gradient("L").resize((width, height))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 1600, height: int = 1200, *, orientation: int = 1) -> bytes:
    """A JPEG as a telephone makes it: which way it was held, when, with what, and where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone Makers"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    return saved(drawn(width, height), "JPEG", exif=exif, quality=90)


def moving(frames: int = 3, side: int = 100) -> bytes:
    stills = [Image.new("RGB", (side, side), (40 * number % 256, 80, 200)) for number in range(frames)]
    return saved(stills[0], "GIF", save_all=True, append_images=stills[1:], duration=80, loop=0)


def png_that_declares(width: int, height: int, *, pixels: bytes = b"") -> bytes:
    """A PNG of a few bytes that says it is so large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def pdf(pages: int = 2) -> bytes:
    pictures = [drawn(300, 400) for _ in range(pages)]
    return saved(pictures[0], "PDF", save_all=True, append_images=pictures[1:])
