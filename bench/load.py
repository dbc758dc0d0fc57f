"""The generator: who is connected, who posts, and when. One thread, whose own CPU time is measured too."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.synchronize import Event
from typing import NoReturn

from bench import wire
from bench.ledger import GroupLog, Ledger, Position, Posted, Violation
from bench.reference import NAP
from bench.sockets import Caller, Loop, Reader
from bench.world import Group

DEADLINE = 15.0
"""Seconds without a byte from the server after which something is lost."""
_HANDSHAKES_AT_ONCE = 1_000
_CALLERS_AT_MOST = 512
_SECOND = 1_000_000_000

Groups = Sequence[Group]
Heard = Callable[[wire.Answer, int], None]


@dataclass(frozen=True)
class Stretch:
    """A time of load, from the first request until all that it caused was through."""

    messages: list[Posted]
    answers: int
    seconds: float
    server_cpu: float
    generator_cpu: float

    @property
    def generator_share(self) -> float:
        """Of its core. Near 1 the generator is what was measured."""
        return self.generator_cpu / self.seconds


class Load:
    """All sockets to one server. `server_cpu` says its CPU time so far, in seconds."""

    def __init__(self, groups: Groups, server_cpu: Callable[[], float]) -> None:
        self.port = 0
        self.ledger = Ledger(self._delivered)
        self._loop = Loop()
        self._logs = {group.id: GroupLog(group.stream) for group in groups}
        self._readers = {group.id: self._readers_of(group) for group in groups}
        self._shaking: set[Reader] = set()
        self._callers: list[Caller] = []
        self._free: deque[Caller] = deque()
        self._server_cpu = server_cpu
        self._unacked = 0
        self._unfinished = 0
        """Messages that are not acknowledged, or that not every reader has."""
        self._progress = time.monotonic()

    def close(self) -> None:
        self._loop.close()

    def _readers_of(self, group: Group) -> list[Reader]:
        log = self._logs[group.id]
        return [Reader(self._loop, self.ledger, member, Position(log)) for member in group.members]

    # Readers

    def connect(self, groups: Groups) -> None:
        """All their members at once, as after a restart; returns when the last one is welcome."""
        waiting = deque(reader for group in groups for reader in self._readers[group.id])
        for group in groups:
            self._logs[group.id].readers = len(group.members)
        while waiting or self._shaking:
            while waiting and len(self._shaking) < _HANDSHAKES_AT_ONCE:
                reader = waiting.popleft()
                self._shaking.add(reader)
                reader.connect(self.port, self._shaking.discard)
            self._turn(0.5)

    def stand_by(self, groups: Groups, ready: Event) -> NoReturn:
        """In a process of its own, where one may not open so many: connects, says so, and reads until it is ended."""
        self.connect(groups)
        ready.set()
        while True:
            self._turn(0.5)

    def disconnect(self, groups: Groups, *, for_good: bool = False) -> None:
        """As if their network went. They wait for what is posted meanwhile, unless it is for good."""
        for group in groups:
            for reader in self._readers[group.id]:
                reader.close()
            if for_good:
                self._logs[group.id].readers = 0

    # Load

    def closed_loop(self, groups: Groups, window: int, seconds: float) -> Stretch:
        """As many messages as go through, with so many on their way: posted, and not yet with every reader."""
        return self._measure(partial(self._keep_posting, groups, window, seconds, self.settle))

    def open_loop(self, groups: Groups, rate: float, seconds: float) -> Stretch:
        """So many messages per second, each due at its time whatever became of those before it."""
        return self._measure(partial(self._post_on_time, groups, rate, seconds))

    def post_to_each(self, groups: Groups) -> None:
        """One message per group, acknowledged; whoever is away gets it later."""
        for _ in groups:
            self._post(groups, time.perf_counter_ns())
            while self._unacked >= 48:
                self._turn(0.5)
        while self._unacked:
            self._turn(0.5)

    def get_loop(self, requests: Sequence[bytes], window: int, seconds: float) -> Stretch:
        return self._measure(partial(self._keep_getting, requests, window, seconds))

    def run_until_killed(self, groups: Groups, window: int, seconds: float, kill: Callable[[], None]) -> list[Posted]:
        """The closed loop, in whose middle the server dies; returns the messages that it did not acknowledge."""
        self._keep_posting(groups, window, seconds, kill)
        while any(reader.is_open for group in groups for reader in self._readers[group.id]):
            self._turn(0.1)
        for caller in self._callers:
            caller.close()
        self._callers.clear()
        self._free.clear()
        return [message for message in self.ledger.posted.values() if not message.acked]

    def post_again(self, groups: Groups, messages: list[Posted]) -> None:
        """With the ids that they had, as a page does that heard no answer; `groups` are those of the first time."""
        for message in messages:
            self._send(groups, message)
        self.settle()

    def settle(self) -> None:
        """Until everything that was posted is through."""
        while self._unfinished:
            self._turn(0.5)

    def ask(self, request: bytes) -> wire.Answer:
        """One request, answered before anything else is done."""
        heard: list[wire.Answer] = []
        self._call(request, lambda answer, _now: heard.append(answer))
        while not heard:
            self._turn(0.5)
        return heard[0]

    def _measure(self, load: Callable[[], int]) -> Stretch:
        first, cpu, own, began = len(self.ledger.posted), self._server_cpu(), time.process_time(), time.perf_counter()
        answers = load()
        took = time.perf_counter() - began
        return Stretch(self._since(first), answers, took, self._server_cpu() - cpu, time.process_time() - own)

    def _keep_posting(self, groups: Groups, window: int, seconds: float, then: Callable[[], None]) -> int:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            while self._unfinished < window:
                self._post(groups, time.perf_counter_ns())
            if window > 1:  # one alone waits for each answer, and must not wait longer
                time.sleep(NAP)
            self._turn(0.05)
        then()
        return 0

    def _post_on_time(self, groups: Groups, rate: float, seconds: float) -> int:
        began, step = time.perf_counter_ns(), _SECOND / rate
        for number in range(max(1, int(rate * seconds))):
            due = began + int(number * step)
            while (early := due - time.perf_counter_ns()) > 0:
                self._turn(early / _SECOND)
            self._post(groups, due)
            self._turn(0)
        self.settle()
        return 0

    def _keep_getting(self, requests: Sequence[bytes], window: int, seconds: float) -> int:
        until, asked, answered = time.perf_counter() + seconds, 0, 0

        def heard(answer: wire.Answer, _now: int) -> None:
            nonlocal answered
            answered += 1
            if answer.status != 200:
                raise Violation(f"a GET is answered {answer.status}: {answer.body[:200]!r}")

        while time.perf_counter() < until or answered < asked:
            while asked - answered < window and time.perf_counter() < until:
                self._call(requests[asked % len(requests)], heard)
                asked += 1
            time.sleep(NAP)
            self._turn(0.05)
        return answered

    # One message, one turn

    def _post(self, groups: Groups, due: int) -> None:
        group = groups[len(self.ledger.posted) % len(groups)]
        self._unacked += 1
        self._unfinished += 1
        self._send(groups, self.ledger.post(self._logs[group.id], due))

    def _send(self, groups: Groups, message: Posted) -> None:
        """Rooms and authors take turns by the message's number."""
        turn, place = divmod(message.number, len(groups))
        group = groups[place]
        author = group.members[turn % len(group.members)]
        request = wire.post_message(group.room_id, author.token) + wire.message_body(message.number, message.due)
        self._call(request, partial(self._acked, message))

    def _acked(self, message: Posted, answer: wire.Answer, now: int) -> None:
        if answer.status not in {200, 201}:
            raise Violation(f"message {message.number} is answered {answer.status}: {answer.body[:200]!r}")
        message.acked = now
        self._unacked -= 1
        if message.delivered or not message.log.readers:
            self._unfinished -= 1

    def _delivered(self, message: Posted) -> None:
        if message.acked:
            self._unfinished -= 1

    def _call(self, request: bytes, heard: Heard) -> None:
        while self._free and not self._free[0].is_open:  # the server closes what was not used for long
            self._free.popleft()
        caller = self._free.popleft() if self._free else self._new_caller()
        caller.call(request, heard)

    def _new_caller(self) -> Caller:
        if len(self._callers) == _CALLERS_AT_MOST:
            raise Violation(f"{_CALLERS_AT_MOST} requests at once are not answered")
        self._callers.append(Caller(self._loop, self.port, self._free.append))
        return self._callers[-1]

    def _turn(self, seconds: float) -> None:
        if self._loop.turn(seconds):
            self._progress = time.monotonic()
        elif time.monotonic() - self._progress > DEADLINE:
            lost = [message.number for message in self.ledger.posted.values() if not self.ledger.is_over(message)]
            raise Violation(
                f"nothing has come for {DEADLINE:.0f} s; on their way: {len(self._shaking)} sockets, {lost[:9]}"
            )

    def _since(self, first: int) -> list[Posted]:
        posted = self.ledger.posted
        return [posted[number] for number in range(first, len(posted))]
