"""The last events of every stream, ready to be written: what most who come back have missed is here, not on disk.

One buffer per process, bounded in bytes; the oldest event of all goes first. The hub owns it.
"""

from collections import deque
from typing import NamedTuple

import msgspec

from distributed_chat.kernel.events import Logged
from distributed_chat.streams.protocol import event_frame

EVERYBODY = "*"
BUFFER_BYTES = 64 * 1024 * 1024
_ROW_BYTES = 300
"""About what Python needs for a row beside its frame."""


class _Closed(msgspec.Struct, frozen=True):
    """The payload of `stream.closed`, as far as the hub obeys it."""

    streams: list[str]
    reason: str = "left"


class Encoded(NamedTuple):
    """An event with its frame, and what it does to those who read."""

    stream: str
    seq: int
    frame: bytes
    reason: str
    """In words of a `left` frame, should the event end somebody's reading."""
    detaches: tuple[str, ...]
    attaches: tuple[tuple[str, str, int], ...]
    closes: tuple[str, ...]
    """Streams that the owner of this `user:` stream reads no longer."""

    @property
    def changes_readers(self) -> bool:
        return bool(self.detaches or self.attaches or self.closes)

    def ends(self, user_id: str, floor: int) -> bool:
        """Whether this event is the end for a reader who came at `floor`."""
        return self.seq > floor and (EVERYBODY in self.detaches or user_id in self.detaches)


def encode(logged: Logged) -> Encoded:
    closes: tuple[str, ...] = ()
    reason = {"removed": "removed", "deleted": "deleted"}.get(logged.type.rpartition(".")[2], "left")
    if logged.type == "stream.closed" and logged.payload is not None:
        closed = msgspec.json.decode(logged.payload, type=_Closed)
        closes, reason = tuple(closed.streams), closed.reason
    return Encoded(logged.stream, logged.seq, event_frame(logged), reason, logged.detaches, logged.attaches, closes)


class Replay:
    """Per stream a run of events without a gap, newest last."""

    def __init__(self, limit: int = BUFFER_BYTES) -> None:
        self.bytes = 0
        self._limit = limit
        self._runs: dict[str, deque[Encoded]] = {}
        self._oldest: deque[tuple[str, int]] = deque()

    def add(self, item: Encoded) -> None:
        """Keeps the event if it is the next of its stream, or starts anew after a gap; older ones are not needed."""
        run = self._runs.get(item.stream)
        if run is None:
            run = self._runs[item.stream] = deque()
        elif run and item.seq <= run[-1].seq:
            return
        elif run and item.seq > run[-1].seq + 1:
            self._forget(run)
        run.append(item)
        self._oldest.append((item.stream, item.seq))
        self.bytes += len(item.frame) + _ROW_BYTES
        while self.bytes > self._limit:
            self._drop_oldest()

    def find(self, stream: str, seq: int) -> Encoded | None:
        run = self._runs.get(stream)
        if not run or not run[0].seq <= seq <= run[-1].seq:
            return None
        return run[seq - run[-1].seq - 1]

    def blank(self, erased: Encoded) -> None:
        """Puts the event without its payload in the place of the one that was erased."""
        held = self.find(erased.stream, erased.seq)
        if held is not None:
            run = self._runs[erased.stream]
            run[erased.seq - run[-1].seq - 1] = held._replace(frame=erased.frame)
            self.bytes += len(erased.frame) - len(held.frame)

    def _forget(self, run: deque[Encoded]) -> None:
        """Empties a run; what `_oldest` still says of it is stepped over later."""
        self.bytes -= sum(len(item.frame) + _ROW_BYTES for item in run)
        run.clear()

    def _drop_oldest(self) -> None:
        stream, seq = self._oldest.popleft()
        run = self._runs.get(stream)
        if not run or run[0].seq != seq:
            return
        self.bytes -= len(run.popleft().frame) + _ROW_BYTES
        if not run:
            del self._runs[stream]
