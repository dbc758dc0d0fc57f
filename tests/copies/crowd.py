"""People who write and listen through the proxy all the time, and what they saw."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from distributed_chat.client import ApiError, AsyncDistributed, Event, NoAnswer, Position
from distributed_chat.kernel.ids import new_id
from tests.copies.house import House

WRITERS = 4
EVERY = 0.05
"""Seconds between two messages of a writer."""


@dataclass
class Crowd:
    room: str
    stream: str
    sent: dict[str, float] = field(default_factory=dict)
    """By text, when its writer began to send it."""
    acknowledged: dict[str, float] = field(default_factory=dict)
    heard: list[dict[str, float]] = field(default_factory=list)
    """By listener: text, when."""
    seqs: list[list[int]] = field(default_factory=list)
    failed: int = 0
    """Sends that a client gave up after its own five tries; they are sent again here, by the same id."""

    def delays(self, since: float) -> list[float]:
        """From the beginning of a send to each listener, for what was sent since; sorted."""
        everything = [(text, at) for heard in self.heard for text, at in heard.items()]
        return sorted(at - self.sent[text] for text, at in everything if self.sent[text] >= since)

    def p99(self, since: float) -> float:
        delays = self.delays(since)
        return delays[int(len(delays) * 0.99)]

    def longest_silence(self, since: float) -> float:
        """Of a listener, between two messages."""
        longest = 0.0
        for heard in self.heard:
            times = [since, *sorted(at for at in heard.values() if at >= since)]
            longest = max(longest, *(later - before for before, later in itertools.pairwise(times)), 0.0)
        return longest

    async def check(self) -> None:
        """Everything acknowledged is there, once, in one order, at everybody's."""
        async with asyncio.timeout(30):
            while any(len(heard) < len(self.acknowledged) for heard in self.heard):
                await asyncio.sleep(0.05)
        assert set(self.acknowledged) == set(self.sent)
        for heard, seqs in zip(self.heard, self.seqs, strict=True):
            assert set(heard) == set(self.acknowledged)
            assert seqs == list(range(seqs[0], seqs[0] + len(seqs))), "a hole, or something twice"
            assert list(heard) == list(self.heard[0]), "one order"


@asynccontextmanager
async def crowd(house: House, url: str) -> AsyncIterator[Crowd]:
    """Writing and listening until the end, then what was sent is waited for and checked."""
    async with house.people(*(f"w{number}" for number in range(WRITERS))) as people:
        owner = people[0]
        group = (await owner.post("/api/groups", {"name": "Crowd"}))["group"]["id"]
        made = await owner.post(f"/api/groups/{group}/rooms", {"topic": "Square"})
        code = (await owner.post(f"/api/groups/{group}/invites"))["invite"]["code"]
        for person in people[1:]:
            await person.post(f"/api/invites/{code}/accept")
        here = Crowd(made["room"]["id"], made["stream"])
        ends = asyncio.Event()
        head = (await owner.get(f"/api/streams/{here.stream}/snapshot"))["seq"]
        listening = [asyncio.create_task(listen(here, url, person.token, head)) for person in people]
        writing = [asyncio.create_task(write(here, url, person.token, str(n), ends)) for n, person in enumerate(people)]
        yield here
        ends.set()
        await asyncio.gather(*writing)
        try:
            await here.check()
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)


async def write(here: Crowd, url: str, token: str, name: str, ends: asyncio.Event) -> None:
    async with AsyncDistributed(url, token) as chat:
        number = 0
        while not ends.is_set():
            number += 1
            text = f"{name}:{number}"
            here.sent[text] = time.monotonic()
            await say(here, chat, text)
            here.acknowledged[text] = time.monotonic()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await ends.wait()


async def say(here: Crowd, chat: AsyncDistributed, text: str) -> None:
    body: Any = {"id": new_id(), "text": text}
    while True:
        try:
            await chat.post_message(here.room, body)
        except (NoAnswer, ApiError) as error:
            if isinstance(error, ApiError) and error.status < 500:
                raise
            here.failed += 1
            await asyncio.sleep(0.2)
        else:
            return


async def listen(here: Crowd, url: str, token: str, head: int) -> None:
    heard: dict[str, float] = {}
    seqs: list[int] = []
    here.heard.append(heard)
    here.seqs.append(seqs)
    async with AsyncDistributed(url, token) as chat:
        async for item in chat.stream(Position(cursors={here.stream: head})):
            assert isinstance(item, Event), item
            if item.stream == here.stream:
                seqs.append(item.seq)
                if item.type == "message.posted":
                    heard[(item.payload or {})["message"]["text"]] = time.monotonic()
