"""What the kernel says about this machine and a process on it. Linux; elsewhere nothing is pinned."""

import contextlib
import os
import platform
import resource
import time
from collections.abc import Iterator
from pathlib import Path

SERVER_CORE, GENERATOR_CORE = 0, 1
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def usable_cores() -> list[int]:
    if not hasattr(os, "sched_getaffinity"):
        return []
    return sorted(os.sched_getaffinity(0))


@contextlib.contextmanager
def pinned(which: int, cores: list[int]) -> Iterator[None]:
    """This process, and what it starts meanwhile, on one of `cores`: the first for servers, the second for clients."""
    if not cores:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {cores[which % len(cores)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def raise_file_limit(wanted: int) -> None:
    """So many open files for this process and its children. Raises `SystemExit` when the hard limit is lower."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise SystemExit(
            f"bench: {wanted} open files are needed and the hard limit is {hard} (ulimit -Hn): --idle less."
        )
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of the process, to a hundredth of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE


def fsync_seconds(folder: Path, times: int = 200) -> list[float]:
    """How long the disk under `folder` takes to keep 4 KiB more, as a log grows."""
    taken = []
    path = folder / "fsync.bench"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        for _ in range(times):
            os.write(handle, bytes(4_096))
            began = time.perf_counter()
            os.fsync(handle)
            taken.append(time.perf_counter() - began)
    finally:
        os.close(handle)
        path.unlink()
    return taken


class Steal:
    """The share of time that the host took from this virtual machine since this was made; neighbours double a p99."""

    def __init__(self) -> None:
        self._before = self._read()

    def percent(self) -> float:
        stolen, total = (now - before for now, before in zip(self._read(), self._before, strict=True))
        return 100 * stolen / total if total else 0.0

    @staticmethod
    def _read() -> tuple[int, int]:
        path = Path("/proc/stat")
        if not path.exists():
            return 0, 0
        fields = [int(field) for field in path.read_text().split("\n", 1)[0].split()[1:9]]
        return fields[7], sum(fields)


def processor() -> str:
    path = Path("/proc/cpuinfo")
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def describe() -> dict[str, object]:
    return {
        "processor": processor(),
        "cores": len(usable_cores()) or os.cpu_count(),
        "kernel": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }
