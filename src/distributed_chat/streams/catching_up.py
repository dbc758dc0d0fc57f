"""Catching up: those who are behind in a stream get what they miss, from the replay buffer or from the database.

A part of the hub, and as pure. Resuming, reading slowly and having just joined all end here, as a cursor.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from distributed_chat.kernel.events import Logged
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.protocol import reset_frame
from distributed_chat.streams.readers import Readers
from distributed_chat.streams.replay import Encoded, Replay, encode

TOO_FAR_EVENTS = 5_000
Dismiss = Callable[[Connection, str, str], None]


class Read(NamedTuple):
    """A question to the database: the events of the stream that come after this seq."""

    stream: str
    after: int


class CatchUp:
    def __init__(
        self, replay: Replay, streams: dict[str, Readers], connections: set[Connection], dismiss: Dismiss
    ) -> None:
        """The hub's own streams and connections, read here and kept by it; `dismiss` ends a reading."""
        self._dismiss = dismiss
        self._replay = replay
        self._streams = streams
        self._connections = connections
        self._work: deque[tuple[Connection, str | None, list[Encoded]]] = deque()
        self._reads: dict[Read, list[Connection]] = {}
        self._erased: dict[Read, dict[int, bytes]] = {}
        """Frames of events that were blanked while a read was under way, by seq: it may bring what they said before."""
        self._wanted: list[Read] = []
        self._later: list[Connection] = []

    def run(self, budget: int) -> bool:
        """Works through what waits, about `budget` writes of it. True when there is more."""
        written = 0
        while self._work and written < budget:
            connection, stream, items = self._work.popleft()
            if stream is None:
                connection.queued = False
                written += self._pump(connection, budget - written)
            else:
                written += self._hand_out(connection, stream, items)
        return bool(self._work)

    def settle(self, connection: Connection, state: Readers) -> None:
        cursor = connection.behind.get(state.name)
        if cursor is None or connection.paused:
            return
        if cursor > state.last:
            state.ahead.add(connection)
            return
        state.ahead.discard(connection)
        if cursor == state.last:
            state.go_live(connection)
        else:
            self.queue(connection)

    def queue(self, connection: Connection) -> None:
        if not connection.queued:
            connection.queued = True
            self._work.append((connection, None, []))

    def _pump(self, connection: Connection, budget: int) -> int:
        """Writes what the connection misses, as far as the replay buffer has it; asks for the rest."""
        written = 0
        for stream in list(connection.behind):
            if connection.paused or stream not in connection.behind:
                continue
            if written >= budget:
                self.queue(connection)
                break
            written += self._catch_up(connection, self._streams[stream], budget - written)
        return written

    def _catch_up(self, connection: Connection, state: Readers, budget: int) -> int:
        cursor = connection.behind[state.name]
        if state.last - cursor > TOO_FAR_EVENTS:
            return self._give_up(connection, state)
        written = 0
        while cursor < state.last and written < budget and not connection.paused:
            item = self._replay.find(state.name, cursor + 1)
            if item is None:
                self.ask(Read(state.name, cursor), connection)
                return written
            cursor = item.seq
            written += 1
            if not self._write(connection, item):
                return written
        self.settle(connection, state)
        return written

    def _hand_out(self, connection: Connection, stream: str, items: Sequence[Encoded]) -> int:
        """What was read for it. It may have paused, left or moved on in the meantime."""
        written = 0
        for item in items:
            state = self._streams.get(stream)
            if state is None or connection.paused or item.seq > state.last:
                break
            if connection.behind.get(stream) == item.seq - 1:
                written += 1
                self._write(connection, item)
        if connection in self._connections:
            self.queue(connection)
        return written

    def _write(self, connection: Connection, item: Encoded) -> bool:
        """False when the event was the reader's own removal: it may have passed here before they were let in."""
        connection.behind[item.stream] = item.seq
        connection.write(item.frame)
        if item.detaches and item.ends(connection.user_id, connection.floors[item.stream]):
            self._dismiss(connection, item.stream, item.reason)
            return False
        return True

    def _give_up(self, connection: Connection, state: Readers) -> int:
        """Too far behind to replay: the client loads the snapshot instead."""
        connection.behind[state.name] = state.last
        connection.notice(reset_frame(state.name, state.last, "too_far"))
        self.settle(connection, state)
        return 1

    def take_reads(self) -> list[Read]:
        """Questions for the database since the last call; each is answered by `loaded` or `failed`."""
        wanted, self._wanted = self._wanted, []
        return wanted

    def ask(self, read: Read, connection: Connection | None = None) -> None:
        waiting = self._reads.get(read)
        if waiting is None:
            waiting = self._reads[read] = []
            self._erased[read] = {}
            self._wanted.append(read)
        if connection is not None and connection not in waiting:
            waiting.append(connection)

    def blank(self, item: Encoded) -> None:
        """The event was erased: nobody gets what it said, out of the buffer or out of a read."""
        self._replay.blank(item)
        for read, erased in self._erased.items():
            if read.stream == item.stream:
                erased[item.seq] = item.frame
        for _, stream, items in self._work:
            place = item.seq - items[0].seq if stream == item.stream and items else -1
            if 0 <= place < len(items):
                items[place] = items[place]._replace(frame=item.frame)

    def brought(self, read: Read, events: Sequence[Logged]) -> list[Encoded]:
        """What the database answered, without what was erased meanwhile."""
        erased = self._erased.pop(read, {})
        items = (encode(logged) for logged in events)
        return [item._replace(frame=erased[item.seq]) if item.seq in erased else item for item in items]

    def answered(self, read: Read, items: list[Encoded]) -> None:
        """To those who waited for this read. Nothing there is a history that was cut: never asked again and again."""
        waiting = self._reads.pop(read, [])
        state = self._streams.get(read.stream)
        if state is None:
            return
        for connection in waiting:
            if items:
                self._work.append((connection, state.name, items))
            elif connection.behind.get(state.name, state.last) < state.last:
                self._give_up(connection, state)

    def postpone(self, read: Read) -> None:
        self._erased.pop(read, None)
        self._later += self._reads.pop(read, [])

    def try_again(self) -> None:
        later, self._later = self._later, []
        for connection in later:
            self.queue(connection)
