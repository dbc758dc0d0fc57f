"""`python -m bench.copies`: 1, 2 and 4 copies on one PostgreSQL and one NATS: what a CPU-second of each does.

Few cores can't show that four copies are faster than one; they can show what each costs, and whether that stays the
same when there are more. Every round checks that everybody gets every message once and in order.
"""

import argparse
import asyncio
import itertools
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from sqlalchemy import make_url

from bench import machine
from bench.load import Load, Stretch
from bench.scenarios import percentile
from bench.world import GROUP_SIZE, Group, make_world
from tests.services.nats import PrivateNats
from tests.services.postgres import PrivatePostgres
from tests.services.server import RunningServer

WINDOW = 48
BUSY = 8
"""Groups that are talked in."""
MANY = 20_016
"""Sockets: 834 groups."""
IN_ONE_PROCESS = 12_000
SPARE_FILES = 700
"""Beside one for each socket."""


class ManyPorts(Load):
    """Every socket and every caller goes to the next copy."""

    def __init__(self, groups: Sequence[Group], ports: Sequence[int]) -> None:
        super().__init__(groups, lambda: 0.0)
        self._ports = itertools.cycle(ports)

    @property
    def port(self) -> int:
        return next(self._ports)

    @port.setter
    def port(self, _port: int) -> None:
        """There are several."""


class Spent(NamedTuple):
    """CPU-seconds."""

    copies: float
    postgres: float
    nats: float

    def since(self, before: "Spent") -> "Spent":
        return Spent(*(now - then for now, then in zip(self, before, strict=True)))


class Figures(NamedTuple):
    copies: int
    sockets: int
    messages: float
    """A second."""
    of_copies: float
    """Deliveries for a CPU-second of all copies."""
    of_postgres: float
    """Messages for a CPU-second of PostgreSQL."""
    of_nats: float
    p50: float
    """Milliseconds from a post to its last reader, at half of that rate."""
    p99: float


class House:
    def __init__(self, copies: list[RunningServer], postgres: PrivatePostgres, nats: PrivateNats) -> None:
        self.copies = copies
        self._postgres = postgres
        self._nats = nats

    def spent(self) -> Spent:
        return Spent(
            sum(machine.cpu_seconds(copy.pid) for copy in self.copies),
            sum(machine.cpu_seconds(pid) for pid in self._postgres.pids()),
            machine.cpu_seconds(self._nats.pid),
        )


@contextmanager
def house(count: int, members: int) -> Iterator[tuple[House, list[Group]]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres, nats = stack.enter_context(PrivatePostgres()), stack.enter_context(PrivateNats())
        url = make_url(postgres.address)
        with psycopg.connect(_plain(url.render_as_string(hide_password=False)), autocommit=True) as admin:
            admin.execute("CREATE DATABASE bench")
        ours = url.set(database="bench").render_as_string(hide_password=False)
        say(f"{count} copies: making {members:,} people")
        groups = asyncio.run(make_world(folder / "data", members, database_url=ours, not_durable=True))
        settings = {"database_url": ours, "bus_url": nats.url, "not_durable": 1, "unlimited": "true"}
        copies = []
        for number in range(count):
            (folder / str(number)).mkdir()
            copies.append(stack.enter_context(RunningServer(folder / str(number), **settings)))  # type: ignore[arg-type]
        yield House(copies, postgres, nats), groups


@contextmanager
def standing_by(groups: Sequence[Group], ports: Sequence[int]) -> Iterator[None]:
    """Their sockets belong to another process, begun before this one has many files open: one may not have all."""
    forked = multiprocessing.get_context("fork")
    ready = forked.Event()
    process = forked.Process(target=lambda: ManyPorts(groups, ports).stand_by(groups, ready), daemon=True)
    if groups:
        process.start()
        while not ready.wait(1):
            assert process.is_alive(), "it could not connect"
    try:
        yield
    finally:
        if groups:
            process.kill()
            process.join()


def measure(count: int, members: int, seconds: float) -> Figures:
    with ExitStack() as stack:
        here, groups = stack.enter_context(house(count, members))
        ports = [copy.port for copy in here.copies]
        say(f"{count} copies: connecting {len(groups) * GROUP_SIZE:,} sockets")
        mine = groups[: IN_ONE_PROCESS // GROUP_SIZE]
        stack.enter_context(standing_by(groups[len(mine) :], ports))
        load = ManyPorts(mine, ports)
        load.connect(mine)
        load.closed_loop(groups[:BUSY], WINDOW, 1)  # warm
        before = here.spent()
        stretch = load.closed_loop(groups[:BUSY], WINDOW, seconds)
        spent = here.spent().since(before)
        rate = len(stretch.messages) / stretch.seconds
        half = load.open_loop(groups[:BUSY], rate / 2, seconds)
        load.close()
        return _figures(count, len(groups) * GROUP_SIZE, stretch, spent, half)


def _figures(count: int, sockets: int, stretch: Stretch, spent: Spent, half: Stretch) -> Figures:
    sent = len(stretch.messages)
    last = [(message.delivered - message.due) / 1e6 for message in half.messages]
    return Figures(
        count,
        sockets,
        sent / stretch.seconds,
        sent * GROUP_SIZE / spent.copies,
        sent / max(spent.postgres, 0.01),
        sent / max(spent.nats, 0.01),
        percentile(last, 50),
        percentile(last, 99),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer sockets, for a shorter time")
    asked = parser.parse_args()
    seconds, few = (4.0, 480) if asked.quick else (15.0, 2_400)
    machine.raise_file_limit(few + SPARE_FILES)
    found = [measure(count, few, seconds) for count in (1, 2, 4)]
    report(found)
    if not asked.quick:
        machine.raise_file_limit(IN_ONE_PROCESS + SPARE_FILES)
        report([measure(4, MANY, seconds)], beside=found[0])
    return 0


def report(found: Sequence[Figures], *, beside: Figures | None = None) -> None:
    one = beside or found[0]
    print(
        "\nFor a CPU-second of each: deliveries (copies), messages (PostgreSQL, NATS); ratio to one copy in brackets."
    )
    print("copies  sockets  messages/s  of the copies     of PostgreSQL     of NATS   p50 ms   p99 ms")
    for it in found:
        copies = f"{it.of_copies:,.0f} ({it.of_copies / one.of_copies:.2f})"
        postgres = f"{it.of_postgres:,.0f} ({it.of_postgres / one.of_postgres:.2f})"
        load = f"{it.copies:>6} {it.sockets:>8,} {it.messages:>11,.0f}"
        print(f"{load}  {copies:<16}  {postgres:<16} {it.of_nats:>8,.0f} {it.p50:>8.1f} {it.p99:>8.1f}")


def say(line: str) -> None:
    print(line, flush=True)


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")


if __name__ == "__main__":
    sys.exit(main())
