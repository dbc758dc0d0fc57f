"""`Pictures`: the one worker process, started when first needed and let go when idle. Used by files, emoji, embeds.

The worker (`worker.py`) is run as a script, apart from this package: it has no environment, no database and no secret,
a limit on its memory and its time, and may write no file.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import structlog

from distributed_chat.pictures.errors import PictureIsTooLarge, PicturesAreBusy
from distributed_chat.pictures.results import LENGTHS, Answered, Looked, Redrawn
from distributed_chat.pictures.turns import Turns

SECONDS = 10.0
"""For one picture; then the worker is ended."""
IDLE_SECONDS = 60.0
WAITING_AT_MOST = 8
BYTES_WAITING_AT_MOST = 64 * 1024 * 1024
LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is looked at; a larger one is none that a person needs to see small."""
RETRY_SECONDS = 2

_WORKER = Path(__file__).with_name("worker.py")
_log = structlog.get_logger("pictures")


class Pictures:
    """One for each app. Every call may raise `PicturesAreBusy`; None means that it could not be drawn."""

    def __init__(self, *, seconds: float = SECONDS, idle_seconds: float = IDLE_SECONDS) -> None:
        self.turns = Turns()
        """For those who bring what people upload: to be waited for before it is read into memory."""
        self._seconds = seconds
        self._idle_seconds = idle_seconds
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._bytes_waiting = 0
        self._idle: asyncio.TimerHandle | None = None

    def pid(self) -> int | None:
        """Of the worker, while there is one."""
        return None if self._process is None else self._process.pid

    async def look(self, content: bytes) -> Looked | None:
        """A thumbnail and the size of a picture or a PDF. Raises `PictureIsTooLarge`, by its declared size."""
        found = await self._ask({"task": "look"}, content)
        if found is None:
            return None
        told, webp, head = found
        return Looked(
            kind=told.kind,
            width=told.width,
            height=told.height,
            blur=told.blur,
            thumbnail=webp or None,
            animated=told.animated,
            pages=told.pages,
            head=head or None,
            kept=told.kept,
        )

    async def redraw(self, content: bytes, *, most_pixels: int = 1_000_000) -> Redrawn | None:
        """A still WebP of at most so many pixels. None too for what has too many to begin with."""
        with suppress(PictureIsTooLarge):
            return _redrawn(await self._ask({"task": "redraw", "most_pixels": most_pixels}, content))
        return None

    async def icon(self, content: bytes, *, side: int) -> Redrawn | None:
        """A WebP that fits into a square of `side` pixels and moves if the picture does (up to 120 frames).

        Raises `PictureIsTooLarge`.
        """
        return _redrawn(await self._ask({"task": "icon", "side": side}, content))

    async def stop(self) -> None:
        """Ends the worker. Another call would start it again."""
        if self._idle is not None:
            self._idle.cancel()
        await self._end()

    async def _ask(self, task: dict[str, Any], content: bytes) -> tuple[Answered, bytes, bytes] | None:
        if len(content) > LARGEST:
            return None
        if self._waiting >= WAITING_AT_MOST or self._bytes_waiting + len(content) > BYTES_WAITING_AT_MOST:
            raise PicturesAreBusy(retry_after=RETRY_SECONDS)
        self._waiting += 1
        self._bytes_waiting += len(content)
        try:
            async with self._turn:
                told = await self._answer(task, content)
        finally:
            self._waiting -= 1
            self._bytes_waiting -= len(content)
        if told is None or told[0].refused is None:
            return told
        if told[0].refused == "too_large":
            raise PictureIsTooLarge
        _log.info("picture_not_drawn", task=task["task"], why=told[0].refused)
        return None

    async def _answer(self, task: dict[str, Any], content: bytes) -> tuple[Answered, bytes, bytes] | None:
        """None, and the worker ended, when it takes too long or dies of it."""
        if self._idle is not None:
            self._idle.cancel()
        whole = False
        try:
            async with asyncio.timeout(self._seconds):
                process = self._process or await self._start()
                told = await _exchange(process, task, content)
            whole = True
        except (TimeoutError, OSError, asyncio.IncompleteReadError, msgspec.DecodeError) as error:
            _log.warning("picture_worker_ended", task=task["task"], why=type(error).__name__, bytes=len(content))
            return None
        finally:
            if not whole:  # also when nobody waits any longer: half an answer must not be read by the next
                await asyncio.shield(self._end())
        self._idle = asyncio.get_running_loop().call_later(self._idle_seconds, self._let_go)
        return told

    async def _start(self) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-B", str(_WORKER), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd="/", env={}
        )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()

    def _let_go(self) -> None:
        """It ends by itself when nothing more can come."""
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            process.stdin.close()


async def _exchange(process: Process, task: dict[str, Any], content: bytes) -> tuple[Answered, bytes, bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    head = msgspec.json.encode(task)
    process.stdin.write(LENGTHS.pack(len(head), len(content)) + head)
    process.stdin.write(content)
    await process.stdin.drain()
    head_length, body_length = LENGTHS.unpack(await process.stdout.readexactly(LENGTHS.size))
    told = msgspec.json.decode(await process.stdout.readexactly(head_length), type=Answered)
    body = await process.stdout.readexactly(body_length)
    first = told.lengths[0] if told.lengths else 0
    return told, body[:first], body[first:]


def _redrawn(found: tuple[Answered, bytes, bytes] | None) -> Redrawn | None:
    if found is None:
        return None
    told, webp, _ = found
    return Redrawn(webp, told.width, told.height, told.animated)
