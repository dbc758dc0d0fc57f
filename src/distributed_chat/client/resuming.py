"""How a program stays in a stream whatever happens to its connection: a state machine without sockets.

It hands in the last `seq` of each stream, takes what follows in order and once, and comes back when something is
missing. The rules are those of docs/protocol.md.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

HEARTBEAT_SECONDS = 25
_chance = random.SystemRandom()
LONGEST_PAUSE = 30.0
"""Seconds between two tries, at most."""
FOR_GOOD = frozenset({4001, 4003, 4004, 4400})
"""Close codes after which coming back changes nothing."""


@dataclass
class Position:
    """How far a program has read. Keep it as JSON (`dataclasses.asdict`) after an item is handled, to go on there."""

    cursors: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    epoch: str | None = None


@dataclass(frozen=True)
class Event:
    """Something happened. `payload` is None where it was erased since."""

    stream: str
    seq: int
    type: str
    at: str
    payload: dict[str, Any] | None


@dataclass(frozen=True)
class Reset:
    """Too much was missed, or the history is another: read the stream's snapshot. Events go on after `head`."""

    stream: str
    head: int
    reason: str


@dataclass(frozen=True)
class Left:
    """The stream is not ours any more."""

    stream: str
    reason: str


Item = Event | Reset | Left


class Missing(Exception):
    """An event did not come: the connection is given up, and the next one brings it."""


class Resuming:
    """`hello` opens a connection; `feed` takes each frame, and says what is new and what to answer."""

    def __init__(self, position: Position | None = None) -> None:
        self.position = position or Position()
        self.heartbeat = float(HEARTBEAT_SECONDS)
        self.tries = 0
        """In a row without a welcome."""

    def hello(self, version: str = "") -> str:
        at = self.position
        client = {"name": "distributed-chat-python", "version": version}
        hello = {"frame": "hello", "cursors": at.cursors, "hashes": at.hashes, "client": client}
        return msgspec.json.encode(hello | ({"epoch": at.epoch} if at.epoch else {})).decode()

    def feed(self, text: str | bytes) -> Iterator[Item]:
        """The position is that after an item when the item is handed out. Raises `Missing`."""
        frame = msgspec.json.decode(text, type=dict[str, Any])
        match frame["frame"]:
            case "welcome":
                self._welcomed(frame)
            case "event":
                yield from self._event(frame)
            case "reset":
                self.position.cursors[frame["stream"]] = frame["head"]
                self.position.hashes.pop(frame["stream"], None)
                yield Reset(frame["stream"], frame["head"], frame["reason"])
            case "left":
                self.position.cursors.pop(frame["stream"], None)
                self.position.hashes.pop(frame["stream"], None)
                yield Left(frame["stream"], frame["reason"])
            case _:
                pass

    def answer_to(self, text: str | bytes) -> str | None:
        """What is to be sent back at once."""
        return '{"frame":"pong"}' if msgspec.json.decode(text, type=dict[str, Any])["frame"] == "ping" else None

    def pause(self) -> float:
        """Seconds to wait before the next try: longer each time, and never the same for all who were cut off."""
        self.tries += 1
        return _chance.uniform(0.05, min(LONGEST_PAUSE, 0.2 * 2 ** min(self.tries, 10)))

    def _welcomed(self, frame: dict[str, Any]) -> None:
        self.tries = 0
        self.heartbeat = float(frame["heartbeat_seconds"])
        self.position.epoch = frame["epoch"]
        for stream, head in frame["heads"].items():
            self.position.cursors.setdefault(stream, head)

    def _event(self, frame: dict[str, Any]) -> Iterator[Event]:
        stream, seq = frame["stream"], frame["seq"]
        before = self.position.cursors.get(stream, seq - 1)
        if seq <= before:
            return
        if seq > before + 1:
            raise Missing
        self.position.cursors[stream] = seq
        self.position.hashes[stream] = frame["hash"]
        yield Event(stream, seq, frame["type"], frame["at"], frame["payload"])
