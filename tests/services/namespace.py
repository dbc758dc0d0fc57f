"""A network of a test's own: loopback and one more address, and no way out of the machine.

    python -m tests.services.namespace pytest tests/calls/sfu/inside

runs the command there. Janus never gathers 127.0.0.1, so it is given 10.99.0.1, which nobody else can reach or take.
Only root may make such a network; others are told so, and with `--if-possible` the command runs without.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

ADDRESS = "10.99.0.1"
INSIDE = "DISTRIBUTED_TEST_NAMESPACE"
"""Set to `ADDRESS` for the command that runs inside."""
IF_POSSIBLE = "--if-possible"

MADE_BY = f"""set -e
ip link set lo up
ip link add d0 type veth peer name d1
ip link set d1 up
ip addr add {ADDRESS}/24 dev d0
ip link set d0 up
"""


def is_inside() -> bool:
    return os.environ.get(INSIDE) == ADDRESS


def why_not() -> str | None:
    """Why no network can be made here, in one sentence for a skipped test, or None."""
    if os.geteuid() != 0:
        return "A network of its own is made by root only."
    missing = [program for program in ("unshare", "ip") if shutil.which(program) is None]
    if missing:
        return f"These programs are not installed: {', '.join(missing)}."
    tried = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "This machine lets not even root make a network."


def command_inside(command: Sequence[str]) -> list[str]:
    return ["unshare", "-n", "sh", "-c", f"{MADE_BY}exec {shlex.join(command)}"]


def run_inside(
    command: Sequence[str], *, seconds: float, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What the command printed and how it ended. Raises `subprocess.TimeoutExpired`."""
    return subprocess.run(
        command_inside(command),
        env={**os.environ, **(environment or {}), INSIDE: ADDRESS},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=seconds,
    )


def main(command: Sequence[str]) -> int:
    optional = command[:1] == [IF_POSSIBLE]
    command = command[1:] if optional else command
    reason = why_not()
    if reason is not None and not optional:
        sys.exit(f"distributed: {reason}")
    if reason is not None:
        sys.stderr.write(f"{reason} What needs one is left out.\n")
        return subprocess.run(command, check=False).returncode
    return subprocess.run(command_inside(command), env={**os.environ, INSIDE: ADDRESS}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
