"""What was sent, and whether everybody got it: each message exactly once, in order, and nobody a stranger's.

All members of a group must be sent the same bytes, so it keeps one log per group: the reader that is furthest extends
it, and only then a frame is looked into; of everybody else the bytes are compared. That is a stricter check than a
scan, and a cheaper one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bench import wire

_EVENT = re.compile(rb'\{"frame":"event","stream":"([^"]+)","seq":(\d+),"type":"([^"]+)"')


class Violation(Exception):
    """A promise of the server that did not hold."""


@dataclass(slots=True, eq=False)
class Posted:
    """A message on its way: due at `due` ns; over when it is acknowledged and every reader has it."""

    number: int
    log: "GroupLog"
    due: int
    acked: int = 0
    """When, in ns; 0: not yet."""
    delivered: int = 0
    """When the last of its readers had it."""


@dataclass(slots=True, eq=False)
class GroupLog:
    """Every event of one group since the first reader came, as the bytes that its readers get."""

    stream: str
    readers: int = 0
    base: int | None = None
    """The seq before the first one that is kept here."""
    data: bytearray = field(default_factory=bytearray)
    ends: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    """Per event: how many readers have not had it."""

    @property
    def head(self) -> int:
        return (self.base or 0) + len(self.ends)


@dataclass(slots=True, eq=False)
class Position:
    """How far one reader is in the log of its group."""

    log: GroupLog
    index: int = 0
    """Events that it has whole."""
    offset: int = 0
    rest: bytes = b""
    """The beginning of a frame that the log does not know yet."""

    @property
    def cursor(self) -> int:
        return (self.log.base or 0) + self.index

    def begin_at(self, seq: int) -> None:
        """The next event on this socket has the seq after `seq`."""
        log = self.log
        if log.base is None:
            log.base = seq
        self.index = seq - log.base
        if not 0 <= self.index <= len(log.ends):
            raise Violation(f"{log.stream}: a socket begins at {seq}, after {log.base} and {len(log.ends)} more")
        self.offset = log.ends[self.index - 1] if self.index else 0
        self.rest = b""


class Ledger:
    def __init__(self, on_delivered: Callable[[Posted], None] = lambda _: None) -> None:
        self.posted: dict[int, Posted] = {}
        """By number; for ever, so that a message that comes twice is known."""
        self._seen: set[int] = set()
        self._on_delivered = on_delivered

    def post(self, log: GroupLog, due: int) -> Posted:
        message = Posted(len(self.posted), log, due)
        self.posted[message.number] = message
        return message

    def receive(self, position: Position, chunk: bytes, now: int) -> bytes:
        """Takes what came on a reader's socket; returns what is to be answered. Raises `Violation`."""
        log, answer = position.log, b""
        if not position.rest and log.data.startswith(chunk, position.offset):
            position.offset += len(chunk)
        else:
            answer = self._read(position, chunk)
        ends, index = log.ends, position.index
        while index < len(ends) and ends[index] <= position.offset:
            log.waiting[index] -= 1
            if not log.waiting[index]:
                self._delivered(log.numbers[index], now)
            index += 1
        position.index = index
        return answer

    def is_over(self, message: Posted) -> bool:
        return bool(message.acked and (message.delivered or not message.log.readers))

    def _delivered(self, number: int, now: int) -> None:
        message = self.posted[number]
        message.delivered = now
        self._on_delivered(message)

    def _read(self, position: Position, chunk: bytes) -> bytes:
        """Frame by frame: something is new, or lies between events."""
        log, data, at, answer = position.log, position.rest + chunk, 0, b""
        position.rest = b""
        begun = position.index < len(log.ends) and position.offset > (
            log.ends[position.index - 1] if position.index else 0
        )
        if begun:
            at = log.ends[position.index] - position.offset
            if not log.data.startswith(data[:at], position.offset):
                raise Violation(f"{log.stream}: a reader gets other bytes than another in event {position.cursor + 1}")
            position.offset += at
        while at < len(data):
            frame = wire.read_frame(data, at)
            if frame is None:
                position.rest = data[at:]
                break
            if frame.payload.startswith(b'{"frame":"event"'):
                self._event(position, data[at : frame.end])
            elif frame.payload == b'{"frame":"ping"}':
                answer += wire.PONG
            elif frame.payload != b'{"frame":"pong"}':
                raise Violation(f"{log.stream}: not expected: {frame.opcode} {frame.payload[:120]!r}")
            at = frame.end
        return answer

    def _event(self, position: Position, frame: bytes) -> None:
        log = position.log
        if position.offset == len(log.data):
            self._extend(log, frame)
        elif not log.data.startswith(frame, position.offset):
            raise Violation(f"{log.stream}: after {position.cursor} not what another reader got: {frame[:160]!r}")
        position.offset += len(frame)

    def _extend(self, log: GroupLog, frame: bytes) -> None:
        found = _EVENT.search(frame)
        if found is None:
            raise Violation(f"{log.stream}: no event: {frame[:160]!r}")
        stream, seq, kind = found.group(1).decode(), int(found.group(2)), found.group(3)
        if stream != log.stream:
            raise Violation(f"{log.stream}: a reader gets an event of {stream}")
        if seq != log.head + 1:
            raise Violation(f"{log.stream}: {seq} follows {log.head}")
        if kind != b"message.posted":
            raise Violation(f"{log.stream}: {kind.decode()} in a measurement")
        number = self._number_in(log, frame)
        log.data += frame
        log.ends.append(len(log.data))
        log.numbers.append(number)
        log.waiting.append(log.readers)

    def _number_in(self, log: GroupLog, frame: bytes) -> int:
        number = wire.marker(frame)[1]
        message = self.posted.get(number)
        if message is None or message.log is not log:
            raise Violation(f"{log.stream}: message {number} does not belong here")
        if number in self._seen:
            raise Violation(f"{log.stream}: message {number} a second time")
        self._seen.add(number)
        return number
