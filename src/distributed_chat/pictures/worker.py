"""The process that decodes pictures. Run as a script by `process.py`; imports nothing of the server.

Reads tasks from its input and writes what it found to its output, one after the other, until the input ends. What is
wrong with a picture is an answer; what is wrong with the worker (memory, time) ends it, and the server starts another.
"""

import base64
import io
import json
import os
import resource
import struct
import sys
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps, ImageSequence

MOST_PIXELS = 100_000_000
THUMBNAIL = 800
BLUR = 24
SMALL_BYTES = 150_000
MOST_FRAMES = 120
MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 10
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")

_LENGTHS = struct.Struct(">II")
_EXIF = b"Exif\0\0"
_OTHERS = b"MPF\0"
"""Says where other pictures are in the file."""
_APPLICATION = frozenset((*range(0xE0, 0xF0), 0xFE))
_TELLING = frozenset((0xE1, 0xED, 0xFE))
"""Exif and XMP, IPTC, comments."""
_IN_DATA = frozenset((0x00, 0x01, *range(0xD0, 0xD9), 0xFF))
"""Behind an 0xFF these begin no segment."""
_END = 0xD9
_ORIENTATION = 0x0112
Found = tuple[dict[str, Any], bytes, bytes]


class Refused(Exception):
    """In one word, for the server."""


def look(content: bytes) -> Found:
    if content.startswith(b"%PDF-"):
        return _look_at_pdf(content)
    picture = _opened(content)
    # Telephones put a second picture behind the first (MPO, CIPA DC-007): to everybody else it is a JPEG.
    kind = "image/jpeg" if picture.format == "MPO" else f"image/{str(picture.format).lower()}"
    animated = picture.format != "MPO" and bool(getattr(picture, "is_animated", False))
    sideways = picture.getexif().get(_ORIENTATION, 1) in range(5, 9)
    width, height = reversed(picture.size) if sideways else picture.size
    small = _shrunk(picture, THUMBNAIL)
    needed = animated or max(width, height) > THUMBNAIL or len(content) > SMALL_BYTES
    head, kept = clean_head(content) if kind == "image/jpeg" else (b"", (0, 0))
    found = {"kind": kind, "width": width, "height": height, "blur": _blur(small), "animated": animated}
    return {**found, "kept": kept}, _webp(small, 78) if needed else b"", head


def redraw(content: bytes, most_pixels: int) -> Found:
    picture = _opened(content)
    factor = min(1.0, (most_pixels / (picture.width * picture.height)) ** 0.5)
    small = _shrunk(picture, max(1, int(max(picture.size) * factor)))
    return {"width": small.width, "height": small.height}, _webp(small, 80), b""


def icon(content: bytes, side: int) -> Found:
    picture = _opened(content)
    frames = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
    if frames == 1:
        small = _shrunk(picture, side)
        return {"width": small.width, "height": small.height}, _webp(small, 85), b""
    if frames > MOST_FRAMES:
        raise Refused("too_many_frames")
    drawn: list[Image.Image] = []
    times: list[int] = []
    for frame in ImageSequence.Iterator(picture):
        times.append(max(20, int(frame.info.get("duration") or 100)))
        still = frame.convert("RGBA")
        still.thumbnail((side, side))
        drawn.append(still)
    out = io.BytesIO()
    drawn[0].save(out, "WEBP", save_all=True, append_images=drawn[1:], duration=times, loop=0, quality=70, method=4)
    return {"width": drawn[0].width, "height": drawn[0].height, "animated": True}, out.getvalue(), b""


