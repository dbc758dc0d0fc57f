"""`python -m bench.backup`: backup, restore and verify of an instance of a million messages and a gigabyte of files.

The server runs meanwhile; how long posting waits is printed beside the times.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2

from bench.messages.instance import fill, settings_of
from tests.services.server import RunningServer

PIECE = 16 * 1024 * 1024
PASSWORD = "tomatoes and bread"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 messages and 64 MB")
    parser.add_argument("--folder", type=Path, help="where the instance is made and kept (a temporary folder)")
    asked = parser.parse_args()
    messages, size = (20_000, 64 * 1024**2) if asked.quick else (1_000_000, 1024**3)
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        say(f"making {messages:,} messages")
        fill(settings_of(folder, None), messages, folder / "instance.json")
        measure(folder, size)
    return 0


def measure(folder: Path, size: int) -> None:
    with RunningServer(folder, unlimited=1, sign_up="open") as server, httpx2.Client(base_url=server.url) as client:
        form = {"first_name": "Ann", "last_name": "B", "email": "bench@example.test", "password": PASSWORD}
        client.headers["authorization"] = f"Bearer {client.post('/api/users', json=form).json()['token']}"
        group = client.post("/api/groups", json={"name": "Crew"}).json()["group"]["id"]
        room = client.post(f"/api/groups/{group}/rooms", json={"topic": "Kitchen"}).json()["room"]["id"]
        say(f"uploading {size:,} bytes")
        for number in range(size // PIECE):
            client.post("/api/files", files={"file": (f"{number}.bin", os.urandom(PIECE))}, timeout=60)
        with posting(server.url, client.headers["authorization"], room) as waits:
            say(f"first backup: {timed('backup', folder / 'backups', '--data', server.data)}")
            say(f"second backup: {timed('backup', folder / 'backups', '--data', server.data)}")
            say(f"verify of the running instance: {timed('verify', '--data', server.data)}")
        waits.sort()
        half, most = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
        say(f"posting meanwhile: p50 {half * 1000:.1f} ms, p99 {most * 1000:.1f} ms")
    say(f"restore: {timed('restore', folder / 'backups', '--data', folder / 'again')}")


@contextlib.contextmanager
def posting(url: str, authorization: str, room: str) -> Iterator[list[float]]:
    """Somebody writes all the time; the seconds of each answer."""
    waits: list[float] = []
    ends = threading.Event()

    def write() -> None:
        with httpx2.Client(base_url=url, headers={"authorization": authorization}, timeout=60) as client:
            while not ends.wait(0.02):
                began = time.perf_counter()
                client.post(f"/api/conversations/{room}/messages", json={"text": "still here"})
                waits.append(time.perf_counter() - began)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield waits
    finally:
        ends.set()
        thread.join()


def timed(*arguments: object) -> str:
    began = time.monotonic()
    command = [sys.executable, "-m", "distributed_chat", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    return f"{time.monotonic() - began:.1f} s"


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
