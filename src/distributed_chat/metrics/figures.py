"""A figure and its text: the exposition format of Prometheus, version 0.0.4."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

PREFIX = "distributed_"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the buckets of everything that takes time."""


class Figure(NamedTuple):
    """One name with all its values. Labels are words of ours: never an id, a name or anything that people wrote."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    about: str
    values: Mapping[tuple[tuple[str, str], ...], "float | Histogram"]

    @classmethod
    def of(cls, name: str, kind: Literal["counter", "gauge"], about: str, value: float) -> "Figure":
        return cls(name, kind, about, {(): value})


class Histogram:
    """How many took how long. Used by one thread."""

    __slots__ = ("buckets", "seconds")

    def __init__(self) -> None:
        self.buckets = [0] * (len(SECONDS) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        self.buckets[bisect_left(SECONDS, seconds)] += 1
        self.seconds += seconds


def text_of(figures: Iterable[Figure]) -> str:
    lines: list[str] = []
    for figure in figures:
        name = PREFIX + figure.name
        lines += [f"# HELP {name} {figure.about}", f"# TYPE {name} {figure.kind}"]
        for labels, value in figure.values.items():
            if isinstance(value, Histogram):
                lines += _histogram(name, labels, value)
            else:
                lines.append(
                    f"{name}{_labels(labels)} {value:g}" if value % 1 else f"{name}{_labels(labels)} {int(value)}"
                )
    return "\n".join(lines) + "\n"


def _histogram(name: str, labels: tuple[tuple[str, str], ...], histogram: Histogram) -> list[str]:
    lines, total = [], 0
    for bound, count in zip((*map(str, SECONDS), "+Inf"), histogram.buckets, strict=True):
        total += count
        lines.append(f"{name}_bucket{_labels((*labels, ('le', bound)))} {total}")
    return [*lines, f"{name}_sum{_labels(labels)} {histogram.seconds:g}", f"{name}_count{_labels(labels)} {total}"]


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    inside = ",".join('{}="{}"'.format(name, value.replace("\\", r"\\").replace('"', r"\"")) for name, value in labels)
    return f"{{{inside}}}" if inside else ""
