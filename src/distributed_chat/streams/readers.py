"""What the hub knows of one stream that somebody reads here: how far it came, and who has how much of it."""

from collections.abc import Callable

from distributed_chat.streams.connection import Connection
from distributed_chat.streams.replay import Encoded

JOINED_BYTES = 16 * 1024
"""Of one write: what waits for a connection stays bounded, also when its buffer is nearly full."""


class Readers:
    __slots__ = (
        "ahead",
        "behind",
        "frame",
        "held",
        "hole_at",
        "joined",
        "joined_bytes",
        "known",
        "last",
        "live",
        "name",
        "origin",
        "unsent",
    )

    def __init__(self, name: str, last: int) -> None:
        self.name = name
        self.origin = last
        """From where on every event has passed through here; what came before was only read of, in some head."""
        self.last = last
        """The `seq` that was delivered last."""
        self.known = last
        """The highest head that anybody spoke of; above `last` there is a hole."""
        self.held: dict[int, Encoded] = {}
        """Events that came before their turn."""
        self.hole_at: float | None = None
        """When the bus has had its time, and the hole is read from the database."""
        self.live: dict[Connection, Callable[[bytes], None]] = {}
        self.behind: set[Connection] = set()
        self.ahead: set[Connection] = set()
        """Those of `behind` whose cursor is past `last`: their permission is newer than what came through here."""
        self.unsent: dict[Connection, None] = {}
        """Who does not have event `last` yet, while a broadcast to very many is under way."""
        self.frame = b""
        self.joined: list[bytes] = []
        """Frames up to and with that of `last` that wait for the end of a commit, to go out in one write."""
        self.joined_bytes = 0

    def reach(self, seq: int) -> None:
        self.last = seq
        self.known = max(self.known, seq)

    def join(self, seq: int, frame: bytes) -> None:
        """The event is delivered with the next `flush`."""
        if self.joined and self.joined_bytes + len(frame) > JOINED_BYTES:
            self.flush()
        self.reach(seq)
        self.joined.append(frame)
        self.joined_bytes += len(frame)

    def flush(self) -> None:
        """Writes what was joined to everybody who is live."""
        data = self.joined[0] if len(self.joined) == 1 else b"".join(self.joined)
        self.joined, self.joined_bytes = [], 0
        # A copy: a write that fills a buffer takes its connection out of `live`.
        for write in list(self.live.values()):
            write(data)

    def go_live(self, connection: Connection) -> None:
        """The connection has everything up to `last`."""
        del connection.behind[self.name]
        self.behind.discard(connection)
        self.live[connection] = connection.write

    def fall_behind(self, connection: Connection) -> None:
        """Nothing more is pushed to it; its cursor says what it has."""
        if self.live.pop(connection, None) is None:
            return
        missing = connection in self.unsent
        self.unsent.pop(connection, None)
        connection.behind[self.name] = self.last - missing - len(self.joined)
        self.behind.add(connection)

    def forget(self, connection: Connection) -> None:
        connection.floors.pop(self.name, None)
        connection.behind.pop(self.name, None)
        self.live.pop(connection, None)
        self.behind.discard(connection)
        self.ahead.discard(connection)
        self.unsent.pop(connection, None)
