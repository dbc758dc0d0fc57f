"""The hub in single steps: what the random histories cover by chance is told here by name, and the histories themselves
are shown to fail for a hub with a bug planted in it.
"""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from distributed_chat.kernel.events import Logged
from distributed_chat.streams.catching_up import Read
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.hub import BROADCAST, SLOW_SECONDS, Hub, Opening
from distributed_chat.streams.protocol import Close, frame
from distributed_chat.streams.readers import JOINED_BYTES, Readers
from distributed_chat.streams.replay import Encoded, Replay, encode
from tests.streams.test_hub_machine import HubMachine
from tests.streams.world import HIGH_WATER, Log, Socket, World

GROUP = "group:1"


@pytest.fixture
def world() -> World:
    made = World()
    for user in ("ann", "bob"):
        made.deliver(made.log.join(user, GROUP))
    return made


def test_a_hole_waits_for_the_bus_before_the_database_is_asked(world: World) -> None:
    ann = world.connect("ann")
    lost, next_one = world.log.post(GROUP), world.log.post(GROUP)
    world.hub.publish(next_one, world.now)
    assert world.hub.deadline() == pytest.approx(0.03)
    world.hub.tick(0.02)
    assert world.hub.take_reads() == []
    world.hub.publish(lost, 0.02)
    assert ann.got[GROUP] == [3, 4]
    assert world.hub.deadline() is None


def test_a_hole_that_the_bus_leaves_is_read(world: World) -> None:
    ann = world.connect("ann")
    world.log.post(GROUP)
    world.deliver(world.log.post(GROUP))
    assert ann.got[GROUP] == []
    world.hub.tick(0.031)
    world.work()
    assert ann.got[GROUP] == [3, 4]


def test_with_no_bus_at_all_the_sweep_finds_everything(world: World) -> None:
    ann = world.connect("ann")
    world.log.post(GROUP)
    world.log.post(GROUP)
    world.settle()
    assert ann.got[GROUP] == [3, 4]


def test_a_read_that_fails_is_asked_again(world: World) -> None:
    world.hub = Hub(Replay(limit=0))
    bob = world.begin("bob", {GROUP: 1})
    world.hub.opened(
        bob.connection, frame("welcome", heads={GROUP: 2}), "user:bob", world.log.openings("bob", bob.cursors)
    )
    world.hub.run()
    (read,) = world.hub.take_reads()
    world.hub.failed(read, 0.1)
    world.work()
    assert bob.got[GROUP] == []
    world.hub.tick(1.1)
    world.work()
    assert bob.got[GROUP] == [2]


def test_a_broadcast_to_very_many_yields_and_keeps_the_order(world: World) -> None:
    anns = [world.connect("ann") for _ in range(BROADCAST + 200)]
    for _ in range(3):
        world.hub.publish(world.log.post(GROUP), world.now)
    assert all(ann.got[GROUP] == [] for ann in anns)
    world.hub.run(BROADCAST)
    assert sum(ann.got[GROUP] == [3] for ann in anns) == BROADCAST
    late = world.connect("bob", {GROUP: 2})
    world.work()
    assert all(ann.got[GROUP] == [3, 4, 5] for ann in (*anns, late))


def test_a_removal_does_not_wait_for_a_broadcast_to_very_many(world: World) -> None:
    anns = [world.connect("ann") for _ in range(BROADCAST + 200)]
    bob = world.connect("bob")
    world.hub.publish(world.log.post(GROUP), world.now)
    world.hub.publish(world.log.post(GROUP), world.now)
    world.hub.publish(world.log.remove("bob", GROUP), world.now)
    assert bob.got[GROUP] == [3, 4, 5]
    assert GROUP not in bob.connection.floors
    assert all(ann.got[GROUP] == [3, 4, 5] for ann in anns)


def test_what_one_commit_has_for_a_stream_is_one_write(world: World) -> None:
    ann, bob = world.connect("ann"), world.connect("bob")
    before = ann.writes, bob.writes
    world.hub.publish([*world.log.post(GROUP), *world.log.post(GROUP), *world.log.post(GROUP)], world.now)
    assert ann.got[GROUP] == bob.got[GROUP] == [3, 4, 5]
    assert (ann.writes, bob.writes) == (before[0] + 1, before[1] + 1)


def test_who_is_removed_in_the_middle_of_a_commit_gets_what_is_before_and_nothing_after(world: World) -> None:
    ann, bob = world.connect("ann"), world.connect("bob")
    commit = [*world.log.post(GROUP), *world.log.post(GROUP), *world.log.remove("bob", GROUP), *world.log.post(GROUP)]
    world.hub.publish(commit, world.now)
    assert bob.got[GROUP] == [3, 4, 5]
    assert {"frame": "left", "stream": GROUP, "reason": "removed"} in bob.frames
    assert ann.got[GROUP] == [3, 4, 5, 6]


