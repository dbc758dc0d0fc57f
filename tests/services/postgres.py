"""A private PostgreSQL for tests: made in a temporary folder, reached by a Unix socket only, gone afterwards.

    python -m tests.services.postgres pytest tests -m database

starts one, tells the command its address in DISTRIBUTED_TEST_POSTGRES, and stops it when the command ends. It is not
durable, which makes it fast. PostgreSQL refuses to run as root, so root has nobody own and start it.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

ADDRESS = "DISTRIBUTED_TEST_POSTGRES"
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ROOM_FOR_WORKERS = "max_connections=200"
ROOM_IN_MEMORY = 4 * 1024**3
"""Bytes; the whole suite takes less than one of them."""


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs, or None when the machine has none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def address(folder: Path, database: str) -> str:
    """SQLAlchemy's URL of a database of the server in `folder`."""
    return f"postgresql+psycopg://app@/{database}?host={folder}"


@contextmanager
def private_postgres() -> Iterator[str]:
    """A running server; yields the address of its maintenance database."""
    with PrivatePostgres() as server:
        yield server.address


class PrivatePostgres:
    """`with PrivatePostgres() as server:` … `server.stop()`, `server.start()`: the same data at the same address."""

    def __init__(self) -> None:
        programs = postgres_programs()
        if programs is None:
            sys.exit("distributed: these tests need PostgreSQL's server programs (Debian: apt-get install postgresql).")
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="distributed-postgres-", dir=_quick_place()))

    @property
    def address(self) -> str:
        return address(self._folder, "postgres")

    def __enter__(self) -> Self:
        make(self._programs, self._folder)
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.stop()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def pids(self) -> list[int]:
        """Of the server and of everything that works for it."""
        first = int((self._folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def start(self) -> None:
        start(self._programs, self._folder)

    def stop(self) -> None:
        """As when its machine goes down: no goodbye."""
        run(self._programs, self._folder, "pg_ctl", "-D", "data", "-m", "immediate", "stop")


def _quick_place() -> str:
    """In memory where there is room: to make a database is to write a thousand files. A socket's path stays short."""
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > ROOM_IN_MEMORY:
        return str(memory)
    return "/tmp"


def make(programs: Path, folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    run(
        programs,
        folder,
        "initdb",
        "-D",
        "data",
        "-U",
        "app",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )


def start(programs: Path, folder: Path) -> None:
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", ROOM_FOR_WORKERS, *NOT_DURABLE)
    options = " ".join(f"-c {setting}" for setting in settings)
    run(programs, folder, "pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")


def run(programs: Path, folder: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs in the folder, as nobody when we are root; its output only if it fails."""
    nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    with tempfile.TemporaryFile() as said:  # a file, not a pipe: the server would inherit a pipe and hold it open
        done = subprocess.run(
            [str(programs / program), *arguments],
            cwd=folder,
            env={**os.environ, "HOME": str(folder)},
            stdout=said,
            stderr=said,
            check=False,
            timeout=60,
            user=nobody.pw_uid if nobody else None,
            group=nobody.pw_gid if nobody else None,
            extra_groups=[] if nobody else None,
        )
        if done.returncode != 0:
            said.seek(0)
            raise RuntimeError(f"{program} ended with {done.returncode}: {said.read().decode(errors='replace')}")


def main(command: Sequence[str]) -> int:
    with private_postgres() as server:
        return subprocess.run(command, env={**os.environ, ADDRESS: server}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
