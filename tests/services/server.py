"""The real `distributed serve` as a process of its own: for journeys, kill -9 and everything that a fake would hide.

with RunningServer(tmp_path) as server:
    ...                     # server.url
    server.kill()           # as a power cut would
    server.start()          # same port, same data
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"


class ServerDidNotStart(Exception):
    """With what the process printed, which is what one needs to know."""


class RunningServer:
    """One copy of the server on a free loopback port, its data and its log in `folder`."""

    def __init__(
        self,
        folder: Path,
        *,
        arguments: tuple[str, ...] = (),
        program: str = "distributed_chat",
        **settings: str | int,
    ) -> None:
        """`settings` are the server's own by name: `smtp_url="smtp://127.0.0.1:2525"`.

        `program` is the module that is run; another one than ours takes the same arguments.
        """
        self._program = program
        self.port = int(settings.pop("port", 0)) or free_port()
        self.data = folder / "data"
        self.log_file = folder / "server.log"
        self._arguments = arguments
        self._settings = {f"DISTRIBUTED_{name.upper()}": str(value) for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> str:
        """All that the process printed, over every start."""
        return self.log_file.read_text(errors="replace") if self.log_file.is_file() else ""

    @property
    def pid(self) -> int:
        assert self._process is not None, "the server is not running"
        return self._process.pid

    def start(self, *, seconds: float = 20.0) -> None:
        """Start, or start again on the same port and data, and return once it is ready to serve."""
        assert self._process is None, "the server is running already"
        command = [sys.executable, "-m", self._program, "serve", "--host", HOST, "--port", str(self.port)]
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *self._arguments],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_ready(seconds)

    def kill(self) -> None:
        """End it with kill -9: nothing is flushed, nothing is said to anybody."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as a service manager does; killed if it has not ended after ten seconds."""
        if self._process is not None:
            self._end(signal.SIGTERM)

    def _environment(self) -> dict[str, str]:
        outer = {name: value for name, value in os.environ.items() if not name.startswith("DISTRIBUTED_")}
        return {**outer, "PYTHONUNBUFFERED": "1", "DISTRIBUTED_DATA": str(self.data), **self._settings}

    def _wait_until_ready(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not answers(f"{self.url}/readyz"):
            assert self._process is not None
            ended = self._process.poll() is not None
            if ended or time.monotonic() > end:
                self.stop()
                why = "it ended at once" if ended else f"it was not ready after {seconds} s"
                raise ServerDidNotStart(f"{why}:\n{self.log}")
            time.sleep(0.02)

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None, "the server is not running"
        process, self._process = self._process, None
        process.send_signal(how)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nobody listens on now. Kept by the caller over restarts, so it can't be left to the kernel."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        return int(door.getsockname()[1])


def answers(url: str) -> bool:
    """Whether a GET gets a 2xx within a second."""
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:
            return bool(200 <= answer.status < 300)
    except (urllib.error.URLError, OSError):
        return False
