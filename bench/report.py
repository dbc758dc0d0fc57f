"""Rounds become rows: median, extremes, what it is compared with, and whether a goal is met."""

import statistics
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.scenarios import Measured

_GOALS = Path(__file__).with_name("goals.toml")
_FRUGAL_SOCKET = 28.0
"""kB: Prosody's on the same machine (docs of the design); uvicorn alone takes 19."""


@dataclass(frozen=True)
class Goal:
    limit: float
    at_least: bool
    stretch: float

    def met_by(self, ratio: float) -> bool:
        return ratio >= self.limit if self.at_least else ratio <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


@dataclass(frozen=True)
class Metric:
    key: str
    label: str
    unit: str = ""
    digits: int = 0


METRICS = (
    Metric("send", "limit: send() loop, per CPU-second"),
    Metric("fsync_p50", "disk: fsync p50", "ms", 2),
    Metric("fsync_p99", "disk: fsync p99", "ms", 2),
    Metric("deliveries_per_cpu", "deliveries per server CPU-second, groups of 24"),
    Metric("deliveries_per_second", "deliveries per second at saturation"),
    Metric("messages_per_second", "messages per second at saturation"),
    Metric("server_share", "  of the server's core", "%"),
    Metric("generator_share", "  of the generator's core", "%"),
    Metric("half_rate", "at half of it: messages per second"),
    Metric("half_ack_p50", "  acknowledged p50", "ms", 2),
    Metric("half_ack_p99", "  acknowledged p99", "ms", 2),
    Metric("half_delivery_p50", "  with the last of 24 p50", "ms", 2),
    Metric("half_delivery_p99", "  with the last of 24 p99", "ms", 2),
    Metric("slow_ack_p50", "at 5 messages per second: acknowledged p50", "ms", 2),
    Metric("slow_ack_p99", "  acknowledged p99", "ms", 2),
    Metric("slow_delivery_p50", "  with the last of 24 p50", "ms", 2),
    Metric("slow_delivery_p99", "  with the last of 24 p99", "ms", 2),
    Metric("durable", "durable messages per second, 64 writers"),
    Metric("durable_one", "  one writer"),
    Metric("gain", "  gain of sharing commits", "×", 1),
    Metric("get", "GET of the last 50 messages, per second"),
    Metric("get_per_cpu", "  per server CPU-second"),
    Metric("rss_0", "memory with no socket", "MB", 1),
    Metric("rss_1000", "  with 1,008 idle members", "MB", 1),
    Metric("rss_all", "  with {idle:,} idle members", "MB", 1),
    Metric("rss_socket", "  per idle member", "kB", 1),
    Metric("storm", "{idle:,} members back by cursor", "s", 2),
    Metric("storm_per_cpu", "  members per server CPU-second"),
    Metric("crash_messages", "after kill -9: messages there, each once"),
    Metric("crash_unanswered", "  of them posted again, unanswered"),
)


@dataclass(frozen=True)
class Row:
    key: str
    label: str
    unit: str
    digits: int
    rounds: list[float]
    reference: float | None
    reference_name: str
    ratio: float | None
    goal: Goal | None
    lower_bound: bool

    @property
    def met(self) -> bool | None:
        return None if self.goal is None or self.ratio is None else self.goal.met_by(self.ratio)

    def as_json(self) -> dict[str, object]:
        return {
            "unit": self.unit,
            "rounds": self.rounds,
            "median": statistics.median(self.rounds),
            "reference": self.reference,
            "reference_name": self.reference_name,
            "ratio": self.ratio,
            "goal": None if self.goal is None else asdict(self.goal),
            "met": self.met,
            "lower_bound": self.lower_bound,
        }


def rows(rounds: Iterable[Measured], lower_bounds: set[str], *, idle: int) -> list[Row]:
    """One per metric that was measured at all, in the order of `METRICS`."""
    figures: dict[str, list[float]] = {}
    for measured in rounds:
        for key, value in measured.items():
            figures.setdefault(key, []).append(value)
    known = goals()
    return [_row(metric, figures, known, lower_bounds, idle) for metric in METRICS if metric.key in figures]


def _row(
    metric: Metric,
    figures: Mapping[str, list[float]],
    known: Mapping[str, tuple[str, Goal]],
    lower_bounds: set[str],
    idle: int,
) -> Row:
    name, goal = known.get(metric.key, ("", None))
    found, references = figures[metric.key], _references(name, figures)
    if goal is not None and not name:
        references = [1.0]  # the figure is a ratio already
    reference = statistics.median(references) if references and name else None
    ratio = _ratio(found, references) if references else None
    return Row(
        key=metric.key,
        label=metric.label.format(idle=idle),
        unit=metric.unit,
        digits=metric.digits,
        rounds=found,
        reference=reference,
        reference_name=name,
        ratio=ratio,
        goal=goal,
        lower_bound=metric.key in lower_bounds,
    )


def _ratio(found: list[float], references: list[float]) -> float:
    """Round by round where both were measured in each, so that a slow round is slow on both sides."""
    if len(found) == len(references):
        return statistics.median(one / other for one, other in zip(found, references, strict=True))
    return statistics.median(found) / statistics.median(references)


def _references(name: str, figures: Mapping[str, list[float]]) -> list[float]:
    if name == "send":
        return figures.get("send", [])
    if name == "allowance":
        return [3.0 + 20 * fsync for fsync in figures.get("fsync_p50", [])]
    return [_FRUGAL_SOCKET] if name == "28 kB" else []


def goals() -> dict[str, tuple[str, Goal]]:
    found = tomllib.loads(_GOALS.read_text())
    return {
        key: (
            goal.get("reference", ""),
            Goal(goal.get("at_least", goal.get("at_most")), "at_least" in goal, goal["stretch"]),
        )
        for key, goal in found.items()
    }


def table(found: list[Row]) -> str:
    cells: list[tuple[str, ...]] = [("metric", "distributed", "min – max", "reference", "ratio", "goal", "met")]
    cells += [_cells(row) for row in found]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    def figure(value: float) -> str:
        return f"{value:,.{row.digits}f}"

    spread = f"{figure(min(row.rounds))} – {figure(max(row.rounds))}" if len(row.rounds) > 1 else ""
    return (
        row.label,
        f"{'≥ ' if row.lower_bound else ''}{figure(statistics.median(row.rounds))}{f' {row.unit}' if row.unit else ''}",
        spread,
        "" if row.reference is None else f"{row.reference_name} {figure(row.reference)}".strip(),
        "" if row.ratio is None else f"{row.ratio:.3g}",
        "" if row.goal is None else str(row.goal),
        {None: "", True: "yes", False: "NO"}[row.met],
    )


def machine_line(about: Mapping[str, object]) -> str:
    cores = about["cores"]
    alone = " (server and generator share it: only ratios mean something)" if cores == 1 else ""
    return (
        f"{about['processor']}, {cores} cores{alone}, {about['kernel']}, Python {about['python']}, "
        f"steal {about['steal_percent']} %"
    )


def as_json(about: Mapping[str, object], found: list[Row], violation: str | None) -> dict[str, object]:
    return {"machine": about, "metrics": {row.key: row.as_json() for row in found}, "violation": violation}
