"""The real `distributed serve` on the server's core, asked what it costs."""

from pathlib import Path

from bench import machine
from tests.services.server import RunningServer


class MeasuredServer(RunningServer):
    def __init__(self, folder: Path, cores: list[int]) -> None:
        super().__init__(folder, unlimited="true")
        self._cores = cores

    def start(self, *, seconds: float = 30.0) -> None:
        with machine.pinned(machine.SERVER_CORE, self._cores):
            super().start(seconds=seconds)

    @property
    def cpu_seconds(self) -> float:
        return machine.cpu_seconds(self.pid)

    @property
    def resident_bytes(self) -> int:
        return machine.resident_bytes(self.pid)
