"""What is measured, one function each. Each returns `Measured`: metric → the figure of this round."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from bench import machine, wire
from bench.ledger import Posted, Violation
from bench.load import Load, Stretch
from bench.reference import Reference
from bench.server import MeasuredServer
from bench.world import GROUP_SIZE, Group

Measured = dict[str, float]

WINDOW = 48
WRITERS = 64
GETTERS = 16
SLOW_RATE = 5.0
_THOUSAND = 42
"""Groups: 1,008 members."""
_BUSY = 0.9
_NUMBER = re.compile(r"T=\d+,(\d+);")


@dataclass(frozen=True)
class Bench:
    """What all scenarios share: one server, its groups, the generator, and the processes that it is compared with."""

    server: MeasuredServer
    load: Load
    groups: list[Group]
    """All with readers, at the time of the memory and the storm."""
    busy: list[Group]
    """Those whose members stay and are talked to."""
    quiet: Group
    """Nobody reads it."""
    reference: Reference
    seconds: float
    lower_bounds: set[str]
    """Metrics in which the generator was what was measured."""

    def watch(self, stretch: Stretch, *metrics: str) -> None:
        if stretch.generator_share > _BUSY:
            self.lower_bounds.update(metrics)


def limits(bench: Bench) -> Measured:
    taken = machine.fsync_seconds(bench.server.data)
    return {
        "send": bench.reference.rate(min(bench.seconds, 2.0)),
        "fsync_p50": percentile(taken, 50) * 1e3,
        "fsync_p99": percentile(taken, 99) * 1e3,
    }


def memory(bench: Bench) -> Measured:
    """Of a server that has just started: nobody there, 1,000 sockets, all."""
    base, members = bench.server.resident_bytes, len(bench.groups) * GROUP_SIZE
    found = {"rss_0": base / 1e6}
    first, rest = bench.groups[:_THOUSAND], bench.groups[_THOUSAND:]
    bench.load.connect(first)
    if rest:
        found["rss_1000"] = _settled_memory(bench) / 1e6
        bench.load.connect(rest)
    found["rss_all"] = _settled_memory(bench) / 1e6
    return {**found, "rss_socket": (found["rss_all"] - found["rss_0"]) * 1e3 / members}


def storm(bench: Bench) -> Measured:
    """Everybody's network goes, one message comes to each group, everybody is back: until all have it."""
    bench.load.disconnect(bench.groups)
    wait_until_calm(bench)
    bench.load.post_to_each(bench.groups)
    cpu, began = bench.server.cpu_seconds, time.perf_counter()
    bench.load.connect(bench.groups)
    bench.load.settle()
    seconds, cpu = time.perf_counter() - began, bench.server.cpu_seconds - cpu
    members = len(bench.groups) * GROUP_SIZE
    return {"storm": seconds, "storm_per_cpu": members / cpu}


def saturation(bench: Bench) -> Measured:
    stretch = bench.load.closed_loop(bench.busy, WINDOW, bench.seconds)
    deliveries = len(stretch.messages) * GROUP_SIZE
    bench.watch(stretch, "deliveries_per_second", "messages_per_second")
    return {
        "deliveries_per_cpu": deliveries / stretch.server_cpu,
        "deliveries_per_second": deliveries / stretch.seconds,
        "messages_per_second": len(stretch.messages) / stretch.seconds,
        "generator_share": 100 * stretch.generator_share,
        "server_share": 100 * stretch.server_cpu / stretch.seconds,
    }


def half(bench: Bench, saturated: Measured) -> Measured:
    """At half of what this round's saturation was."""
    stretch = bench.load.open_loop(bench.busy, saturated["messages_per_second"] / 2, bench.seconds)
    bench.watch(stretch, *(f"half_{what}" for what in ("ack_p50", "ack_p99", "delivery_p50", "delivery_p99")))
    return {"half_rate": saturated["messages_per_second"] / 2, **_latencies("half", stretch.messages)}


def slow(bench: Bench) -> Measured:
    return _latencies("slow", bench.load.open_loop(bench.busy, SLOW_RATE, 2 * bench.seconds).messages)


