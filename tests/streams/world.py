"""A small world around the hub: a log in memory, a bus that loses, repeats and reorders, sockets with small buffers.

The hypothesis machine and the plain tests of the hub live in it. `Socket` checks every frame that it is given against
what the log says its reader may have, so a broken promise fails where it happens.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import msgspec

from distributed_chat.kernel.events import Logged
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.hub import Hub, Opening
from distributed_chat.streams.protocol import frame, frames_in, text_of

HIGH_WATER = 2_000


@dataclass
class Log:
    """The truth: what was committed, and who may read what from which floor."""

    events: dict[str, list[Logged]] = field(default_factory=lambda: defaultdict(list))
    audience: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def head(self, stream: str) -> int:
        return len(self.events[stream])

    def append(self, stream: str, kind: str, payload: object = None, **effects: Any) -> Logged:
        seq = self.head(stream) + 1
        logged = Logged(stream, seq, kind, seq, msgspec.json.encode(payload or {}), f"{seq:016x}", **effects)
        self.events[stream].append(logged)
        return logged

    def post(self, stream: str, size: int = 1) -> list[Logged]:
        return [self.append(stream, "message.posted", {"text": "x" * size})]

    def erase(self, logged: Logged) -> list[Logged]:
        """What is handed on: the event once more, blank."""
        blank = self.events[logged.stream][logged.seq - 1] = logged._replace(payload=None)
        return [blank]

    def join(self, user: str, stream: str) -> list[Logged]:
        floor = self.head(stream) + 1
        joined = self.append(stream, "member.joined", {"user": user})
        self.audience[user][stream] = floor
        opened = self.append(f"user:{user}", "stream.opened", attaches=((user, stream, floor),))
        return [joined, opened]

    def remove(self, user: str, stream: str) -> list[Logged]:
        removed = self.append(stream, "member.removed", {"user_id": user}, detaches=(user,))
        del self.audience[user][stream]
        closed = self.append(f"user:{user}", "stream.closed", {"streams": [stream], "reason": "removed"})
        return [removed, closed]

    def openings(self, user: str, cursors: dict[str, int]) -> list[Opening]:
        """What a transaction would read now: rights, heads and cursors of one moment."""
        own = f"user:{user}"
        found = []
        for stream, floor in {own: 0, **self.audience[user]}.items():
            head, cursor = self.head(stream), cursors.get(stream)
            reason = "floor" if cursor is not None and cursor < floor - 1 else None
            start = head if cursor is None or reason else cursor
            found.append(Opening(stream, floor, head, start, reason))
        return found


class Socket:
    """One client's socket. Its cursors are what a real client would keep."""

    def __init__(self, log: Log, user: str, cursors: dict[str, int] | None = None) -> None:
        self.log = log
        self.user = user
        self.cursors = dict(cursors or {})
        self.got: dict[str, list[int]] = defaultdict(list)
        self.frames: list[dict[str, Any]] = []
        self.writes = 0
        self.buffered = 0
        self.most_buffered = 0
        self.largest = 0
        self.closed: int | None = None
        self.watcher: Hub | None = None
        self.connection = Connection(f"c{id(self)}", user, f"session of {user}", self)

    def write(self, data: bytes) -> None:
        assert self.closed is None, "written to after it was closed"
        self.buffered += len(data)
        self.largest = max(self.largest, len(data))
        self.most_buffered = max(self.most_buffered, self.buffered)
        self.writes += 1
        for one in frames_in(data):
            taken = msgspec.json.decode(text_of(one))
            self.frames.append(taken)
            getattr(self, f"_take_{taken['frame']}", lambda _: None)(taken)
        if self.buffered > HIGH_WATER and self.watcher is not None and not self.connection.paused:
            self.watcher.stalled(self.connection)

    def waiting(self) -> int:
        return self.buffered

    def close(self, code: int) -> None:
        self.closed = code

    def drain(self) -> None:
        self.buffered = 0
        if self.connection.paused and self.watcher is not None and self.closed is None:
            self.watcher.drained(self.connection)

    def _take_welcome(self, welcome: dict[str, Any]) -> None:
        self.cursors = {stream: self.cursors.get(stream, head) for stream, head in welcome["heads"].items()}

    def _take_event(self, event: dict[str, Any]) -> None:
        stream, seq = event["stream"], event["seq"]
        expected = self.cursors.get(stream)
        assert expected is None or seq == expected + 1, f"{stream} jumped from {expected} to {seq}"
        self.cursors[stream] = seq
        self.got[stream].append(seq)
        assert msgspec.json.encode(event["payload"]) == (self.log.events[stream][seq - 1].payload or b"null")
        assert self._may_read(stream, seq), f"{self.user} was given {seq} of {stream}"

    def _may_read(self, stream: str, seq: int) -> bool:
        """Whether the reader was a member when the event was written: between a join and the removal after it."""
        if stream == f"user:{self.user}":
            return True
        inside = False
        for event in self.log.events[stream][:seq]:
            payload = msgspec.json.decode(event.payload or b"{}")
            if event.type == "member.joined" and payload["user"] == self.user:
                inside = True
            elif event.type == "member.removed" and payload["user_id"] == self.user and event.seq < seq:
                inside = False
        return inside

    def _take_reset(self, reset: dict[str, Any]) -> None:
        self.cursors[reset["stream"]] = reset["head"]

    def _take_left(self, left: dict[str, Any]) -> None:
        self.cursors.pop(left["stream"], None)


