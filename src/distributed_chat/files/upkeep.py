"""The jobs of files: bytes that belong to nothing go, and so do uploads that nobody posted."""

from distributed_chat.blobs import Blobs
from distributed_chat.files import actions
from distributed_chat.files.jobs import Discard, DiscardPieces, Sweep, content_prefix, piece_key
from distributed_chat.web import Services


async def discard(job: Discard, services: Services) -> None:
    """Deletes the bytes unless a file is on them again. Safe to run twice."""
    blobs: Blobs = services.blobs
    if await services.database.write(lambda tx: actions.is_unused(tx, job.content_id)):
        for key in await blobs.keys(content_prefix(job.content_id)):
            await blobs.delete(key)


async def discard_pieces(job: DiscardPieces, services: Services) -> None:
    blobs: Blobs = services.blobs
    for number in range(job.before):
        await blobs.delete(piece_key(job.content_id, number))


async def sweep(job: Sweep, services: Services) -> None:
    """A day after it began: what is in no message by now is given up."""
    await services.database.write(lambda tx: actions.sweep(tx, job.file_id))
