"""Says in the log that the disk fills up, before it is full."""

import asyncio
from pathlib import Path

import structlog

from distributed_chat.keeping.queries import disk_of
from distributed_chat.keeping.schemas import Disk

LOOK_SECONDS = 300.0
_WORSE = ("well", "low", "nearly_full")
_log = structlog.get_logger("disk")


class Meter:
    """One for each app. It says it once for each step down, and again after it was well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._said = "well"
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._look_for_ever(), name="disk")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def take(self, disk: Disk) -> None:
        if _WORSE.index(disk.state) > _WORSE.index(self._said):
            percent = 100 * disk.free // disk.total
            _log.warning("disk_fills_up", state=disk.state, free_bytes=disk.free, free_percent=percent)
        self._said = disk.state

    async def _look_for_ever(self) -> None:
        while True:
            self.take(await asyncio.to_thread(disk_of, self._folder))
            await asyncio.sleep(LOOK_SECONDS)