def _opened(content: bytes) -> Image.Image:
    """Nothing of it is decoded yet: only its head was read, which says how large it is."""
    picture = Image.open(io.BytesIO(content), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("too_large")
    return picture


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    """Its first frame upright, in sRGB, at most `side` pixels wide and high, with nothing but pixels in it."""
    profile = picture.info.get("icc_profile")
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    mode = "RGBA" if has_alpha else "RGB"
    if picture.mode in {"1", "P", "PA"}:  # a palette can't be mixed
        picture = picture.convert(mode)
    picture.thumbnail((side, side), reducing_gap=2.0)
    ImageOps.exif_transpose(picture, in_place=True)
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        picture = _in_srgb(picture, profile, mode)
    return picture.convert(mode)


def _in_srgb(picture: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return changed or picture


def _webp(picture: Image.Image, quality: int) -> bytes:
    plain = Image.new(picture.mode, picture.size)
    plain.paste(picture)
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=quality, method=3)
    return out.getvalue()


def _blur(picture: Image.Image) -> str:
    tiny = picture.copy()
    tiny.thumbnail((BLUR, BLUR))
    return base64.b64encode(_webp(tiny, 30)).decode()


def _look_at_pdf(content: bytes) -> Found:
    import pypdfium2  # type: ignore[import-untyped]  # 20 MB that most workers never need

    document = pypdfium2.PdfDocument(content)
    page = document[0]
    width, height = page.get_size()
    scale = min(THUMBNAIL / max(width, 1), THUMBNAIL / max(height, 1), 4.0)
    drawn = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    found = {"kind": "application/pdf", "width": drawn.width, "height": drawn.height, "pages": len(document)}
    return {**found, "blur": _blur(drawn)}, _webp(drawn, 78), b""


def clean_head(content: bytes) -> tuple[bytes, tuple[int, int]]:
    """A JPEG's segments up to its first table, without what tells of place, time and device; how upright it is stays.

    Then from where to where the rest of the file goes on as it is: what some telephones put behind the picture (another
    one, a film) tells the same. Empty when there is nothing to take out. ISO/IEC 10918-1, annex B: a marker, then a
    length that counts itself.
    """
    kept, at, orientation, end = [content[:2]], 2, 1, _end_of_picture(content)
    while at + 4 <= end and content[at] == 0xFF and content[at + 1] in _APPLICATION:
        following = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at:following]
        if segment[4:10] == _EXIF:
            orientation = _orientation(segment[10:])
        if segment[1] not in _TELLING and segment[4:8] != _OTHERS:
            kept.append(segment)
        at = following
    if sum(map(len, kept)) == at and end == len(content):
        return b"", (0, 0)
    if orientation != 1:
        kept.insert(1, _only_orientation(orientation))
    return b"".join(kept), (at, end)


def _end_of_picture(content: bytes) -> int:
    """Behind its last marker; the length of all when that is not there."""
    at = 2
    while 0 <= at < len(content) - 1:
        marker = content[at + 1]
        if content[at] != 0xFF or marker in _IN_DATA:
            at = content.find(b"\xff", at + 1)
        elif marker == _END:
            return at + 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return len(content)


def _orientation(tiff: bytes) -> int:
    exif = Image.Exif()
    try:
        exif.load(_EXIF + tiff)
    except (SyntaxError, ValueError, struct.error):
        return 1
    value = exif.get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _only_orientation(value: int) -> bytes:
    """TIFF 6.0: a big-endian file with one directory of one entry."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
    return struct.pack(">HH", 0xFFE1, 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def answer(task: dict[str, Any], content: bytes) -> Found:
    """Raises nothing: what a decoder says of a broken picture is many things, and all mean the same."""
    try:
        match task["task"]:
            case "look":
                return look(content)
            case "redraw":
                return redraw(content, task["most_pixels"])
            case _:
                return icon(content, task["side"])
    except Refused as why:
        return {"refused": str(why)}, b"", b""
    except Exception as error:  # noqa: BLE001
        return {"refused": type(error).__name__}, b"", b""


def limit_memory() -> None:
    os.nice(5)  # those who talk come first
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time() -> None:
    """From now on: the limit counts what the process has used since its start."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def work(tasks: BinaryIO, answers: BinaryIO) -> None:
    while len(lengths := tasks.read(_LENGTHS.size)) == _LENGTHS.size:
        head_length, content_length = _LENGTHS.unpack(lengths)
        task = json.loads(tasks.read(head_length))
        content = tasks.read(content_length)
        if len(content) < content_length:
            return
        limit_time()
        found, webp, head = answer(task, content)
        told = json.dumps({**found, "lengths": [len(webp), len(head)]}).encode()
        answers.write(_LENGTHS.pack(len(told), len(webp) + len(head)) + told + webp + head)
        answers.flush()


if __name__ == "__main__":
    Image.MAX_IMAGE_PIXELS = None  # `_opened` looks by itself
    limit_memory()
    work(sys.stdin.buffer, sys.stdout.buffer)
