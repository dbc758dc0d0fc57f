"""Rounds become a table: one row for each metric and size of a call, the transports side by side."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.report import Metric
from bench.scenarios import Measured

METRICS = (
    Metric("sound_p50", "  from the click to sound p50", "ms"),
    Metric("sound_p95", "  to sound p95", "ms"),
    Metric("picture_p50", "  to a picture p50", "ms"),
    Metric("picture_p95", "  to a picture p95", "ms"),
    Metric("gone_p50", "  from leaving to gone p50", "ms"),
    Metric("gone_p95", "  from leaving to gone p95", "ms"),
    Metric("frames", "  signals of one who joins, of all browsers"),
    Metric("chromium_sound", "  all browsers, sound only", "% of a core", 1),
    Metric("chromium_pictures", "  with {cameras} cameras", "% of a core", 1),
    Metric("chromium_picture", "  for each picture received", "% of a core", 1),
    Metric("janus", "  Janus", "% of a core", 1),
    Metric("server", "  our server", "% of a core", 1),
    Metric("memory", "  our server's memory for each beside their socket", "kB", 1),
)


@dataclass(frozen=True)
class Scene:
    """A call of so many people, so many of them with a camera."""

    words: str
    size: int
    cameras: int


@dataclass
class Results:
    rounds: dict[tuple[str, Scene, str], list[float]] = field(default_factory=dict)
    """By transport, scene and metric."""
    bound: dict[tuple[str, Scene, str], int] = field(default_factory=dict)
    """In how many of the rounds a core was busy all the time."""
    failures: list[str] = field(default_factory=list)
    """Scenes that did not come to their end, and why."""

    def add(self, transport: str, scene: Scene, measured: Measured, bound: Iterable[str]) -> None:
        for metric, figure in measured.items():
            self.rounds.setdefault((transport, scene, metric), []).append(figure)
        for metric in set(bound) & measured.keys():
            self.bound[transport, scene, metric] = self.bound.get((transport, scene, metric), 0) + 1


def table(results: Results, transports: list[str], scenes: list[Scene]) -> str:
    titles = [title for transport in transports for title in (transport, "min – max")]
    lines = [("metric", *titles, "bound by the machine")]
    for scene in scenes:
        rows = [row for metric in METRICS if any((row := _row(results, transports, scene, metric))[1:])]
        lines += [(scene.words, *[""] * (len(titles) + 1)), *rows] if rows else []
    return _aligned(lines)


def _row(results: Results, transports: list[str], scene: Scene, metric: Metric) -> tuple[str, ...]:
    keys = [(transport, scene, metric.key) for transport in transports]
    cells = [cell for key in keys for cell in _cells(metric, results.rounds.get(key))]
    bound = [key[0] for key in keys if results.bound.get(key, 0) * 2 > len(results.rounds.get(key, [])) > 0]
    return (metric.label.format(cameras=scene.cameras), *cells, ", ".join(bound))


def _cells(metric: Metric, found: list[float] | None) -> tuple[str, str]:
    if not found:
        return "", ""
    low, middle, high = (f"{value:,.{metric.digits}f}" for value in (min(found), statistics.median(found), max(found)))
    return f"{middle} {metric.unit}".strip(), f"{low} – {high}" if len(found) > 1 else ""


def _aligned(lines: list[tuple[str, ...]]) -> str:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rows = [
        "  ".join(
            cell.rjust(width) if 0 < column < len(widths) - 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([rows[0], "-" * max(map(len, rows)), *rows[1:]])


def as_json(about: dict[str, object], results: Results) -> dict[str, object]:
    rows = [
        {
            "transport": transport,
            "scene": scene.words,
            "people": scene.size,
            "cameras": scene.cameras,
            "metric": metric,
            "rounds": figures,
            "median": statistics.median(figures),
            "bound_rounds": results.bound.get((transport, scene, metric), 0),
        }
        for (transport, scene, metric), figures in results.rounds.items()
    ]
    return {"machine": about, "rows": rows, "failures": results.failures}
