"""Debian's Janus for tests, with the configuration that hosts are given (deploy/janus), as nobody when we are root.

    with RunningJanus() as janus:
        ...                                   # Settings(**janus.settings)

It must run where `namespace.ADDRESS` is an address of the machine: inside the network of tests.services.namespace.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.services import namespace
from tests.services.server import free_port

SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "janus"
RTP_PORTS = "42000-42199"


def is_missing() -> str | None:
    """In one sentence for a skipped test, or None."""
    return None if shutil.which("janus") else "Janus is not installed."


def why_not() -> str | None:
    """Why Janus can't run here, in one sentence for a skipped test, or None."""
    if (missing := is_missing()) is not None:
        return missing
    return None if namespace.is_inside() else "Janus needs the network of tests.services.namespace."


class JanusDidNotStart(Exception):
    """With what it printed."""


class RunningJanus:
    def __init__(self) -> None:
        self.port = free_port()
        self.api_secret = secrets.token_hex(16)
        self.admin_key = secrets.token_hex(16)
        self._folder = Path()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"janus+ws://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """The server's settings for it, by name, as `RunningServer` takes them."""
        return {"sfu_url": self.url, "sfu_key": self.admin_key, "sfu_secret": self.api_secret}

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")

    @property
    def pid(self) -> int:
        assert self._process is not None, "Janus is not running"
        return self._process.pid

    def __enter__(self) -> Self:
        self._configure()
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None:
            self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self, *, seconds: float = 15.0) -> None:
        nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["janus", "--disable-colors", "--configs-folder", str(self._folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                user=nobody.pw_uid if nobody else None,
                group=nobody.pw_gid if nobody else None,
                extra_groups=[] if nobody else None,
            )
        end = time.monotonic() + seconds
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > end:
                raise JanusDidNotStart(self.log)
            time.sleep(0.05)

    def kill(self) -> None:
        """As a crash would: nothing is said to anybody."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(timeout=10)
        self._process = None

    def _configure(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="distributed-janus-", dir="/tmp"))
        said = {
            "@API_SECRET@": self.api_secret,
            "@ADMIN_KEY@": self.admin_key,
            "@PORT@": str(self.port),
            "@RTP_PORTS@": RTP_PORTS,
            "@ADDRESS@": namespace.ADDRESS,
        }
        for template in SHIPPED.glob("*.jcfg"):
            text = template.read_text()
            for name, value in said.items():
                text = text.replace(name, value)
            (self._folder / template.name).write_text(text)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "nobody", "nogroup")

    def _listens(self) -> bool:
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0
