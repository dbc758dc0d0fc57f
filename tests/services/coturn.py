"""A private coturn for tests, on loopback and as nobody, with the configuration that `distributed host` writes.

    with private_coturn() as coturn:
        coturn.settings         # what a server must be told to use it: turn_url, turn_secret, turn_admin…

What is shipped is what is tested: only ports, addresses and files are exchanged. `relays_on_loopback` adds the one
hole that two browsers on this machine need (127.0.0.1 as a peer), which no host may have.
"""

import asyncio
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from distributed_chat.calls.turn import TurnClient, TurnRefuses
from distributed_chat.cli.host import Plan, turnserver_conf
from tests.services.server import free_port

HOST = "127.0.0.1"
NEVER_HERE = ("listening-port", "min-port", "max-port", "cli-port", "syslog", "no-stdout-log")
"""Lines of the shipped file that would collide with another coturn on this machine, or write elsewhere."""


class Coturn(NamedTuple):
    port: int
    admin_port: int
    secret: str
    admin_password: str
    log: Path

    @property
    def settings(self) -> dict[str, str]:
        return {
            "turn_url": f"turn:{HOST}:{self.port}",
            "turn_secret": self.secret,
            "turn_admin": f"{HOST}:{self.admin_port}",
            "turn_admin_password": self.admin_password,
        }


def turnserver_path() -> str | None:
    return shutil.which("turnserver")


def has_ipv6() -> bool:
    """Whether this machine has ::1."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as door:
            door.bind(("::1", 0))
    except OSError:
        return False
    return True


@contextmanager
def private_coturn(*, relays_on_loopback: bool = False, ipv6: bool = False, denies: bool = True) -> Iterator[Coturn]:
    """A running server. `ipv6` lets it open relays on ::1 too; without `denies` it lacks our list of what is denied."""
    folder = Path(tempfile.mkdtemp(prefix="distributed-coturn-", dir="/tmp"))
    nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if nobody:
        shutil.chown(folder, nobody.pw_uid, nobody.pw_gid)
    coturn = Coturn(free_port(), free_port(), secrets.token_urlsafe(24), secrets.token_urlsafe(24), folder / "log")
    configuration = _configuration(coturn, folder, loopback=relays_on_loopback, ipv6=ipv6)
    if not denies:
        configuration = re.sub(r"^denied-peer-ip=.*\n", "", configuration, flags=re.MULTILINE)
    (folder / "turnserver.conf").write_text(configuration)
    try:
        with coturn.log.open("wb") as log:
            process = subprocess.Popen(
                ["turnserver", "-c", "turnserver.conf"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=nobody.pw_uid if nobody else None,
                group=nobody.pw_gid if nobody else None,
                extra_groups=[] if nobody else None,
            )
        try:
            _wait_until_ready(coturn, process)
            yield coturn
        finally:
            process.kill()
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def relay_ends(client: TurnClient, *, seconds: float = 5.0) -> bool:
    """Whether it does: coturn says that it cancels before another thread of it has."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            await client.refresh()
        except TurnRefuses:
            return True
        await asyncio.sleep(0.01)
    return False


def _configuration(coturn: Coturn, folder: Path, *, loopback: bool, ipv6: bool) -> str:
    plan = Plan("chat.example.org", secret=coturn.secret, admin_password=coturn.admin_password, metrics_token="unused")
    shipped = re.sub(rf"^(?:{'|'.join(NEVER_HERE)})\b.*\n", "", turnserver_conf(plan), flags=re.MULTILINE)
    first_port = 20_000 + secrets.randbelow(100) * 100
    lines = [
        f"listening-port={coturn.port}",
        f"listening-ip={HOST}",
        f"relay-ip={HOST}",
        *(["relay-ip=::1"] if ipv6 else []),
        f"min-port={first_port}",
        f"max-port={first_port + 99}",
        f"cli-port={coturn.admin_port}",
        f"pidfile={folder}/pid",
        f"userdb={folder}/users",
        "log-file=stdout",
        "simple-log",
        *(["allow-loopback-peers", f"allowed-peer-ip={HOST}"] if loopback else []),
    ]
    return "\n".join([shipped, *lines, ""])


def _wait_until_ready(coturn: Coturn, process: subprocess.Popen[bytes]) -> None:
    """The command line is the last thing that it opens."""
    end = time.monotonic() + 10
    while True:
        try:
            socket.create_connection((HOST, coturn.admin_port), timeout=1).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"coturn did not start:\n{coturn.log.read_text(errors='replace')}") from None
            time.sleep(0.02)
        else:
            return
