"""What the worker finds out, and how both sides of the pipe write it."""

import struct
from typing import NamedTuple

import msgspec


class Looked(NamedTuple):
    """A picture, or a PDF by its first page."""

    kind: str
    """`image/png`, `image/jpeg`, `image/gif`, `image/webp`, `image/avif` or `application/pdf`."""
    width: int
    height: int
    """Pixels, upright; of a PDF those of the thumbnail."""
    blur: str
    """Base64 of a WebP of at most 24 pixels."""
    thumbnail: bytes | None
    """A WebP of at most 800 by 800; None for a picture that is small enough itself."""
    animated: bool
    pages: int | None = None
    head: bytes | None = None
    """Of a JPEG that says more than it should (where it was taken): what to write before what is `kept` of it."""
    kept: tuple[int, int] = (0, 0)
    """From which byte up to which, without it."""


class Redrawn(NamedTuple):
    """A picture drawn anew, with nothing of the first file in it but what is seen."""

    webp: bytes
    width: int
    height: int
    animated: bool = False


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """The head of what the worker writes; the bytes named in `lengths` follow it."""

    refused: str | None = None
    kind: str = ""
    width: int = 0
    height: int = 0
    blur: str = ""
    animated: bool = False
    pages: int | None = None
    kept: tuple[int, int] = (0, 0)
    lengths: list[int] = []
    """Of the WebP (thumbnail or picture), and of `head`; 0 where there is none."""


LENGTHS = struct.Struct(">II")
"""Before each message: the length of its JSON, and of the bytes after that."""
