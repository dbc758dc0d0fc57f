"""One socket as the hub sees it: whose it is, which streams it reads, and how far it has come in those it is behind in.

It holds no queue and no task. What is written goes into the transport's buffer, which is bounded; a connection that
fills it is `paused`, is pushed nothing more, and catches up by its cursors when the buffer has drained.
"""

from collections.abc import Callable
from typing import Protocol


class Sink(Protocol):
    """The socket itself: `transport.RawSink` or `sinks.AsgiSink`."""

    @property
    def write(self) -> Callable[[bytes], None]:
        """Takes whole WebSocket frames, one or some. Called only between the hub's `register` and its `leave`."""

    def waiting(self) -> int:
        """Bytes that were written and that the peer has not taken yet."""

    def close(self, code: int) -> None:
        """Sends a close frame, and nothing ever after."""


class Connection:
    __slots__ = (
        "behind",
        "bound",
        "floors",
        "heard",
        "id",
        "keyed",
        "notices",
        "opened_at",
        "paused",
        "queued",
        "refused",
        "session_id",
        "signals",
        "sink",
        "stalled",
        "user_id",
        "write",
    )

    def __init__(self, id: str, user_id: str, session_id: str, sink: Sink) -> None:
        self.id = id
        self.user_id = user_id
        self.session_id = session_id
        self.sink = sink
        self.write = sink.write
        self.floors: dict[str, int] = {}
        """The streams that it reads, each from its floor."""
        self.behind: dict[str, int] = {}
        """The last `seq` that was written, in each stream where it is not live."""
        self.refused: dict[str, int] = {}
        """The `seq` at which its user lost a stream since it registered: no older permission counts against it."""
        self.notices: list[bytes] = []
        """`left` and `reset` frames that wait for the buffer to drain; at most one a stream."""
        self.opened_at: int | None = None
        """How far the user's own stream was when the audience was read; None until then."""
        self.paused = False
        self.queued = False
        self.heard = 0.0
        self.keyed = False
        """It was opened with an API key; `session_id` is the id of the key's secret."""
        self.bound = False
        """That key is for one group only: what opens to its user later is not for it, unless it comes again."""
        self.signals: frozenset[str] | None = None
        """The types that it may send; None: all of them."""
        self.stalled: tuple[float, int] | None = None
        """When it last made progress while paused, and what waited then."""

    def notice(self, frame: bytes) -> None:
        if self.paused:
            self.notices.append(frame)
        else:
            self.write(frame)
