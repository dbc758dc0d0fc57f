"""Who listens here, and what is said to them that is in no log. The hub is this and the delivery of events."""

from collections.abc import Callable

from distributed_chat.streams.connection import Connection
from distributed_chat.streams.readers import Readers

PassOn = Callable[[str, bytes, str | None, str | None], None]


class Reading:
    def __init__(self) -> None:
        self.connections: set[Connection] = set()
        self._streams: dict[str, Readers] = {}
        self.may_write: Callable[[], bool] = lambda: True
        """False: others may take this copy for dead, so nobody is written anything (see `copies`)."""
        self.pass_on: PassOn = lambda _stream, _frame, _user_id, _to: None
        """Tells other copies of a signal."""

    def readers(self, stream: str) -> set[str]:
        """The users who have a socket here that reads the stream."""
        state = self._streams.get(stream)
        return set() if state is None else {c.user_id for c in (*state.live, *state.behind)}

    def streams(self) -> list[str]:
        """The streams that somebody reads here."""
        return list(self._streams)

    def signal(self, stream: str, frame: bytes, sender: Connection | None = None, to: str | None = None) -> None:
        """To the stream's other readers, or to the user or connection `to` among them. Whoever is behind misses it."""
        user_id = None if sender is None else sender.user_id
        self.signal_from(stream, frame, user_id, to, sender)
        self.pass_on(stream, frame, user_id, to)

    def signal_from(
        self, stream: str, frame: bytes, user_id: str | None, to: str | None, sender: Connection | None = None
    ) -> None:
        """As `signal`, to those who are here."""
        state = self._streams.get(stream) if self.may_write() else None
        for connection in list(state.live) if state is not None else ():
            if to is not None:
                here = to in (connection.id, connection.user_id) and connection is not sender
                wanted = here and not connection.keyed  # what is for one person's browser is no program's
            else:
                wanted = user_id is None or connection.user_id != user_id
            if wanted and not connection.paused:
                connection.write(frame)

    def tell(self, connection: Connection, frame: bytes) -> None:
        """One frame to one connection, dropped when it is gone or has no room."""
        if connection in self.connections and not connection.paused and self.may_write():
            connection.write(frame)
