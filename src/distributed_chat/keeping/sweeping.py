"""Bytes that belong to nothing go (decision 28).

Whoever writes a blob leaves first, in the database, the job that takes it away if nothing comes to need it; such jobs
are never given up. So no crash and no outage leaves anything, and nothing has to be looked for in the bucket: what a
database does not know may be another's, or newer than a copy of it. `forgotten` finds rows without a file.

After a restore there are bytes of what the backup did not have. `distributed sweep` finds them, by hand.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from distributed_chat.blobs import Blobs
from distributed_chat.blobs.store import Kept
from distributed_chat.db import Database, Tx
from distributed_chat.embeds.queries import newest_picture, pictures_among
from distributed_chat.emoji.queries import emoji_among, newest_emoji
from distributed_chat.files.jobs import discard_later
from distributed_chat.files.queries import contents_among, forgotten_contents, newest_content
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.clock import DAY
from distributed_chat.web import Services

FORGOTTEN = "keeping.forgotten"
"""The kind of the job that looks for them, once a day."""
MARGIN = DAY
AT_ONCE = 200

_KNOWN: dict[str, Callable[[Tx, Collection[str]], set[str]]] = {
    "files": contents_among,
    "emoji": emoji_among,
    "previews": pictures_among,
}
"""By the first word of a key: which of the ids after it a row knows. Other keys are none of ours."""
_NEWEST = (newest_content, newest_emoji, newest_picture)


class Forgotten(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about: nothing in particular."""


class Swept(NamedTuple):
    blobs: int
    size: int
    """In bytes."""
    newer: int
    """Blobs that nothing knows and that are newer than anything here: this database is not the one that wrote them."""


async def discard_forgotten(_job: Forgotten, services: Services) -> None:
    """The job. Another one looks again, under a lock, before it takes anything."""
    found = await services.database.read(lambda tx: forgotten_contents(tx, tx.now - MARGIN, most=AT_ONCE))
    await services.database.write(partial(_discard_all, content_ids=found))


def _discard_all(tx: Tx, content_ids: Collection[str]) -> None:
    for content_id in content_ids:
        discard_later(tx, content_id)
    look_tomorrow(tx)


def look_tomorrow(tx: Tx) -> None:
    enqueue(tx, FORGOTTEN, "contents", Forgotten(), due=tx.now + DAY)


async def sweep(database: Database, blobs: Blobs, *, only_look: bool) -> Swept:
    """By hand: deletes what no row knows, or with `only_look` counts it. Raises `BlobsAreAway`.

    Nothing that is younger than a day, nor younger than the newest thing that this database has: an old copy of it must
    not take what was written after it.
    """
    count = size = newer = 0
    until = await database.read(_lived_until)
    async for some in blobs.listed():
        for blob in await database.read(partial(unknown_among, some=some)):
            if blob.written_at > until:
                newer += 1
                continue
            if not only_look:
                await blobs.delete(blob.key)
            count, size = count + 1, size + blob.size
    return Swept(count, size, newer)


def _lived_until(tx: Tx) -> int:
    return min(tx.now - MARGIN, max(newest(tx) for newest in _NEWEST))


def unknown_among(tx: Tx, some: Sequence[Kept]) -> list[Kept]:
    found = list[Kept]()
    for word, among in _KNOWN.items():
        ids = {blob.key: blob.key.split("/")[1] for blob in some if blob.key.startswith(f"{word}/")}
        known = among(tx, set(ids.values()))
        found += [blob for blob in some if blob.key in ids and ids[blob.key] not in known]
    return found
