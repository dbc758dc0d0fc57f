"""`Blobs`: put, get, delete, over whatever obstore reaches. Used by `files`, `emoji`, `embeds`; made by `app`.

A key is words of letters, digits and hyphens with slashes between, made by us and never by somebody who uploads. A blob
is written once, whole or not at all, and never changed.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from distributed_chat.blobs.errors import BlobIsMissing, BlobsAreAway
from distributed_chat.kernel.clock import SECOND

if TYPE_CHECKING:  # a server in which nobody shares a file does without its 6 MB
    from obstore import GetOptions
    from obstore.store import ObjectStore

PIECE = 256 * 1024
"""Bytes that are read at once."""
LISTED_AT_ONCE = 1_000
RETRY_SECONDS = 10
RESERVE = 256 * 1024 * 1024
"""The database is most often on the same disk: however much is uploaded, people can still talk."""
Content = bytes | AsyncIterator[bytes]


class Kept(NamedTuple):
    """One blob, without its bytes."""

    key: str
    size: int
    written_at: int
    """In microseconds, by the clock of the place where it is."""


class Blobs:
    """One for each app. Nothing is opened before the first use."""

    def __init__(
        self, open_store: Callable[[], "ObjectStore"], *, folder: Path | None = None, reserve: int = RESERVE
    ) -> None:
        """`open_store` may block. `folder`: where the store keeps its files, if that is a folder of this machine.

        `reserve`: bytes of its disk that are left free.
        """
        self._open_store = open_store
        self._folder = folder
        self._reserve = reserve
        self._opened: ObjectStore | None = None
        self._opening = asyncio.Lock()

    async def put(self, key: str, content: Content) -> None:
        """Writes it all or, when it raises or `content` does, nothing; what was there before is replaced.

        It is on disk, or in the bucket, when this returns. Raises `BlobsAreAway`, and what `content` raises.
        """
        store = await self._store()
        if self._folder is not None and await asyncio.to_thread(_free_bytes, self._folder) < self._reserve:
            raise BlobsAreAway(retry_after=RETRY_SECONDS)
        with _in_our_words():
            await store.put_async(key, content, max_concurrency=2)
        if self._folder is not None:
            with _in_our_words():
                await asyncio.to_thread(_sync, self._folder, key)

    async def get(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to and without `end`, in pieces. Raises `BlobIsMissing`, `BlobsAreAway`."""
        store = await self._store()
        if end is not None and end <= start:
            return _nothing()
        with _in_our_words():
            got = await store.get_async(key, options=_cut(start, end))
        return _pieces(aiter(got.stream(min_chunk_size=PIECE)))

    async def read(self, key: str) -> bytes:
        """As `get`, all at once: for what is known to be small."""
        return b"".join([piece async for piece in await self.get(key)])

    async def delete(self, key: str) -> None:
        """Nothing is under that key afterwards; it need not have been. Raises `BlobsAreAway`."""
        store = await self._store()
        with _in_our_words():
            try:
                await store.delete_async(key)
            except FileNotFoundError:
                return

    async def size(self, key: str) -> int | None:
        """In bytes; None when there is no such blob. Raises `BlobsAreAway`."""
        store = await self._store()
        try:
            with _in_our_words():
                return int((await store.head_async(key))["size"])
        except BlobIsMissing:
            return None

    async def keys(self, prefix: str = "") -> list[str]:
        """Every key below a prefix, in order: for tests and checks, not for the everyday."""
        store = await self._store()
        with _in_our_words():
            listed = store.list(prefix or None)
            return sorted([str(found["path"]) async for chunk in listed for found in chunk])

    async def listed(self) -> AsyncIterator[list[Kept]]:
        """Every blob, a thousand at a time. Raises `BlobsAreAway`."""
        store = await self._store()
        with _in_our_words():
            async for chunk in store.list(chunk_size=LISTED_AT_ONCE):
                yield [
                    Kept(str(found["path"]), int(found["size"]), int(found["last_modified"].timestamp() * SECOND))
                    for found in chunk
                ]

    async def _store(self) -> "ObjectStore":
        if self._opened is None:
            async with self._opening:
                if self._opened is None:
                    with _in_our_words():
                        self._opened = await asyncio.to_thread(self._open_store)
        return self._opened


class _in_our_words:  # noqa: N801  # reads as a word where it is used
    """What the store raises as what we raise."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            return
        if isinstance(error, FileNotFoundError):
            raise BlobIsMissing(str(error)) from error
        if isinstance(error, OSError) or type(error).__module__.startswith("obstore"):
            raise BlobsAreAway(retry_after=RETRY_SECONDS) from error


def _cut(start: int, end: int | None) -> "GetOptions | None":
    if end is not None:
        return {"range": (start, end)}
    return {"range": {"offset": start}} if start else None


async def _nothing() -> AsyncIterator[bytes]:
    for piece in tuple[bytes, ...]():
        yield piece


async def _pieces(stream: AsyncIterator[object]) -> AsyncIterator[bytes]:
    while True:
        with _in_our_words():
            try:
                piece = await anext(stream)
            except StopAsyncIteration:
                return
        yield bytes(piece)  # type: ignore[call-overload]


def _free_bytes(folder: Path) -> int:
    """For those who are not root."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def _sync(folder: Path, key: str) -> None:
    """Onto the disk itself, with the names that lead to it: acknowledged means that a power cut loses nothing."""
    path = folder / key
    for place in (path, *path.parents):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if place == folder:
            return
