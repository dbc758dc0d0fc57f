"""The benchmark runs, and what it checks while it measures would be seen: each broken promise that it knows, broken."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from bench import report, wire
from bench.__main__ import main
from bench.ledger import GroupLog, Ledger, Position, Posted, Violation
from bench.scenarios import percentile


def event(seq: int, number: int, *, stream: str = "group:1", kind: str = "message.posted") -> bytes:
    text = f"T={seq:019d},{number:09d}; hello"
    said = f'{{"frame":"event","stream":"{stream}","seq":{seq},"type":"{kind}","payload":{{"text":"{text}"}}}}'
    return b"\x81\x7e" + len(said).to_bytes(2) + said.encode()


class Readers:
    """Two members of one group, five messages on their way to them."""

    def __init__(self) -> None:
        self.delivered: list[Posted] = []
        self.ledger = Ledger(self.delivered.append)
        self.log = GroupLog("group:1", readers=2)
        self.ann, self.bob = Position(self.log), Position(self.log)
        self.ann.begin_at(0)
        self.bob.begin_at(0)
        for _ in range(5):
            self.ledger.post(self.log, due=1)

    def hear(self, who: Position, chunks: Iterable[bytes]) -> bytes:
        return b"".join(self.ledger.receive(who, chunk, now=2) for chunk in chunks)


@pytest.fixture
def readers() -> Readers:
    return Readers()


@pytest.mark.parametrize("size", [1, 7, 150, 10_000])
def test_it_follows_readers_however_their_bytes_are_cut(readers: Readers, size: int) -> None:
    data = b"".join(event(number + 1, number) for number in range(5))
    readers.hear(readers.ann, [data[at : at + 200] for at in range(0, len(data), 200)])
    assert readers.delivered == []
    readers.hear(readers.bob, [data[at : at + size] for at in range(0, len(data), size)])
    assert [message.number for message in readers.delivered] == [0, 1, 2, 3, 4]
    assert readers.ann.cursor == readers.bob.cursor == 5


def test_a_frame_between_events_is_answered_and_nothing_is_lost(readers: Readers) -> None:
    ping = b'\x81\x10{"frame":"ping"}'
    data = event(1, 0) + ping + event(2, 1)
    assert readers.hear(readers.ann, [data]) == wire.PONG
    assert readers.hear(readers.bob, [data[:50], data[50:]]) == wire.PONG
    assert len(readers.delivered) == 2


def test_who_comes_back_goes_on_after_the_last_whole_event(readers: Readers) -> None:
    first, second = event(1, 0), event(2, 1)
    readers.hear(readers.ann, [first, second])
    readers.hear(readers.bob, [first, second[:30]])
    readers.bob.begin_at(readers.bob.cursor)
    readers.hear(readers.bob, [second])
    assert readers.bob.cursor == 2
    assert len(readers.delivered) == 2


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ([event(1, 0), event(1, 0)], "not what another reader got"),  # repeated
        ([event(2, 1)], "not what another reader got"),  # lost
        ([event(2, 1), event(1, 0)], "not what another reader got"),  # out of order
        ([event(1, 0)[:-4] + b'!"}}'], "not what another reader got"),  # other bytes
        ([event(1, 0), event(2, 1), event(3, 1)], "message 1 a second time"),
        ([event(1, 0), event(2, 1), event(4, 3)], "4 follows 2"),
        ([event(1, 0), event(2, 1), event(2, 1)], "2 follows 2"),
        ([event(1, 0), event(2, 1), event(3, 2, stream="group:2")], "an event of group:2"),
        ([event(1, 0), event(2, 1), event(3, 7)], "message 7 does not belong here"),
        ([event(1, 0), event(2, 1), event(3, 2, kind="member.joined")], "member.joined"),
        ([event(1, 0), b"\x88\x02\x0f\xa4"], "not expected"),
        ([event(1, 0)[:40], event(1, 0)[41:]], "other bytes than another"),  # a byte lost inside a frame
    ],
)
def test_it_sees_a_broken_promise(readers: Readers, heard: list[bytes], said: str) -> None:
    readers.hear(readers.ann, [event(1, 0), event(2, 1)])
    with pytest.raises(Violation, match=said):
        readers.hear(readers.bob, heard)


def test_a_message_that_not_everybody_has_is_not_delivered(readers: Readers) -> None:
    readers.hear(readers.ann, [event(1, 0)])
    message = readers.ledger.posted[0]
    message.acked = 2
    assert not readers.ledger.is_over(message)
    readers.hear(readers.bob, [event(1, 0)])
    assert readers.ledger.is_over(message)


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([float(number) for number in range(1, 101)], 99) == 99.0
    assert percentile([5.0], 99) == 5.0


def test_a_ratio_compares_the_figures_of_the_same_round() -> None:
    rounds = [{"send": 100.0, "deliveries_per_cpu": 60.0}, {"send": 200.0, "deliveries_per_cpu": 60.0}]
    (_send, row) = report.rows([*rounds, {"send": 100.0, "deliveries_per_cpu": 44.0}], set(), idle=24)
    assert row.ratio == pytest.approx(0.44)
    assert row.met is False
    assert "NO" in report.table([row])


def test_every_goal_is_of_a_metric_that_is_measured() -> None:
    assert report.goals().keys() <= {metric.key for metric in report.METRICS}


@pytest.mark.process
def test_it_measures_a_real_server_and_finds_every_promise_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tmp_path / "found.json"
    assert main(["--rounds", "1", "--seconds", "0.2", "--sockets", "24", "--idle", "48", "--json", str(found)]) == 0
    figures = json.loads(found.read_text())
    assert figures["violation"] is None
    wanted = {metric.key for metric in report.METRICS} - {"rss_1000"}  # that many were not asked for
    assert figures["metrics"].keys() == wanted
    printed = capsys.readouterr().out
    assert "deliveries per server CPU-second" in printed
    assert "Every message reached every member once" in printed