def durable(bench: Bench) -> Measured:
    """Messages that nobody reads: with many writers, who share commits, and with one, who has each for himself."""
    alone = bench.load.closed_loop([bench.quiet], 1, bench.seconds / 2)
    many = bench.load.closed_loop([bench.quiet], WRITERS, bench.seconds)
    bench.watch(many, "durable")
    found = {"durable": _rate(many), "durable_one": _rate(alone)}
    return {**found, "gain": found["durable"] / found["durable_one"]}


def reading(bench: Bench) -> Measured:
    """The last 50 messages of a room, as a page asks for them."""
    requests = [
        wire.get(f"/api/conversations/{group.room_id}/messages?limit=50", member.token)
        for group in bench.busy
        for member in group.members
    ]
    stretch = bench.load.get_loop(requests, GETTERS, bench.seconds)
    bench.watch(stretch, "get")
    return {"get": stretch.answers / stretch.seconds, "get_per_cpu": stretch.answers / stretch.server_cpu}


def crash(bench: Bench) -> Measured:
    """kill -9 under load, and a new start. Whoever was connected resumes, what had no answer is posted again, and then
    each message is with everybody and in the database, once. Raises `Violation`.
    """
    load = bench.load
    unanswered = load.run_until_killed(bench.busy, WINDOW, min(bench.seconds, 1.0), bench.server.kill)
    bench.server.start()
    load.connect(bench.busy)
    load.post_again(bench.busy, unanswered)
    stored = _numbers_stored(load, [*bench.groups, bench.quiet])
    twice = [number for number, times in stored.items() if times > 1]
    if twice:
        raise Violation(f"stored twice: messages {twice[:9]}")
    if lost := load.ledger.posted.keys() - stored.keys():
        raise Violation(f"acknowledged, and gone after kill -9: {len(lost)} messages, the first {sorted(lost)[:9]}")
    return {"crash_messages": len(stored), "crash_unanswered": len(unanswered)}


def _numbers_stored(load: Load, groups: list[Group]) -> Counter[int]:
    """Which messages the server has, by its own pages; raises `Violation` when a room's numbers have a hole."""
    stored: Counter[int] = Counter()
    for group in groups:
        after = 0
        while texts := list(_page(load, group, after)):
            after += len(texts)
            stored.update(int(found.group(1)) for text in texts if (found := _NUMBER.search(text)))
    return stored


def _page(load: Load, group: Group, after: int) -> Iterator[str]:
    path = f"/api/conversations/{group.room_id}/messages?limit=200&after={after}"
    answer = load.ask(wire.get(path, group.members[0].token))
    if answer.status != 200:
        raise Violation(f"{path} is answered {answer.status}: {answer.body[:200]!r}")
    for place, message in enumerate(msgspec.json.decode(answer.body)["messages"], start=after + 1):
        if message["number"] != place:
            raise Violation(f"room {group.room_id}: number {message['number']} where {place} belongs")
        yield message["text"]


def wait_until_calm(bench: Bench) -> None:
    """Until the server has let go of the sockets that went: its work for them is no part of what is measured next."""
    until = time.monotonic() + 15
    while time.monotonic() < until:
        cpu = bench.server.cpu_seconds
        time.sleep(0.4)
        if bench.server.cpu_seconds - cpu < 0.04:
            return


def percentile(values: list[float], percent: int) -> float:
    """Of few values the nearest that is not below; no value is made up."""
    return sorted(values)[-(-len(values) * percent // 100) - 1]


def _latencies(name: str, messages: list[Posted]) -> Measured:
    acks = [(message.acked - message.due) / 1e6 for message in messages]
    last = [(message.delivered - message.due) / 1e6 for message in messages]
    return {
        f"{name}_{what}_p{percent}": percentile(values, percent)
        for what, values in (("ack", acks), ("delivery", last))
        for percent in (50, 99)
    }


def _rate(stretch: Stretch) -> float:
    return len(stretch.messages) / stretch.seconds


def _settled_memory(bench: Bench) -> int:
    wait_until_calm(bench)
    return bench.server.resident_bytes
