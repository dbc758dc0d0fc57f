"""Figures become a table, each target marked as met or not."""

import statistics
from dataclasses import dataclass

from bench.messages.measuring import Searched
from bench.report import machine_line
from bench.scenarios import percentile

SEARCH_P95 = 50.0
"""Milliseconds."""
PAGE_P99_RATIO = 1.5
POSTING_RATIO = 0.9


@dataclass(frozen=True)
class Figures:
    database: str
    searched: Searched
    pages_of_few: list[float]
    pages_of_many: list[float]
    """Milliseconds, of a history in an instance of a thousand messages and in the large one."""
    posted_without: float
    posted_with: float
    """Durable messages a second."""
    bytes: int

    @property
    def search_p95(self) -> float:
        return percentile(self.searched.all(), 95)

    @property
    def page_ratio(self) -> float:
        return percentile(self.pages_of_many, 99) / percentile(self.pages_of_few, 99)

    @property
    def posting_ratio(self) -> float:
        return self.posted_with / self.posted_without


def targets_met(figures: Figures) -> bool:
    """Of the search and of the pages; what posting keeps is shown beside them."""
    return figures.search_p95 <= SEARCH_P95 and figures.page_ratio <= PAGE_P99_RATIO


def text(about: dict[str, object], found: list[Figures]) -> str:
    lines = ["", f"{machine_line(about)}; {about['messages']:,} messages in 20 groups"]
    for figures in found:
        lines += ["", figures.database, *_search_lines(figures), *_other_lines(figures)]
    return "\n".join([*lines, ""])


def _search_lines(figures: Figures) -> list[str]:
    lines = [f"  {'search, ms':<34}{'who reads':<14}{'p50':>8}{'p95':>8}{'most':>8}{'hits':>8}"]
    for (kind, who), taken in figures.searched.taken.items():
        hits = figures.searched.hits[kind, who] / len(taken)
        numbers = f"{percentile(taken, 50):8.1f}{percentile(taken, 95):8.1f}{max(taken):8.1f}{hits:8.1f}"
        lines.append(f"  {kind:<34}{who:<14}{numbers}")
    every = figures.searched.all()
    numbers = f"{percentile(every, 50):8.1f}{figures.search_p95:8.1f}{max(every):8.1f}"
    verdict = _verdict(met=figures.search_p95 <= SEARCH_P95)
    return [*lines, f"  {'all of them':<48}{numbers}    p95 ≤ {SEARCH_P95:g} ms: {verdict}"]


def _other_lines(figures: Figures) -> list[str]:
    few, many = (percentile(taken, 99) for taken in (figures.pages_of_few, figures.pages_of_many))
    middle = statistics.median(figures.pages_of_many)
    ratio, kept = figures.page_ratio, figures.posting_ratio
    page = f"  a page of 50: p50 {middle:.1f} ms, p99 {many:.1f} ms; of a short history p99 {few:.1f} ms"
    posted = f"  durable messages a second: {figures.posted_with:,.0f} indexed, {figures.posted_without:,.0f} not"
    return [
        f"{page}; ratio {ratio:.2f} ≤ {PAGE_P99_RATIO}: {_verdict(met=ratio <= PAGE_P99_RATIO)}",
        f"{posted}; ratio {kept:.2f} ≥ {POSTING_RATIO}: {_verdict(met=kept >= POSTING_RATIO)}",
        f"  on disk: {figures.bytes / 1e6:,.0f} MB",
    ]


def _verdict(*, met: bool) -> str:
    return "met" if met else "NOT MET"


def as_json(about: dict[str, object], found: list[Figures]) -> dict[str, object]:
    return {"machine": about, "databases": [_figures(figures) for figures in found]}


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "database": figures.database,
        "search": [
            {"kind": kind, "reads": who, "milliseconds": taken} for (kind, who), taken in figures.searched.taken.items()
        ],
        "search_p95": figures.search_p95,
        "page_p99_few": percentile(figures.pages_of_few, 99),
        "page_p99_many": percentile(figures.pages_of_many, 99),
        "posted_with": figures.posted_with,
        "posted_without": figures.posted_without,
        "bytes": figures.bytes,
        "targets_met": targets_met(figures),
    }