def test_what_goes_out_in_one_write_is_bounded(world: World) -> None:
    ann = world.connect("ann")
    world.hub.publish([world.log.post(GROUP, size=JOINED_BYTES // 4)[0] for _ in range(8)], world.now)
    for _ in range(8):
        ann.drain()
        world.work()
    assert ann.got[GROUP] == list(range(3, 11))
    assert ann.largest <= JOINED_BYTES


def test_who_pauses_while_another_stream_still_waits_misses_nothing_of_it(world: World) -> None:
    world.deliver(world.log.join("ann", "group:2"))
    ann = world.connect("ann")
    heads = {stream: world.log.head(stream) for stream in (GROUP, "group:2")}
    commit = [world.log.post(stream, size=HIGH_WATER)[0] for stream in (GROUP, "group:2", GROUP, "group:2")]
    world.hub.publish(commit, world.now)
    assert ann.connection.paused
    for _ in range(4):
        ann.drain()
        world.work()
    assert {stream: ann.got[stream] for stream in heads} == {stream: [at + 1, at + 2] for stream, at in heads.items()}


def test_who_pauses_in_a_long_broadcast_misses_nothing(world: World) -> None:
    anns = [world.connect("ann") for _ in range(BROADCAST + 200)]
    world.hub.publish(world.log.post(GROUP), world.now)
    for ann in anns[:3] + anns[-3:]:
        world.hub.stalled(ann.connection)
    world.work()
    world.deliver(world.log.post(GROUP))
    for ann in anns:
        ann.buffered = 0
        if ann.connection.paused:
            world.hub.drained(ann.connection)
    world.work()
    assert all(ann.got[GROUP] == [3, 4] for ann in anns)


def test_rights_that_were_read_before_a_removal_passed_are_read_again(world: World) -> None:
    bob = world.begin("bob")
    stale = world.log.openings("bob", {})
    world.deliver(world.log.remove("bob", GROUP))
    assert not world.hub.opened(bob.connection, b"", "user:bob", stale)
    world.finish(bob, stale)
    world.deliver(world.log.post(GROUP))
    assert bob.got[GROUP] == []
    assert GROUP not in bob.connection.floors


def test_a_deleted_group_is_left_by_everybody(world: World) -> None:
    ann, bob = world.connect("ann"), world.connect("bob")
    world.deliver([world.log.append(GROUP, "group.deleted", detaches=("*",))])
    for socket in (ann, bob):
        assert socket.frames[-1] == {"frame": "left", "stream": GROUP, "reason": "deleted"}
    assert GROUP not in world.hub.streams()


def test_who_leaves_while_paused_is_told_after_the_pause_and_gets_nothing_more(world: World) -> None:
    bob = world.connect("bob")
    world.hub.stalled(bob.connection)
    world.deliver(world.log.post(GROUP) + world.log.remove("bob", GROUP) + world.log.post(GROUP))
    assert bob.got[GROUP] == []
    bob.drain()
    world.work()
    assert {"frame": "left", "stream": GROUP, "reason": "removed"} in bob.frames
    assert bob.got[GROUP] == []


def test_a_session_that_ends_while_its_rights_are_read_is_closed(world: World) -> None:
    bob = world.begin("bob")
    world.hub.end_session("session of bob")
    assert bob.closed == Close.NOT_SIGNED_IN
    world.hub.opened(bob.connection, b"", "user:bob", world.log.openings("bob", {}))
    world.deliver(world.log.post(GROUP))
    assert bob.frames == []


def test_a_reader_that_takes_a_little_is_kept_and_one_that_takes_nothing_is_not(world: World) -> None:
    ann, bob = world.connect("ann"), world.connect("bob")
    for socket in (ann, bob):
        socket.buffered = 5_000
        world.hub.stalled(socket.connection)
    world.hub.tick(SLOW_SECONDS - 1)
    ann.buffered = 4_000
    world.hub.tick(SLOW_SECONDS + 0.5)
    assert (ann.closed, bob.closed) == (None, Close.TOO_SLOW)


def test_a_lagging_reader_that_falls_too_far_behind_is_reset(world: World) -> None:
    ann = world.connect("ann")
    world.hub.stalled(ann.connection)
    for _ in range(5_001):
        world.hub.publish(world.log.post(GROUP), world.now)
    ann.drain()
    world.work()
    assert ann.frames[-1] == {"frame": "reset", "stream": GROUP, "head": 5_003, "reason": "too_far"}
    world.deliver(world.log.post(GROUP))
    assert ann.got[GROUP] == [5_004]


def test_a_signal_goes_to_the_others_or_to_whom_it_names(world: World) -> None:
    ann, phone, bob = world.connect("ann"), world.connect("ann"), world.connect("bob")
    told = frame("signal", n=1)
    world.hub.signal(GROUP, told, ann.connection)
    assert [socket.frames[-1]["frame"] for socket in (ann, phone, bob)] == ["welcome", "welcome", "signal"]
    world.hub.signal(GROUP, told, ann.connection, to=phone.connection.id)
    world.hub.signal("group:2", told, ann.connection)
    assert [len(socket.frames) for socket in (ann, phone, bob)] == [1, 2, 2]


def _event(log: Log, size: int) -> Encoded:
    return encode(log.post(GROUP, size)[0])


def test_the_replay_buffer_is_bounded_and_the_oldest_goes_first() -> None:
    log, replay = Log(), Replay(limit=10_000)
    for _ in range(100):
        replay.add(_event(log, 500))
    assert replay.bytes <= 10_000
    assert replay.find(GROUP, 1) is None
    assert replay.find(GROUP, 100) is not None
    assert replay.find(GROUP, 101) is None


def test_the_replay_buffer_has_no_hole() -> None:
    log, replay = Log(), Replay()
    first, _, third, fourth = (_event(log, 1) for _ in range(4))
    for item in (first, third, fourth):
        replay.add(item)
    assert [replay.find(GROUP, seq) for seq in range(1, 5)] == [None, None, third, fourth]


def test_what_was_erased_is_replayed_without_its_payload(world: World) -> None:
    secret = world.log.append(GROUP, "message.posted", {"text": "secret"})
    world.deliver([secret])
    world.deliver([secret._replace(payload=None)])
    held = world.hub.replay.find(GROUP, secret.seq)
    assert held is not None
    assert b"secret" not in held.frame
    assert b'"payload":null,"erased":true' in held.frame


def _reading(world: World) -> tuple[Socket, Logged, Read]:
    """bob comes back and misses one event, which the database is asked for."""
    secret = world.log.append(GROUP, "message.posted", {"text": "secret"})
    late = world.begin("bob", {GROUP: secret.seq - 1})
    openings = world.log.openings("bob", late.cursors)
    welcome = frame("welcome", heads={opening.stream: opening.head for opening in openings})
    assert world.hub.opened(late.connection, welcome, "user:bob", openings)
    world.hub.run()
    [read] = world.hub.take_reads()
    return late, secret, read


def test_what_is_erased_while_it_is_read_from_the_database_reaches_nobody(world: World) -> None:
    """The read brings the event as it was when it began."""
    late, secret, read = _reading(world)
    world.hub.publish(world.log.erase(secret), world.now)
    world.hub.loaded(read, [secret], world.now)
    world.work()
    assert late.got[GROUP] == [secret.seq]  # and each frame is compared with the log


def test_what_is_erased_after_it_was_read_and_before_it_is_written_reaches_nobody(world: World) -> None:
    late, secret, read = _reading(world)
    world.hub.loaded(read, [secret], world.now)
    world.hub.publish(world.log.erase(secret), world.now)
    world.work()
    assert late.got[GROUP] == [secret.seq]


class _ImpatientHub(Hub):
    """Planted: a hole is stepped over instead of waited for."""

    def _take(self, state: Readers, item: Encoded) -> None:
        if item.seq > state.last:
            self._deliver(state, item)


class _ForgetfulHub(Hub):
    """Planted: who is removed stays."""

    def _fence(self, state: Readers, item: Encoded) -> None:
        del state, item

    def _dismiss(self, connection: Connection, stream: str, reason: str) -> None:
        del connection, stream, reason


class _RepeatingHub(Hub):
    """Planted: what comes twice is delivered twice."""

    def _take(self, state: Readers, item: Encoded) -> None:
        if item.seq <= state.last:
            state.last = item.seq - 1
        super()._take(state, item)


class _TrustingHub(Hub):
    """Planted: rights are believed however old they are."""

    def _is_stale(self, connection: Connection, own: str, openings: Sequence[Opening]) -> bool:
        del connection, own, openings
        return False


class _PushyHub(Hub):
    """Planted: a full buffer is written to all the same."""

    def stalled(self, connection: Connection) -> None:
        del connection


class _DeafHub(Hub):
    """Planted: what the sweep says is not heard."""

    def heads(self, heads: dict[str, int], now: float) -> None:
        del heads, now


PLANTED = [_ImpatientHub, _ForgetfulHub, _RepeatingHub, _TrustingHub, _PushyHub, _DeafHub]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda hub: hub.__name__)
def test_the_random_histories_find_a_planted_bug(planted: type[Hub]) -> None:
    class Machine(HubMachine):
        hub_type = planted

    search = settings(
        max_examples=400,
        stateful_step_count=30,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Machine, settings=search)
