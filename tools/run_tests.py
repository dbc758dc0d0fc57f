"""The checks as ordered, named, timed steps (`make test`, `make check`, `make test-long`); stops at the first failure.

Each step is a command that can be run alone; it is printed before it runs. A new rule becomes a line in STEPS.

Where at most three tests of a step fail, these run once more, alone; what holds then passes, and is named at the end
(docs/decisions/0029-a-second-chance.md).
"""

import argparse
import contextlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = "pytest -q -n 2 --ignore=tests/browser"
ON_POSTGRESQL = f"python -m tests.services.postgres {PYTEST}"
MATRIX = "tests/test_authorisation.py"
SCOPES = "tests/test_scopes.py"
LIKE_THE_OTHERS = (
    "accounts",
    "archive",
    "bots",
    "calls",
    "cli",
    "embeds",
    "emoji",
    "files",
    "gifs",
    "hooks",
    "imports",
    "joining",
    "keys",
    "later",
    "micro",
    "polls",
)
"""Packages whose statements are few and like those of the rest: on PostgreSQL they run in the long form."""
REST = " ".join(["tests/web", MATRIX, SCOPES, *(f"tests/{name}" for name in LIKE_THE_OTHERS)])
"""With a thousand requests that are refused before a statement, and rights that stand in the same statements."""
WITHOUT_THE_REST = " ".join(f"--ignore={path}" for path in REST.split())
OWN_NETWORK = "python -m tests.services.namespace --if-possible"


@dataclass(frozen=True)
class Step:
    name: str
    command: str  # its programs are those of .venv
    plans: str


STEPS = (
    Step("lint", "ruff check", "all fast"),
    Step("format", "ruff format --check", "all fast"),
    Step("types", "mypy", "all fast"),
    Step("contracts", "lint-imports", "all fast"),
    Step("locks", "python tools/lock.py --check", "all"),
    Step("client check", "python tools/client.py npm run --silent check", "all fast"),
    Step("client api", "python tools/client.py npm run --silent api -- --check", "all fast"),
    Step("client tests", "python tools/client.py npm run --silent test", "all fast"),
    Step("long client tests", "python tools/client.py npm run --silent test:long", "long"),
    Step("client build", "python tools/client.py build", "all"),
    Step("system packages", "python -m tools.system_packages", "all long"),
    Step("tests", f"{PYTEST} -m 'not long' tests", "all"),
    Step("fast tests", f"{PYTEST} --ignore=tests/journeys -m 'not long and not process' tests", "fast"),
    Step("tests on PostgreSQL", f"{ON_POSTGRESQL} -m 'database and not long' {WITHOUT_THE_REST} tests", "all"),
    Step("browser", "pytest -q -n 2 -m 'not long' --ignore=tests/browser/calls tests/browser", "all"),
    Step("calls", f"{OWN_NETWORK} pytest -q -m 'not long' tests/browser/calls", "all"),
    Step("long tests", "pytest -q -m long --ignore=tests/browser tests", "long"),
    Step("long browser", "pytest -q -m long --ignore=tests/browser/calls tests/browser", "long"),
    Step("the rest on PostgreSQL", f"{ON_POSTGRESQL} -m 'database and not long' {REST}", "long"),
    Step("long calls", f"{OWN_NETWORK} pytest -q -m long tests/browser/calls", "long"),
)


MOST_AGAIN = 3
"""Tests of one step: of more than that it is not the machine that is in doubt."""
ROOM_IN_MEMORY = 8 * 1024**3
"""Bytes; what tests write takes less than one of them."""


@contextlib.contextmanager
def quick_folder() -> Iterator[str]:
    """Where tests write: in memory where there is room, since a test's own disk is gone with it anyhow."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_IN_MEMORY
    with tempfile.TemporaryDirectory(prefix="distributed-tests-", dir=memory if roomy else None) as folder:
        yield folder


def run(steps: list[Step], folder: str) -> int:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TMPDIR": folder}
    taken: list[tuple[str, float]] = []
    doubtful: list[str] = []
    code = 0
    for number, step in enumerate(steps, start=1):
        print(f"\n[{number}/{len(steps)}] {step.name}: {step.command}", flush=True)
        began = time.monotonic()
        cache = Path(folder) / f"cache-{number}"
        command = [*shlex.split(step.command), *(["-o", f"cache_dir={cache}"] if "pytest" in step.command else [])]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code == 1 and 0 < len(failed := _failed(cache)) <= MOST_AGAIN:
            print("\nOnce more, alone:", *failed, sep="\n  ", flush=True)
            command += ["--last-failed", "-n", "0"]
            code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
            doubtful += failed if code == 0 else []
        taken.append((step.name, time.monotonic() - began))
        if code != 0:
            break
    _report(taken, doubtful, code)
    return 1 if code else 0


def _failed(cache: Path) -> list[str]:
    """The tests of which pytest remembers that they failed; none where it did not get to run any."""
    try:
        return list(json.loads((cache / "v/cache/lastfailed").read_text()))
    except FileNotFoundError:
        return []


def _report(taken: list[tuple[str, float]], doubtful: list[str], code: int) -> None:
    print()
    for name, seconds in taken:
        print(f"{seconds:7.1f} s  {name}")
    print(f"{sum(seconds for _, seconds in taken):7.1f} s  in all")
    for name in doubtful:
        print(f"FAILED ONCE, held alone: {name}")
    if code != 0:
        print(f"FAILED at: {taken[-1][0]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", choices=["all", "fast", "long"])
    parser.add_argument("--from", dest="first", metavar="STEP", help="begin at this step")
    parser.add_argument("--only", metavar="STEP", help="run this step alone")
    asked = parser.parse_args()
    steps = [step for step in STEPS if asked.plan in step.plans.split()]
    names = [step.name for step in steps]
    for wanted in filter(None, (asked.first, asked.only)):
        if wanted not in names:
            parser.error(f"no step {wanted!r}; there are: {', '.join(names)}")
    if asked.first:
        steps = steps[names.index(asked.first) :]
    if asked.only:
        steps = [step for step in steps if step.name == asked.only]
    with quick_folder() as folder:
        return run(steps, folder)


if __name__ == "__main__":
    sys.exit(main())