class World:
    """One copy of the server, its log, and sockets that come and go."""

    def __init__(self) -> None:
        self.log = Log()
        self.hub = Hub()
        self.now = 0.0
        self.sockets: list[Socket] = []

    def deliver(self, events: list[Logged]) -> None:
        self.hub.publish(events, self.now)
        self.work()

    def connect(self, user: str, cursors: dict[str, int] | None = None) -> Socket:
        socket = self.begin(user, cursors)
        self.finish(socket, self.log.openings(user, socket.cursors))
        return socket

    def begin(self, user: str, cursors: dict[str, int] | None = None) -> Socket:
        """Registered, but its audience is still being read."""
        socket = Socket(self.log, user, cursors)
        socket.watcher = self.hub
        self.hub.register(socket.connection)
        self.sockets.append(socket)
        return socket

    def finish(self, socket: Socket, openings: list[Opening]) -> None:
        """The audience that was read, perhaps some time ago, reaches the hub; a stale one is read again."""
        while True:
            welcome = frame("welcome", heads={opening.stream: opening.head for opening in openings})
            if self.hub.opened(socket.connection, welcome, f"user:{socket.user}", openings):
                break
            openings = self.log.openings(socket.user, socket.cursors)
        self.work()

    def disconnect(self, socket: Socket) -> None:
        self.hub.leave(socket.connection)
        socket.closed = 1000
        self.sockets.remove(socket)

    def work(self, *, reads: bool = True) -> None:
        while self.hub.run():
            pass
        for read in self.hub.take_reads() if reads else ():
            found = self.log.events[read.stream][read.after : read.after + 3]
            self.hub.loaded(read, found, self.now)
            self.work()

    def settle(self) -> None:
        """Every buffer drains and the sweep runs, until nothing is left to do."""
        for _ in range(200):
            for socket in self.sockets:
                socket.drain()
            self.hub.heads({stream: self.log.head(stream) for stream in self.hub.streams()}, self.now)
            self.now += 1.1
            self.hub.tick(self.now)
            self.work()
            busy = any(socket.buffered or socket.connection.behind for socket in self.sockets)
            if not busy and self.hub.deadline() is None:
                return
        waiting = [(s.user, s.connection.behind, s.connection.paused) for s in self.sockets if s.connection.behind]
        raise AssertionError(f"somebody never caught up: {waiting}, holes until {self.hub.deadline()}")
