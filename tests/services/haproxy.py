"""HAProxy before copies of the server, by the file that we hand out, with other ports in it."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.services.server import free_port

OURS = Path(__file__).resolve().parents[2] / "deploy" / "haproxy.cfg"


def program() -> str | None:
    """Debian puts it where only root's path leads."""
    return shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def configured(port: int, copies: Sequence[int]) -> str:
    """The file with these ports; the lines of its two servers become one for each copy."""
    text = OURS.read_text().replace("bind :80", f"bind 127.0.0.1:{port}")
    servers = "".join(f"    server copy{number} 127.0.0.1:{copy}\n" for number, copy in enumerate(copies, start=1))
    text, found = re.subn(r"(    server copy\d 127\.0\.0\.1:\d+\n)+", servers, text)
    assert found == 1
    return text


@contextmanager
def haproxy(copies: Sequence[int]) -> Iterator[str]:
    """Its address. It has looked at every copy once when this begins."""
    port = free_port()
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file:
        file.write(configured(port, copies))
        file.flush()
        nothing = subprocess.DEVNULL
        process = subprocess.Popen([program() or "haproxy", "-db", "-f", file.name], stdout=nothing, stderr=nothing)
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    late = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < late, "HAProxy did not start"
            time.sleep(0.05)
        else:
            return
