"""The generator's sockets and the loop that serves them: no library, no task, no copy that is not needed."""

import select
import socket
import struct
import time
from collections.abc import Callable

import msgspec

from bench import wire
from bench.ledger import Ledger, Position, Violation
from bench.world import Member

READ_BYTES = 32_768
_ABORT = struct.pack("ii", 1, 0)
"""SO_LINGER: a socket that is closed goes at once, as a lost network does, and leaves no TIME_WAIT behind."""
_HASH = slice(-18, -2)
"""Where an event's hash stands in its frame."""

Step = Callable[[int], None]
"""What a socket does when it is ready at this moment (ns)."""


class Welcome(msgspec.Struct, tag_field="frame", tag="welcome"):
    epoch: str
    heads: dict[str, int]


class Loop:
    """Which socket is whose; and a wait that is exact to microseconds, which epoll's own is not."""

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._steps: dict[int, Step] = {}

    def close(self) -> None:
        for one in list(self._sockets.values()):
            self.drop(one)
        self._poll.close()

    def connect(self, port: int, step: Step) -> socket.socket:
        """A socket that is on its way; `step` is called when it is there."""
        one = socket.socket()
        one.settimeout(0)
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
        one.connect_ex((wire.HOST, port))
        self._sockets[one.fileno()], self._steps[one.fileno()] = one, step
        self._poll.register(one.fileno(), select.EPOLLOUT)
        return one

    def read(self, one: socket.socket, step: Step) -> None:
        """From now on `step` is called when there is something to read."""
        self._steps[one.fileno()] = step
        self._poll.modify(one.fileno(), select.EPOLLIN)

    def drop(self, one: socket.socket) -> None:
        del self._sockets[one.fileno()], self._steps[one.fileno()]
        self._poll.unregister(one.fileno())
        one.close()

    def turn(self, seconds: float) -> int:
        """Serves what is ready, waiting at most so long; returns how many sockets that were."""
        if seconds > 0:
            select.select([self._poll.fileno()], [], [], seconds)
        ready = self._poll.poll(0, 512)
        steps, clock = self._steps, time.perf_counter_ns
        for number, _ in ready:
            step = steps.get(number)
            if step is not None:  # one that was ready before may have closed it
                step(clock())
        return len(ready)


class Reader:
    """One member's WebSocket, which comes back with the cursors that it has reached."""

    def __init__(self, loop: Loop, ledger: Ledger, member: Member, position: Position) -> None:
        self.member = member
        self.position = position
        self.is_open = False
        self._loop = loop
        self._ledger = ledger
        self._socket: socket.socket | None = None
        self._early = b""
        self._known: Welcome | None = None
        self._opened: Callable[[Reader], None]

    def connect(self, port: int, opened: "Callable[[Reader], None]") -> None:
        """`opened` hears when it is welcome."""
        self._early, self._opened = b"", opened
        self._socket = self._loop.connect(port, self._ask)

    def close(self) -> None:
        self.is_open = False
        if self._socket is not None:
            self._loop.drop(self._socket)
            self._socket = None

    def _receive(self) -> bytes:
        """What has come; nothing, and closed, when the server has gone."""
        assert self._socket is not None
        try:
            chunk = self._socket.recv(READ_BYTES)
        except BlockingIOError:
            return b""
        except ConnectionError:
            chunk = b""
        if not chunk:
            was_open = self.is_open
            self.close()
            if not was_open:
                raise Violation("a socket was closed before its welcome")
        return chunk

    def _send(self, data: bytes) -> None:
        assert self._socket is not None
        if self._socket.send(data) != len(data):
            raise Violation("the server does not read")

    def _ask(self, _now: int) -> None:
        assert self._socket is not None
        error = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error:
            raise OSError(error, "no connection")
        self._send(wire.upgrade(self.member.token))
        self._loop.read(self._socket, self._upgrade)

    def _upgrade(self, _now: int) -> None:
        self._early += self._receive()
        head, found, rest = self._early.partition(b"\r\n\r\n")
        if not found:
            return
        self._early = rest
        if not head.startswith(b"HTTP/1.1 101"):
            raise Violation(f"a socket was refused: {head[:80]!r}")
        assert self._socket is not None
        # Not before: what comes in one packet with the upgrade may be read as part of the request.
        self._send(wire.hello(*self._cursors()))
        self._loop.read(self._socket, self._welcome)

    def _cursors(self) -> tuple[dict[str, int], dict[str, str], str | None]:
        """As the page says them: every stream's last seq, and the hash of the last event that it has."""
        if self._known is None:
            return {}, {}, None
        position = self.position
        stream = position.log.stream
        last = position.log.data[max(0, position.offset - 32) : position.offset]
        hashes = {stream: last[_HASH].decode()} if last else {}
        return self._known.heads | {stream: position.cursor}, hashes, self._known.epoch

    def _welcome(self, now: int) -> None:
        self._early += self._receive()
        frame = wire.read_frame(self._early, 0)
        if frame is None:
            return
        try:
            welcome = msgspec.json.decode(frame.payload, type=Welcome)
        except msgspec.DecodeError:
            raise Violation(f"no welcome: {frame.opcode} {frame.payload[:120]!r}") from None
        self.position.begin_at(self.position.cursor if self._known else welcome.heads[self.position.log.stream])
        self._known = welcome
        self.is_open = True
        self._opened(self)
        assert self._socket is not None
        self._loop.read(self._socket, self._events)
        rest, self._early = self._early[frame.end :], b""
        if rest:
            self._ledger.receive(self.position, rest, now)

    def _events(self, now: int) -> None:
        chunk = self._receive()
        if chunk:
            answer = self._ledger.receive(self.position, chunk, now)
            if answer:
                self._send(answer)


class Caller:
    """One keep-alive HTTP connection, one request at a time."""

    def __init__(self, loop: Loop, port: int, free: "Callable[[Caller], None]") -> None:
        """`free` hears whenever it can be used again."""
        self.is_open = True
        self._freed = free
        self._loop = loop
        self._socket = loop.connect(port, self._answered)
        loop.read(self._socket, self._answered)  # loopback: it is there
        self._early = b""
        self._done: Callable[[wire.Answer, int], None] | None = None

    def call(self, request: bytes, done: Callable[[wire.Answer, int], None]) -> None:
        """`done` hears the answer, and when it was there (ns); nothing if the server goes away before."""
        self._done = done
        self._socket.send(request)

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self._loop.drop(self._socket)

    def _answered(self, now: int) -> None:
        try:
            chunk = self._socket.recv(READ_BYTES)
        except ConnectionError:
            chunk = b""
        if not chunk:
            self.close()
            return
        self._early += chunk
        answer = wire.read_answer(self._early)
        if answer is not None:
            done, self._done, self._early = self._done, None, b""
            if done is None:
                raise Violation(f"an answer that nobody asked for: {answer}")
            self._freed(self)
            done(answer, now)
