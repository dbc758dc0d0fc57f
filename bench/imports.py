"""`python -m bench.imports`: archives of 100,000 messages as Slack and Discord's exporter make them, taken in by a
server that is being talked in meanwhile: how long it takes, how much memory, and how long posting waits.
"""

import argparse
import json
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import httpx2

from tests.imports.archives import large_discord, large_slack, zipped
from tests.services.server import RunningServer

ACCOUNT = {"email": "ann@example.test", "password": "tomatoes and bread", "first_name": "Ann", "last_name": "Test"}


class Figures(NamedTuple):
    kind: str
    size: int
    read_seconds: float
    write_seconds: float
    memory: int
    """Bytes that the server had at most."""
    idle: list[float]
    """Milliseconds of each post before, and during the import."""
    busy: list[float]


def measure(kind: str, path: Path, folder: Path) -> Figures:
    with RunningServer(folder, unlimited="true", sign_up="open") as server:
        with httpx2.Client(base_url=server.url, timeout=60) as client:
            session = client.post("/api/users", json=ACCOUNT).raise_for_status().json()
            client.headers["authorization"] = f"Bearer {session['token']}"
            room = _room(client)
            idle = _post(client, room, lambda: False, most=100)
            import_id = _begin(client, path)
            read = _wait(client, {"asks"})
            ended, busy = threading.Event(), list[float]()
            with httpx2.Client(base_url=server.url, headers=client.headers, timeout=60) as talker:
                talk = threading.Thread(target=lambda: busy.extend(_post(talker, room, ended.is_set)))
                talk.start()
                client.post(f"/api/imports/{import_id}/start", json={}).raise_for_status()
                write = _wait(client, {"done"})
                ended.set()
                talk.join()
        return Figures(kind, path.stat().st_size, read, write, _peak(server.pid), idle, busy)


def _room(client: httpx2.Client) -> str:
    group = client.post("/api/groups", json={"name": "Crew"}).raise_for_status().json()["group"]["id"]
    made = client.post(f"/api/groups/{group}/rooms", json={"topic": "Kitchen"}).raise_for_status()
    return str(made.json()["room"]["id"])


def _begin(client: httpx2.Client, path: Path) -> str:
    with path.open("rb") as file:
        sent = client.post("/api/files", files={"file": (path.name, file)}).raise_for_status()
    begun = client.post("/api/imports", json={"file_id": sent.json()["file"]["id"]}).raise_for_status()
    return str(begun.json()["import"]["id"])


def _wait(client: httpx2.Client, states: set[str]) -> float:
    began = time.perf_counter()
    while True:
        found: Any = client.get("/api/imports").raise_for_status().json()["imports"][0]
        if found["state"] in states:
            return time.perf_counter() - began
        if found["state"] == "failed":
            raise SystemExit(found["error"])
        time.sleep(0.1)


def _post(client: httpx2.Client, room: str, is_over: Any, *, most: int = 100_000) -> list[float]:
    """One message every 20 ms."""
    took: list[float] = []
    while not is_over() and len(took) < most:
        began = time.perf_counter()
        client.post(f"/api/conversations/{room}/messages", json={"text": "Still here"}).raise_for_status()
        took.append((time.perf_counter() - began) * 1_000)
        time.sleep(0.02)
    return took


def _peak(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1_024
    return 0


def _shown(it: Figures, messages: int) -> str:
    def latency(took: list[float]) -> str:
        cuts = statistics.quantiles(took, n=100) if len(took) > 1 else [0.0] * 99
        return f"p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms, at most {max(took, default=0):.0f} ms"

    rate = messages / it.write_seconds
    return "\n".join(
        [
            f"{it.kind}: {messages:,} messages, {it.size / 1e6:.1f} MB",
            f"  read {it.read_seconds:.1f} s, written {it.write_seconds:.1f} s, {rate:,.0f} messages a second",
            f"  the server's memory at its peak {it.memory / 1e6:.0f} MB",
            f"  posting before:    {latency(it.idle)}",
            f"  posting meanwhile: {latency(it.busy)} ({len(it.busy)} messages)",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as folder:
        slack, discord = Path(folder, "slack.zip"), Path(folder, "discord.json")
        slack.write_bytes(zipped(large_slack(asked.messages)))
        with discord.open("wb") as file:
            file.writelines(large_discord(asked.messages))
        for kind, path in (("Slack", slack), ("Discord", discord)):
            place = Path(folder, kind)
            place.mkdir()
            figures = measure(kind, path, place)
            print(json.dumps(figures._asdict()) if asked.json else _shown(figures, asked.messages), flush=True)


if __name__ == "__main__":
    main()
