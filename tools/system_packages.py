"""Makes sure that the machine has what the tests need from its own packages: a browser, a font, a database
server, a TURN server, a media server, a proxy.

As root on Debian or Ubuntu it installs what is missing; otherwise it says in one sentence what to install.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.services import haproxy
from tests.services.chromium import chromium_path
from tests.services.postgres import postgres_programs


def has_emoji() -> bool:
    """A page's emoji are boxes without a colour font, and the screenshots would show that."""
    if shutil.which("fc-list") is None:
        return False
    said = subprocess.run(["fc-list", ":lang=und-zsye"], capture_output=True, text=True, check=False).stdout
    return bool(said.strip())


NEEDED: dict[str, Callable[[], object]] = {
    "chromium": chromium_path,
    "fonts-noto-color-emoji": has_emoji,
    "postgresql": postgres_programs,
    "coturn": partial(shutil.which, "turnserver"),
    "janus": partial(shutil.which, "janus"),
    "haproxy": haproxy.program,
}


def missing() -> list[str]:
    return [package for package, is_there in NEEDED.items() if not is_there()]


def install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0"]
    # Debian's postgresql would start a cluster of its own; policy-rc.d is Debian's way to say no.
    policy = Path("/usr/sbin/policy-rc.d")
    ours = not policy.exists()
    if ours:
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    try:
        subprocess.run([*apt, "update"], check=True, env=environment)
        subprocess.run([*apt, "install", "--no-install-recommends", *packages], check=True, env=environment)
    finally:
        if ours:
            policy.unlink()


def main() -> int:
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
        packages = missing()
    if packages:
        names = " ".join(packages)
        print(f"distributed: the tests need these packages: sudo apt-get install {names}", file=sys.stderr)
    return 1 if packages else 0


if __name__ == "__main__":
    sys.exit(main())
