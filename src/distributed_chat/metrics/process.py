"""Figures of the process itself, and how late the event loop is."""

import asyncio
import os
import resource
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from distributed_chat.metrics.figures import Figure

LOOK_SECONDS = 1.0
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Process:
    """Wakes once a second and sees how late it is: everybody waits as long."""

    def __init__(self) -> None:
        self.lag = 0.0
        """Seconds, the most since the figures were asked for."""
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._watch(), name="metrics")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def take_lag(self) -> float:
        lag, self.lag = self.lag, 0.0
        return lag

    async def _watch(self) -> None:
        while True:
            due = time.monotonic() + LOOK_SECONDS
            await asyncio.sleep(LOOK_SECONDS)
            self.lag = max(self.lag, time.monotonic() - due)


def process_figures(data: Path) -> Iterator[Figure]:
    """Reads /proc and the disk; not for the event loop."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield Figure.of("process_cpu_seconds_total", "counter", "CPU time.", used.ru_utime + used.ru_stime)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    yield Figure.of("process_resident_bytes", "gauge", "Memory that is really used.", pages * _PAGE)
    open_files = sum(1 for _ in Path("/proc/self/fd").iterdir())
    yield Figure.of("process_open_files", "gauge", "Files and sockets that are open.", open_files)
    disk = shutil.disk_usage(data if data.exists() else "/")
    yield Figure.of("disk_free_bytes", "gauge", "Free on the disk of the data folder.", disk.free)
    yield Figure.of(
        "disk_free_ratio",
        "gauge",
        "The same as a part of the whole: alarms are at 0.1 and 0.05.",
        disk.free / disk.total,
    )
