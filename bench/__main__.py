"""`python -m bench`: one server process on one core, the generator on another, the limit beside it in each round."""

import argparse
import asyncio
import gc
import json
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench import machine, report, scenarios
from bench.ledger import Violation
from bench.load import Load
from bench.reference import Reference
from bench.scenarios import Bench, Measured
from bench.server import MeasuredServer
from bench.world import GROUP_SIZE, make_world

PARTS = ("memory", "storm", "saturation", "latency", "durable", "reading", "crash")
_STORMS = 3
_SPARE_FILES = 1_000


@dataclass
class Results:
    rounds: list[Measured] = field(default_factory=list)
    lower_bounds: set[str] = field(default_factory=set)
    violation: str | None = None


def measure(asked: argparse.Namespace, folder: Path, results: Results) -> None:
    """Fills `results` as it goes, so that what was found before a violation is there."""
    cores = machine.usable_cores()
    say(f"making {asked.idle + GROUP_SIZE:,} members")
    *groups, quiet = asyncio.run(make_world(folder / "data", asked.idle + GROUP_SIZE))
    server = MeasuredServer(folder, cores)
    load = Load([*groups, quiet], lambda: server.cpu_seconds)
    aside = machine.pinned(machine.GENERATOR_CORE, cores)
    with server, closing(load), Reference(asked.sockets, cores) as reference, aside:
        load.port = server.port
        busy = groups[: max(1, asked.sockets // GROUP_SIZE)]
        bench = Bench(server, load, groups, busy, quiet, reference, asked.seconds, results.lower_bounds)
        gc.disable()  # it would stop the generator for as long as a server's p99
        try:
            _run(bench, asked, results)
        except (Violation, OSError) as error:
            results.violation = f"{error}\n{server.log[-2_000:]}".strip()
        finally:
            gc.enable()


def _run(bench: Bench, asked: argparse.Namespace, results: Results) -> None:
    if "memory" in asked.only:
        say(f"memory with up to {len(bench.groups) * GROUP_SIZE:,} members")
        results.rounds.append(scenarios.memory(bench))
    else:
        bench.load.connect(bench.groups if "storm" in asked.only else bench.busy)
    if "storm" in asked.only:
        for number in range(min(asked.rounds, _STORMS)):
            say(f"everybody comes back, {number + 1}")
            results.rounds.append(scenarios.storm(bench))
    bench.load.disconnect(bench.groups[len(bench.busy) :], for_good=True)
    scenarios.wait_until_calm(bench)
    bench.load.closed_loop(bench.busy, scenarios.WINDOW, asked.seconds / 3)  # every statement once prepared
    for number in range(asked.rounds):
        say(f"round {number + 1} of {asked.rounds}")
        results.rounds.append(_round(bench, asked.only))
    if "crash" in asked.only:
        say("kill -9")
        results.rounds.append(scenarios.crash(bench))


def _round(bench: Bench, only: set[str]) -> Measured:
    """Everything once, so that a neighbour's noise falls on all of it."""
    found = scenarios.limits(bench)
    if only & {"saturation", "latency"}:
        found |= scenarios.saturation(bench)
    if "latency" in only:
        found |= scenarios.half(bench, found)
        found |= scenarios.slow(bench)
    if "durable" in only:
        found |= scenarios.durable(bench)
    if "reading" in only:
        found |= scenarios.reading(bench)
    return found


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each thing is measured in a round")
    parser.add_argument("--sockets", type=int, default=1_008, help="members who are talked to")
    parser.add_argument("--idle", type=int, default=5_000, help="members who are connected, for memory and the storm")
    parser.add_argument("--only", type=lambda text: set(text.split(",")), default=set(PARTS), help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="in less than a minute, with 1,008 members")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal of bench/goals.toml is not met")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures of all rounds")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.rounds, asked.seconds, asked.idle = 2, 1.0, 1_008
    if unknown := asked.only - set(PARTS):
        parser.error(f"--only knows {', '.join(PARTS)}; not {', '.join(sorted(unknown))}")
    asked.idle = max(asked.idle, asked.sockets)
    return asked


def main(arguments: list[str] | None = None) -> int:
    """0; 1 when the server broke a promise, or with --check missed a goal."""
    asked = parse(arguments)
    machine.raise_file_limit(asked.idle + asked.sockets + _SPARE_FILES)
    results, steal, about = Results(), machine.Steal(), machine.describe()
    with tempfile.TemporaryDirectory(prefix="distributed-bench-") as folder:
        measure(asked, Path(folder), results)
    about["steal_percent"] = round(steal.percent(), 1)
    rows = report.rows(results.rounds, results.lower_bounds, idle=-(-asked.idle // GROUP_SIZE) * GROUP_SIZE)
    print("\n".join(["", report.machine_line(about), "", report.table(rows), ""]))
    if asked.json is not None:
        asked.json.write_text(json.dumps(report.as_json(about, rows, results.violation), indent=1) + "\n")
    if results.violation is not None:
        print(f"BROKEN PROMISE: {results.violation}")
        return 1
    print(
        "Every message reached every member once, in order, and nobody else; after kill -9 too."
        if "crash" in asked.only
        else "Every message reached every member once, in order, and nobody else."
    )
    missed = [row.label.strip() for row in rows if row.met is False]
    return 1 if asked.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
