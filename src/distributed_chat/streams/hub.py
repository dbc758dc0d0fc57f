"""The hub: delivers every stream in `seq` order, once, to those of this process who may read it.

A pure state machine: no sockets, no I/O, no clock, no tasks. `driver` feeds it events, reads and time, and does the
reads that it asks for; `connection` is where its frames go. Its tests drive it through lost, repeated and reordered
events, slow readers, removals and restarts.

What it keeps true:
- A stream's readers see `seq` grow by one. A repeat is dropped; a hole waits 30 ms for the bus, then is read.
- A connection is *live* in a stream (it has everything up to `last`) or *behind* (it has a cursor). Resuming, reading
  slowly and having just joined are this one state.
- Who leaves at event n is out of the stream before anything else is written. Order does the work, not timing. What one
  commit has for a stream goes out in one write, up to the next event that changes who reads anything.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from distributed_chat.kernel.events import Logged
from distributed_chat.streams.catching_up import CatchUp, Read
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.listening import Reading
from distributed_chat.streams.protocol import Close, left_frame, reset_frame
from distributed_chat.streams.readers import Readers
from distributed_chat.streams.replay import EVERYBODY, Encoded, Replay, encode

HOLE_SECONDS = 0.03
HOLE_RETRY_SECONDS = 1.0
SLOW_SECONDS = 30.0
BROADCAST = 500
"""Writes after which the loop gets its turn."""
HELD_AT_MOST = 1_000


class Opening(NamedTuple):
    """One stream that a connection begins to read: from `cursor` on, or from `head` with a `reset`."""

    stream: str
    floor: int
    head: int
    cursor: int
    reset: str | None = None


class Hub(Reading):
    def __init__(self, replay: Replay | None = None) -> None:
        super().__init__()
        self.replay = replay if replay is not None else Replay()
        self._users: dict[str, set[Connection]] = {}
        self._holes: set[Readers] = set()
        self._stalled: set[Connection] = set()
        self._sending: deque[Readers] = deque()
        self._joining: set[Readers] | None = None  # during `publish`: where frames wait for its end
        self._catching_up = CatchUp(self.replay, self._streams, self.connections, self._dismiss)
        self._now = 0.0
        self._drained: set[Connection] = set()
        self.delivered = 0
        """Events written to those who are live, since the start."""

    # Coming and going

    def register(self, connection: Connection) -> int:
        """Before its audience is read: what its user loses meanwhile is remembered. Returns the user's sockets."""
        self.connections.add(connection)
        ours = self._users.setdefault(connection.user_id, set())
        ours.add(connection)
        return len(ours)

    def opened(self, connection: Connection, welcome: bytes, own: str, openings: Sequence[Opening]) -> bool:
        """The audience was read: `welcome` goes out, then every stream from its cursor. `own` is its `user:` stream.

        False: what was read is older than what has passed here since, so nothing was done; read it again.
        """
        if connection not in self.connections:
            return True
        if not self.may_write():
            self.close(connection, Close.GOING_AWAY)
            return True
        if self._is_stale(connection, own, openings):
            return False
        connection.opened_at = next(opening.head for opening in openings if opening.stream == own)
        connection.notice(welcome)
        for opening in openings:
            if opening.stream in connection.floors or (connection.bound and opening.stream == own):
                continue
            if opening.reset is not None:
                connection.notice(reset_frame(opening.stream, opening.head, opening.reset))
            self._attach(connection, opening, last=opening.head)
        return True

    def _is_stale(self, connection: Connection, own: str, openings: Sequence[Opening]) -> bool:
        """Whether something that changes these rights may have passed since they were read, unseen by the connection.

        A removal that passes through here is `refused`; one below a stream's `origin` never passed. What the user's own
        stream has brought since may have opened and closed any of the others.
        """
        for opening in openings:
            if opening.stream == own and self.replay.find(own, opening.head + 1) is not None:
                return True
            state = self._streams.get(opening.stream)
            if state is not None and opening.head < (state.last if opening.stream == own else state.origin):
                return True
            if connection.refused.get(opening.stream, -1) > opening.head:
                return True
        return False

    def leave(self, connection: Connection) -> None:
        """The socket is gone or going: nothing is written to it any more."""
        if connection not in self.connections:
            return
        self.connections.discard(connection)
        self._stalled.discard(connection)
        ours = self._users[connection.user_id]
        ours.discard(connection)
        if not ours:
            del self._users[connection.user_id]
        for stream in list(connection.floors):
            self._detach(connection, stream)

    def close(self, connection: Connection, code: int) -> None:
        if connection in self.connections:
            self.leave(connection)
            connection.sink.close(code)

    def end_session(self, session_id: str) -> None:
        """The session was revoked or signed out: its sockets close before that is acknowledged."""
        for connection in [c for c in self.connections if c.session_id == session_id]:
            self.close(connection, Close.NOT_SIGNED_IN)

    # Events

    def publish(self, events: Iterable[Logged], now: float) -> None:
        """What the bus brought, in any order and any number of times. Of each stream it goes out in one write."""
        if not self.may_write():
            return  # a hole, which the sweep finds when this copy goes on
        self._now = now
        self._joining = set()
        try:
            for logged in events:
                self._publish(logged)
        finally:
            self._flush()
            self._joining = None

    def _publish(self, logged: Logged) -> None:
        item = encode(logged)
        if logged.payload is None:
            self._catching_up.blank(item)
        state = self._streams.get(item.stream)
        if state is not None:
            self._take(state, item)
        else:
            self.replay.add(item)
            self._refuse(item)
            if item.attaches or item.closes:
                self._obey_own_stream(item)  # a key of one group does not read it, and must hear of it

    def _flush(self) -> None:
        while self._joining:
            self._joining.pop().flush()

    def heads(self, heads: dict[str, int], now: float) -> None:
        """What the sweep saw in the database: a head above ours is a hole, whatever the bus said."""
        self._now = now
        for stream, head in heads.items():
            state = self._streams.get(stream)
            if state is not None and head > state.known:
                state.known = head
                self._watch_hole(state)

    def _take(self, state: Readers, item: Encoded) -> None:
        if item.seq <= state.last:
            # Delivered before, or only read of in some head: then those whose rights are being read have not heard.
            self._refuse(item)
            return
        if item.seq == state.last + 1 and not state.held and not state.unsent:
            self._deliver(state, item)
            self._watch_hole(state)
            return
        state.held[item.seq] = item
        state.known = max(state.known, item.seq)
        if len(state.held) > HELD_AT_MOST:
            del state.held[max(state.held)]
        self._advance(state)
        while item.detaches and state.unsent:
            # Who is removed must be out before the removal is acknowledged, so a long broadcast ends now.
            self._send_some(state, len(state.unsent))

    def _advance(self, state: Readers) -> None:
        while not state.unsent and (item := state.held.pop(state.last + 1, None)) is not None:
            self._deliver(state, item)
        self._watch_hole(state)

    def _deliver(self, state: Readers, item: Encoded) -> None:
        """The one place where an event of a stream goes to those who are live in it."""
        self.replay.add(item)
        self.delivered += len(state.live)
        if self._joining is not None and not (item.changes_readers or state.ahead) and len(state.live) <= BROADCAST:
            state.join(item.seq, item.frame)
            self._joining.add(state)
            return
        self._flush()
        state.reach(item.seq)
        if len(state.live) <= BROADCAST or item.detaches:
            # A copy: a write that fills a buffer takes its connection out of `live`.
            for write in list(state.live.values()):
                write(item.frame)
        else:
            state.frame, state.unsent = item.frame, dict.fromkeys(state.live)
            self._sending.append(state)
        if item.detaches:
            self._fence(state, item)
        if item.attaches or item.closes:
            self._obey_own_stream(item)
        for connection in list(state.ahead):
            self._catching_up.settle(connection, state)

    def _send_some(self, state: Readers, count: int) -> int:
        """Goes on with a broadcast to very many; the next event of the stream waits for its end."""
        some = min(count, len(state.unsent))
        for _ in range(some):
            connection, _nothing = state.unsent.popitem()
            connection.write(state.frame)
        if not state.unsent:
            state.frame = b""
            if self._streams.get(state.name) is state:
                self._advance(state)
        return some

    def _watch_hole(self, state: Readers) -> None:
        gone = self._streams.get(state.name) is not state
        if state.known <= state.last or state.unsent or gone:
            if state.hole_at is not None:
                state.hole_at = None
                self._holes.discard(state)
        elif state.hole_at is None:
            state.hole_at = self._now + HOLE_SECONDS
            self._holes.add(state)

    # Membership

    def _fence(self, state: Readers, item: Encoded) -> None:
        self._refuse(item)
        for connection in [*state.live, *state.behind]:
            if item.ends(connection.user_id, connection.floors[state.name]):
                self._dismiss(connection, state.name, item.reason)

    def _refuse(self, item: Encoded) -> None:
        """Remembered for sockets whose audience is being read, and against a permission that comes late."""
        for user_id in item.detaches:
            for connection in self.connections if user_id == EVERYBODY else self._users.get(user_id, ()):
                connection.refused[item.stream] = max(item.seq, connection.refused.get(item.stream, -1))

    def _obey_own_stream(self, item: Encoded) -> None:
        """`stream.opened` and `stream.closed` in `user:`, for the sockets whose audience was read before them."""
        for user_id, stream, floor in item.attaches:
            for connection in self._those_who_wait_for(user_id, item.seq):
                if connection.bound:
                    self.close(connection, Close.GOING_AWAY)
                elif stream not in connection.floors and floor > connection.refused.get(stream, -1):
                    before = max(floor - 1, 0)
                    self._attach(connection, Opening(stream, floor, head=floor, cursor=before), last=before)
        owner = item.stream.partition(":")[2] if item.closes else ""
        for stream in item.closes:
            for connection in self._those_who_wait_for(owner, item.seq):
                if stream in connection.floors:
                    self._dismiss(connection, stream, item.reason)

    def _those_who_wait_for(self, user_id: str, seq: int) -> list[Connection]:
        return [c for c in self._users.get(user_id, ()) if c.opened_at is not None and seq > c.opened_at]

    def _dismiss(self, connection: Connection, stream: str, reason: str) -> None:
        self._detach(connection, stream)
        connection.notice(left_frame(stream, reason))

    def _attach(self, connection: Connection, opening: Opening, *, last: int) -> None:
        """`last`: how far the stream is taken to be when nobody here reads it yet."""
        state = self._streams.get(opening.stream)
        if state is None:
            state = self._streams[opening.stream] = Readers(opening.stream, last)
            # What passed while nobody read it here, between the reading of its head and now.
            seq = last + 1
            while (item := self.replay.find(state.name, seq)) is not None:
                state.held[seq] = item
                seq += 1
        state.known = max(state.known, opening.head)
        connection.floors[state.name] = opening.floor
        connection.behind[state.name] = opening.cursor
        state.behind.add(connection)
        self._advance(state)
        self._catching_up.settle(connection, state)

    def _detach(self, connection: Connection, stream: str) -> None:
        state = self._streams[stream]
        state.forget(connection)
        if not state.live and not state.behind:
            self._holes.discard(state)
            del self._streams[stream]

    # Slow readers

    def stalled(self, connection: Connection) -> None:
        """Its buffer is full: nothing more is pushed."""
        if connection.paused or connection not in self.connections:
            connection.paused = True
            return
        connection.paused = True
        connection.stalled = (self._now, connection.sink.waiting())
        self._stalled.add(connection)
        for stream in connection.floors:
            self._streams[stream].fall_behind(connection)

    def drained(self, connection: Connection) -> None:
        """Its buffer is empty enough: what it missed follows, from its cursors."""
        if not self.may_write():
            self._drained.add(connection)
            return
        connection.paused = False
        connection.stalled = None
        self._stalled.discard(connection)
        if connection in self.connections:
            while connection.notices and not connection.paused:
                connection.write(connection.notices.pop(0))
            self._catching_up.queue(connection)

    def run(self, budget: int = BROADCAST) -> bool:
        """Works through what waits, about `budget` writes of it. True when there is more."""
        if not self.may_write():
            return False
        written = 0
        while self._sending and written < budget:
            state = self._sending[0]
            written += self._send_some(state, budget - written)
            if not state.unsent:
                self._sending.popleft()
        more = self._catching_up.run(budget - written)
        return more or bool(self._sending)

    def go_on(self) -> None:
        """It may write again: what drained meanwhile is served."""
        drained, self._drained = self._drained, set()
        for connection in drained:
            self.drained(connection)

    def has_passed(self, stream: str, seq: int) -> bool:
        """Whether nobody here can be written anything that comes before this event as if it had not been."""
        state = self._streams.get(stream)
        return state is None or (state.last >= seq and not state.unsent)

    # Reads and time

    def take_reads(self) -> list[Read]:
        """Questions for the database since the last call; each is answered by `loaded` or `failed`."""
        return self._catching_up.take_reads()

    def loaded(self, read: Read, events: Sequence[Logged], now: float) -> None:
        """The events after `read.after`, without a gap; empty when there are none."""
        self._now = now
        if not self.may_write():
            self._catching_up.postpone(read)
            return
        items = self._catching_up.brought(read, events)
        state = self._streams.get(read.stream)
        if state is not None:
            state.held.update({item.seq: item for item in items if item.seq > state.last})
            state.hole_at = None
            self._holes.discard(state)
            self._advance(state)
            if not items and state in self._holes:
                state.hole_at = now + HOLE_RETRY_SECONDS
        self._catching_up.answered(read, items)

    def failed(self, read: Read, now: float) -> None:
        """The database did not answer; asked again with the next tick."""
        self._now = now
        self._catching_up.postpone(read)

    def deadline(self) -> float | None:
        """When `tick` is due for a hole, beside its once a second."""
        return min((state.hole_at for state in self._holes if state.hole_at is not None), default=None)

    def tick(self, now: float) -> None:
        self._now = now
        for state in list(self._holes):
            if state.hole_at is not None and state.hole_at <= now:
                state.hole_at = now + HOLE_RETRY_SECONDS
                self._catching_up.ask(Read(state.name, state.last))
        self._catching_up.try_again()
        for connection in list(self._stalled):
            self._judge_slow(connection, now)

    def _judge_slow(self, connection: Connection, now: float) -> None:
        """Progress is a buffer that shrinks, however slowly; thirty seconds without any are the end."""
        assert connection.stalled is not None
        since, waited = connection.stalled
        waiting = connection.sink.waiting()
        if waiting < waited:
            connection.stalled = (now, waiting)
        elif now - since >= SLOW_SECONDS:
            self.close(connection, Close.TOO_SLOW)
