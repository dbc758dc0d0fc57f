"""A file as an answer: how much of it is read for whom."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

from distributed_chat.web.content import Content, prepare

PIECES = 1_000


class Reader:
    """Somebody who takes pieces of a file, and goes away after some; as uvicorn has it, nothing tells the sender."""

    def __init__(self, *, stays_for: int) -> None:
        self.read = 0
        self.taken = 0
        self._stays_for = stays_for
        self._gone = asyncio.Event()

    async def pieces(self, start: int, end: int) -> AsyncIterator[bytes]:
        for _ in range(start, end):
            self.read += 1
            yield b"x"

    async def send(self, message: MutableMapping[str, Any]) -> None:
        await asyncio.sleep(0)
        if message.get("body"):
            self.taken += 1
        if self.taken >= self._stays_for:
            self._gone.set()

    async def receive(self) -> MutableMapping[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}


async def _ask(reader: Reader) -> None:
    file = Content(open=reader.pieces, size=PIECES, media_type="text/plain", tag="x", name="x")
    prepared = await prepare(file, {}, head_only=False)
    await prepared.send(reader.send, reader.receive, request_id="x")


async def test_a_file_is_read_no_further_when_its_reader_has_gone() -> None:
    reader = Reader(stays_for=10)
    await _ask(reader)
    assert reader.read < 20


async def test_whoever_stays_gets_all_of_a_file() -> None:
    reader = Reader(stays_for=PIECES + 1)
    await _ask(reader)
    assert (reader.read, reader.taken) == (PIECES, PIECES)
