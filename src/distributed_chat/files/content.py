"""The bytes of a file, out of the pieces in which they came."""

from collections.abc import AsyncIterator, Sequence

from distributed_chat.blobs import BlobIsMissing, Blobs
from distributed_chat.files import policy
from distributed_chat.files.jobs import piece_key, thumbnail_key
from distributed_chat.files.queries import Readable
from distributed_chat.kernel.errors import NotFound
from distributed_chat.web import Content


async def pieces_between(
    blobs: Blobs, content_id: str, sizes: Sequence[int], *, start: int, end: int, first: int = 0
) -> AsyncIterator[bytes]:
    """The bytes from `start` up to and without `end`; `first` is the number of the first piece."""
    begins = 0
    for number, size in enumerate(sizes, start=first):
        ends = begins + size
        if begins < end and start < ends:
            part = await blobs.get(piece_key(content_id, number), max(0, start - begins), min(size, end - begins))
            async for piece in part:
                yield piece
        begins = ends


def whole(blobs: Blobs, found: Readable, *, anywhere: bool = False) -> Content:
    """The file as its sender left it."""

    async def opened(start: int, end: int) -> AsyncIterator[bytes]:
        pieces = pieces_between(blobs, found.content_id, found.pieces, start=start, end=end, first=found.first_piece)
        try:
            async for piece in pieces:
                yield piece
        except BlobIsMissing:
            raise NotFound from None

    return Content(
        open=opened,
        size=found.file.size,
        media_type=found.file.type,
        tag=found.content_id,
        name=found.file.name,
        shown=found.file.type in policy.SHOWN,
        anywhere=anywhere,
    )


def thumbnail(blobs: Blobs, found: Readable) -> Content:
    """The small picture of it. Raises `NotFound` for a file that has none."""
    if found.thumbnail is None:
        raise NotFound
    return picture(blobs, thumbnail_key(found.content_id), found.thumbnail, f"{found.content_id}-small")


def picture(blobs: Blobs, key: str, size: int, tag: str) -> Content:
    """A WebP that we drew ourselves."""

    async def opened(start: int, end: int) -> AsyncIterator[bytes]:
        try:
            async for piece in await blobs.get(key, start, end):
                yield piece
        except BlobIsMissing:
            raise NotFound from None

    return Content(open=opened, size=size, media_type="image/webp", tag=tag, name="picture.webp", shown=True)
