"""A finished upload is looked at: what it is, how it looks small, and whether it says where it was taken."""

import asyncio

from distributed_chat.blobs import Blobs
from distributed_chat.conversations.schemas import File
from distributed_chat.files import actions, policy
from distributed_chat.files.content import pieces_between
from distributed_chat.files.errors import FileIsEmpty
from distributed_chat.files.jobs import piece_key, thumbnail_key
from distributed_chat.files.queries import Looks, Pending
from distributed_chat.files.sniffing import LOOKED_AT, UNKNOWN, sniff
from distributed_chat.pictures import Looked, Pictures
from distributed_chat.pictures.errors import PicturesAreBusy
from distributed_chat.pictures.process import LARGEST
from distributed_chat.web import Services

TRIES = 8
"""While others' pictures are looked at."""


async def settle(services: Services, upload: Pending) -> File:
    """The upload becomes a file of its owner. Raises `FileIsEmpty`, `PictureIsTooLarge`, `PicturesAreBusy`."""
    if not upload.offset:
        raise FileIsEmpty(field="file")
    media_type = sniff(await _bytes(services.blobs, upload, LOOKED_AT))
    if media_type in policy.DRAWN and upload.offset <= LARGEST:
        pictures: Pictures = services.pictures
        async with pictures.turns.of(upload.owner_id):
            return await _settle_drawn(services, upload, media_type)
    return await _finish_unseen(services, upload, media_type)


async def _settle_drawn(services: Services, upload: Pending, media_type: str) -> File:
    """All of it is in memory meanwhile, so it is its owner's turn."""
    content = await _bytes(services.blobs, upload, upload.offset)
    looked = await _look(services.pictures, content)
    if looked is None or (media_type in policy.PICTURES and looked.kind != media_type):
        return await _finish_unseen(services, upload, media_type)
    return await _finish(services, upload, looked, content)


async def _finish_unseen(services: Services, upload: Pending, media_type: str) -> File:
    """A picture that we could not read is none: nobody's browser is to try it."""
    looks = Looks(UNKNOWN if media_type in policy.PICTURES else media_type)
    return await services.database.write(lambda tx: actions.finish(tx, upload, looks))


async def _finish(services: Services, upload: Pending, looked: Looked, content: bytes) -> File:
    blobs: Blobs = services.blobs
    first_piece = 0
    if looked.head is not None:
        clean = looked.head + content[slice(*looked.kept)]
        first_piece = len(upload.pieces)
        upload = upload._replace(pieces=await _keep_instead(blobs, upload, clean))
    if looked.thumbnail is not None:
        await blobs.put(thumbnail_key(upload.id), looked.thumbnail)
    looks = Looks(
        type=looked.kind,
        thumbnail=None if looked.thumbnail is None else len(looked.thumbnail),
        width=looked.width,
        height=looked.height,
        blur=looked.blur,
        pages=looked.pages,
    )
    return await services.database.write(lambda tx: actions.finish(tx, upload, looks, first_piece=first_piece))


async def _keep_instead(blobs: Blobs, upload: Pending, clean: bytes) -> list[int]:
    """Beside the first pieces, which count until the file is there: a crash in between spoils nothing."""
    sizes = []
    for number, start in enumerate(range(0, len(clean), policy.PIECE), start=len(upload.pieces)):
        piece = clean[start : start + policy.PIECE]
        await blobs.put(piece_key(upload.id, number), piece)
        sizes.append(len(piece))
    return sizes


async def _look(pictures: Pictures, content: bytes) -> Looked | None:
    for wait in range(TRIES):
        try:
            return await pictures.look(content)
        except PicturesAreBusy:
            await asyncio.sleep(0.25 * (wait + 1))
    return await pictures.look(content)


async def _bytes(blobs: Blobs, upload: Pending, most: int) -> bytes:
    stream = pieces_between(blobs, upload.id, upload.pieces, start=0, end=min(most, upload.offset))
    return b"".join([piece async for piece in stream])
