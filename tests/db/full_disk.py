"""A server on a disk of 16 MB of its own, which somebody writes full: prints what happened as JSON.

    unshare -Urm python -m tests.db.full_disk FOLDER     # FOLDER is an empty one

Where a person may make such a namespace; `test_full_disk` is its only caller.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx2

from tests.cast import PASSWORD
from tests.services.server import RunningServer

WORDS = "x" * 7_000


def main(folder: Path) -> dict[str, Any]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)], check=True)
    # Its log is on the same disk, as it often is.
    with RunningServer(folder, access_log="on", unlimited="true") as server:
        client = httpx2.Client(base_url=server.url, timeout=10)
        person = {"first_name": "Ann", "last_name": "T", "email": "ann@example.test", "password": PASSWORD}
        client.headers["authorization"] = f"Bearer {client.post('/api/users', json=person).json()['token']}"
        group = client.post("/api/groups", json={"name": "Crew"}).json()["group"]["id"]
        room = client.post(f"/api/groups/{group}/rooms", json={"topic": "Kitchen"}).json()["room"]["id"]
        path = f"/api/conversations/{room}/messages"
        sent, refused = _write_full(client, path)
        reads = [client.get(where).status_code for where in ("/api/home", path, "/livez")]
        lost = sent - _kept(client, path)
        server.kill()
        server.start()
        after_restart = client.get("/api/home").status_code, client.post(path, json={"text": WORDS}).json()["code"]
        lost |= sent - _kept(client, path)
        subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
        heals = _again(client, path)
    return {
        "sent": len(sent),
        "refused": refused,
        "reads": reads,
        "lost": len(lost),
        "after_restart": after_restart,
        "heals": heals,
    }


def _write_full(client: httpx2.Client, path: str) -> tuple[set[str], list[Any]]:
    """What was acknowledged, and the first ten refusals after it."""
    sent, refused = set[str](), list[Any]()
    while len(refused) < 10:
        answer = client.post(path, json={"text": WORDS})
        if answer.status_code == 201:
            sent.add(answer.json()["message"]["id"])
        else:
            refused.append([answer.status_code, answer.json()["code"], answer.headers["retry-after"]])
    return sent, refused


def _kept(client: httpx2.Client, path: str) -> set[str]:
    found, before = set[str](), 10**9
    while True:
        page = client.get(path, params={"limit": 200, "before": before}).json()
        found |= {message["id"] for message in page["messages"]}
        if not page["has_older"]:
            return found
        before = page["messages"][0]["number"]


def _again(client: httpx2.Client, path: str) -> float:
    """Seconds until something can be said again."""
    began = time.monotonic()
    while client.post(path, json={"text": WORDS}).status_code != 201:
        assert time.monotonic() - began < 10
        time.sleep(0.1)
    return round(time.monotonic() - began, 2)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
