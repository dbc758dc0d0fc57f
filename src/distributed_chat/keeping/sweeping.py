"""Bytes that belong to nothing are swept: what a crash left between the disk and the database, or an outage for good.

A blob counts as left over when it has been there for a day and no row knows it. Nothing is swept in a place that
belongs to another history (a bucket that two instances were given, or one that a backup was restored beside): the blob
`instance` says whose it is, and only `distributed sweep --yes` takes it over.
"""

import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple

import structlog
from msgspec import Struct

from distributed_chat.blobs import BlobIsMissing, Blobs
from distributed_chat.blobs.store import Kept
from distributed_chat.db import Database, Tx
from distributed_chat.embeds.queries import pictures_among
from distributed_chat.emoji.queries import emoji_among
from distributed_chat.files.jobs import discard_later
from distributed_chat.files.queries import contents_among, forgotten_contents
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.clock import DAY
from distributed_chat.web import Services

SWEEP = "keeping.sweep"
"""The kind of the job that does it, once a day."""
OWNER = "instance"
MARGIN = DAY
FORGOTTEN_AT_ONCE = 200
STEP_SECONDS = 30.0
"""Then the next job goes on: others want to be done too."""

_log = structlog.get_logger("keeping")

_KNOWN: dict[str, Callable[[Tx, Collection[str]], set[str]]] = {
    "files": contents_among,
    "emoji": emoji_among,
    "previews": pictures_among,
}
"""By the first word of a key: which of the ids after it a row knows. Other keys are none of ours."""


class Sweep(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about: keys behind this one."""

    after: str = ""


class Swept(NamedTuple):
    blobs: int
    size: int
    """In bytes."""
    after: str | None
    """Where to go on; None: everything was looked at."""


async def sweep_daily(job: Sweep, services: Services) -> None:
    """The job. What it did is in the log."""
    database, blobs, after = services.database, services.blobs, None
    await database.write(partial(discard_all, content_ids=await database.read(_forgotten)))
    if await is_ours(database, blobs):
        await take_over(database, blobs)
        swept = await sweep(database, blobs, after=job.after)
        after = swept.after
        if swept.blobs:
            _log.info("swept", blobs=swept.blobs, bytes=swept.size)
    else:
        _log.warning("not_swept", why="the uploads belong to another instance: see `distributed sweep`")
    await services.database.write(lambda tx: sweep_later(tx, after))


def sweep_later(tx: Tx, after: str | None = None) -> None:
    """At once where it stopped; from the beginning tomorrow."""
    due = tx.now + DAY if after is None else None
    enqueue(tx, SWEEP, "blobs", Sweep(after=after or ""), due=due)


async def is_ours(database: Database, blobs: Blobs) -> bool:
    """Whether the blob `instance` names this history.

    Without that blob: a place in which there is something, and nothing that we know, is somebody else's. The address of
    the database may be wrong.
    """
    try:
        return (await blobs.read(OWNER)).decode() == database.epoch
    except BlobIsMissing:
        return await _is_familiar(database, blobs)


async def take_over(database: Database, blobs: Blobs) -> None:
    """From now on it is ours. Raises `BlobsAreAway`."""
    if await blobs.size(OWNER) is None or not await is_ours(database, blobs):
        await blobs.put(OWNER, database.epoch.encode())


async def _is_familiar(database: Database, blobs: Blobs) -> bool:
    """Whether the place is empty, or has anything that we know."""
    is_empty = True
    async for some in blobs.listed():
        ours = [blob for blob in some if blob.key.split("/")[0] in _KNOWN]
        unknown = await database.read(partial(unknown_among, some=ours))
        if len(unknown) < len(ours):
            return True
        is_empty = is_empty and not ours
    return is_empty


async def sweep(
    database: Database, blobs: Blobs, *, after: str = "", seconds: float = STEP_SECONDS, only_look: bool = False
) -> Swept:
    """Deletes what is left over, or with `only_look` counts it. Raises `BlobsAreAway`."""
    count = size = 0
    ends = time.monotonic() + seconds
    async for some in blobs.listed(after=after):
        for blob in await database.read(partial(left_over, some=some)):
            if not only_look:
                await blobs.delete(blob.key)
            count, size = count + 1, size + blob.size
        if time.monotonic() > ends:
            return Swept(count, size, max(blob.key for blob in some))
    return Swept(count, size, None)


def _forgotten(tx: Tx) -> list[str]:
    return forgotten_contents(tx, tx.now - MARGIN, most=FORGOTTEN_AT_ONCE)


def discard_all(tx: Tx, content_ids: Collection[str]) -> None:
    """They have rows, so another job looks again, under a lock, before it takes them."""
    for content_id in content_ids:
        discard_later(tx, content_id)


def left_over(tx: Tx, some: Sequence[Kept]) -> list[Kept]:
    """Those of these blobs that are older than a day and that nothing knows."""
    return unknown_among(tx, [blob for blob in some if blob.written_at < tx.now - MARGIN])


def unknown_among(tx: Tx, some: Sequence[Kept]) -> list[Kept]:
    found = list[Kept]()
    for word, among in _KNOWN.items():
        ids = {blob.key: blob.key.split("/")[1] for blob in some if blob.key.startswith(f"{word}/")}
        known = among(tx, set(ids.values()))
        found += [blob for blob in some if blob.key in ids and ids[blob.key] not in known]
    return found
