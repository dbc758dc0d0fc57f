"""A disk that is really full: what is sent is refused in words, nothing that was acknowledged is lost, and it heals."""

import json
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from tests.services.server import RunningServer

pytestmark = pytest.mark.process
NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]


def _may_mount() -> bool:
    try:
        tried = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False, timeout=10)
    except FileNotFoundError:
        return False
    return tried.returncode == 0


@pytest.mark.skipif(not _may_mount(), reason="A disk of its own needs user namespaces.")
def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path) -> None:
    command = [*NAMESPACE, sys.executable, "-m", "tests.db.full_disk", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    sys.stdout.write(f"{found}\n")
    assert found["sent"] > 100
    assert {tuple(one[:2]) for one in found["refused"]} == {(503, "disk_is_full")}
    assert found["reads"] == [200, 200, 200]
    assert found["lost"] == 0
    assert found["after_restart"] == [200, "disk_is_full"]


def test_a_log_that_nobody_can_write_harms_nobody(tmp_path: Path) -> None:
    """It is on a disk that is full."""
    server = RunningServer(tmp_path, access_log="on", slow_ms=0)
    server.log_file = Path("/dev/full")
    with server:
        for _ in range(20):
            assert httpx2.post(f"{server.url}/api/users", json={}, timeout=5).status_code == 422
            assert httpx2.get(f"{server.url}/api/home", timeout=5).status_code == 401
        person = {"first_name": "Ann", "last_name": "T", "email": "ann@example.test", "password": "tomatoes and bread"}
        token = httpx2.post(f"{server.url}/api/users", json=person, timeout=10).json()["token"]
        headers = {"authorization": f"Bearer {token}"}
        assert httpx2.post(f"{server.url}/api/groups", json={"name": "Crew"}, headers=headers).status_code == 201
