"""What a tree of processes costs, and how busy each core was meanwhile. Linux."""

import time
from collections import defaultdict
from pathlib import Path

from bench.machine import cpu_seconds


def tree_seconds(root: int) -> float:
    """CPU time of the process and of all its children that live."""
    return sum(_seconds(pid) for pid in _tree(root))


def chromium_below(pid: int) -> int:
    """The browser's own process, which the process `pid` has started, by way of another. Raises `LookupError`."""
    for one in _tree(pid):
        words = _command(one)
        if "--remote-debugging-pipe" in words and not any(word.startswith("--type=") for word in words):
            return one
    raise LookupError("Chromium is not among the processes that were started")


class Cores:
    """How busy each core has been since this was made, with whatever else runs on this machine."""

    def __init__(self) -> None:
        self._before = self._read()

    def busiest(self) -> float:
        """The share of the busiest, 0 to 1."""
        shares = [0.0]
        for (busy, total), (busy_then, total_then) in zip(self._read(), self._before, strict=True):
            if total > total_then:
                shares.append((busy - busy_then) / (total - total_then))
        return max(shares)

    @staticmethod
    def _read() -> list[tuple[int, int]]:
        path, found = Path("/proc/stat"), []
        for line in path.read_text().splitlines() if path.exists() else ():
            name, *fields = line.split()
            if name.startswith("cpu") and name != "cpu":
                times = [int(field) for field in fields[:8]]
                found.append((sum(times) - times[3] - times[4], sum(times)))
        return found


def wait_for_network(seconds: float = 5.0) -> None:
    """Until no address is new any more: Chromium gives up what it loads when one becomes usable."""
    path, until, tentative = Path("/proc/net/if_inet6"), time.monotonic() + seconds, 0x40
    while path.exists() and time.monotonic() < until:
        if not any(int(line.split()[4], 16) & tentative for line in path.read_text().splitlines()):
            return
        time.sleep(0.1)


def _tree(root: int) -> list[int]:
    children: defaultdict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            children[_parent(int(folder.name))].append(int(folder.name))
    found = [root]
    for pid in found:
        found.extend(children[pid])
    return found


def _parent(pid: int) -> int:
    """0 when it has ended meanwhile."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _seconds(pid: int) -> float:
    try:
        return cpu_seconds(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def _command(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []
