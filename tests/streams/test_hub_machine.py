"""Random histories: a bus that loses, repeats and reorders, slow readers, reconnects, removals, restarts.

`world.Socket` checks every frame as it comes: dense order, the log's own payload, nothing after a removal.
"""

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from distributed_chat.kernel.events import Logged
from distributed_chat.streams.hub import Hub, Opening
from tests.streams.world import HIGH_WATER, Socket, World

USERS = ["ann", "bob", "cat"]
STREAMS = ["group:1", "group:2"]
users, streams = st.sampled_from(USERS), st.sampled_from(STREAMS)


class HubMachine(RuleBasedStateMachine):
    hub_type: type[Hub] = Hub

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.world.hub = self.hub_type()
        self.bus: list[Logged] = []
        self.opening: list[tuple[Socket, list[Opening]]] = []
        for user in USERS:
            self.world.deliver(self.world.log.join(user, STREAMS[0]))
        for user in USERS[:2]:
            self.world.connect(user)

    @rule(stream=streams, size=st.sampled_from([1, 50, 900]))
    def post(self, stream: str, size: int) -> None:
        self.bus += self.world.log.post(stream, size)

    @rule(user=users, stream=streams)
    def join_or_remove(self, user: str, stream: str) -> None:
        log = self.world.log
        inside = stream in log.audience[user]
        self.bus += log.remove(user, stream) if inside else log.join(user, stream)

    @rule(user=users, stream=streams)
    def leave_and_come_back(self, user: str, stream: str) -> None:
        log = self.world.log
        if stream in log.audience[user]:
            self.bus += log.remove(user, stream)
        self.bus += log.join(user, stream)

    @precondition(lambda self: self.bus)
    @rule(data=st.data(), fate=st.sampled_from(["deliver", "deliver", "deliver", "lose", "repeat"]))
    def the_bus_does_something(self, data: st.DataObject, fate: str) -> None:
        index = data.draw(st.integers(0, min(3, len(self.bus) - 1)))
        event = self.bus[index] if fate == "repeat" else self.bus.pop(index)
        if fate != "lose":
            self.world.deliver([event])

    @rule()
    def the_bus_brings_all_in_order(self) -> None:
        self.world.deliver(self.bus)
        self.bus = []

    @rule(stream=streams, size=st.sampled_from([50, 900]), lost=st.booleans())
    def post_twice_at_once(self, stream: str, size: int, lost: bool) -> None:
        events = self.world.log.post(stream, size) + self.world.log.post(stream, size)
        self.world.deliver(events[1:] if lost else events)

    @rule(user=users)
    def connect(self, user: str) -> None:
        self.world.connect(user)

    @rule(user=users, known=st.booleans())
    def begin_to_connect(self, user: str, known: bool) -> None:
        socket = self.world.begin(user, {f"user:{user}": 0, "group:1": 0} if known else None)
        self.opening.append((socket, self.world.log.openings(user, socket.cursors)))

    @precondition(lambda self: self.opening)
    @rule(data=st.data())
    def finish_to_connect(self, data: st.DataObject) -> None:
        socket, openings = self.opening.pop(data.draw(st.integers(0, len(self.opening) - 1)))
        self.world.finish(socket, openings)

    @precondition(lambda self: self.world.sockets)
    @rule(data=st.data(), resume=st.booleans())
    def disconnect(self, data: st.DataObject, resume: bool) -> None:
        socket = data.draw(st.sampled_from(self.world.sockets))
        self.opening = [one for one in self.opening if one[0] is not socket]
        self.world.disconnect(socket)
        if resume:
            self.world.connect(socket.user, socket.cursors)

    @precondition(lambda self: self.world.sockets)
    @rule(data=st.data())
    def a_buffer_drains(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.world.sockets)).drain()
        self.world.work()

    @rule(seconds=st.sampled_from([0.01, 0.04, 1.1]))
    def time_passes(self, seconds: float) -> None:
        self.world.now += seconds
        self.world.hub.tick(self.world.now)
        self.world.work()

    @rule()
    def the_server_restarts(self) -> None:
        clients = [(s.user, s.cursors) for s in self.world.sockets if s.connection.opened_at is not None]
        self.world.sockets, self.opening, self.bus = [], [], []
        self.world.hub = self.hub_type()
        for user, cursors in clients:
            self.world.connect(user, cursors)

    @invariant()
    def what_waits_for_a_socket_is_bounded(self) -> None:
        # A welcome and the notices come in one piece on top; nothing that grows with the traffic does.
        for socket in self.world.sockets:
            assert socket.most_buffered <= HIGH_WATER + 4 * max(socket.largest, 300)

    def teardown(self) -> None:
        """In the end everybody has exactly what is theirs, with no bus at all."""
        for socket, openings in self.opening:
            self.world.finish(socket, openings)
        self.world.settle()
        for socket in self.world.sockets:
            mine = {f"user:{socket.user}": 0, **self.world.log.audience[socket.user]}
            heads = {stream: self.world.log.head(stream) for stream in mine}
            assert {s: socket.cursors.get(s) for s in heads} == heads, socket.user
            assert set(socket.connection.floors) == set(mine)


HubMachine.TestCase.settings = settings(
    max_examples=int(os.environ.get("HUB_HISTORIES", "40")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
test_any_history_reaches_everybody_in_order: Any = HubMachine.TestCase
