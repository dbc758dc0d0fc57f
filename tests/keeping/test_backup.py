"""Backups of an instance that runs, and what becomes of them."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest

from distributed_chat.config import Settings
from distributed_chat.keeping import backup as backup_module
from distributed_chat.keeping.backup import backup
from tests.cast import PASSWORD
from tests.services.server import RunningServer

pytestmark = pytest.mark.process


def distributed(*arguments: object, code: int = 0, settings: Mapping[str, str] | None = None) -> str:
    command = [sys.executable, "-m", "distributed_chat", *map(str, arguments)]
    environment = {"PATH": "/usr/bin:/bin"} | {
        f"DISTRIBUTED_{name.upper()}": value for name, value in (settings or {}).items()
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def furnish(server: RunningServer) -> tuple[httpx2.Client, str]:
    client = httpx2.Client(base_url=server.url)
    form = {"first_name": "Ann", "last_name": "T", "email": "ann@example.test", "password": PASSWORD}
    client.headers["authorization"] = f"Bearer {client.post('/api/users', json=form).json()['token']}"
    group = client.post("/api/groups", json={"name": "Crew"}).json()["group"]["id"]
    return client, str(client.post(f"/api/groups/{group}/rooms", json={"topic": "Kitchen"}).json()["room"]["id"])


def say(client: httpx2.Client, room: str, text: str, *, file: bytes | None = None) -> Any:
    files = []
    if file is not None:
        sent = client.post("/api/files", files={"file": ("plan.txt", file)}).json()["file"]
        files = [sent["id"]]
    answer = client.post(f"/api/conversations/{room}/messages", json={"text": text, "file_ids": files})
    assert answer.status_code == 201, answer.text
    return answer.json()["message"]


def whole(client: httpx2.Client, room: str) -> list[tuple[str, int]]:
    page = client.get(f"/api/conversations/{room}/messages").json()["messages"]
    return [(message["text"], message["number"]) for message in page]


def test_a_backup_of_a_running_instance_comes_back_somewhere_else(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    with RunningServer(tmp_path) as server:
        client, room = furnish(server)
        first = say(client, room, "before", file=b"bytes of a file")
        assert "OK:" in distributed("backup", backups, "--data", server.data)
        say(client, room, "between")
        assert "OK:" in distributed("backup", backups, "--data", server.data)
        said = whole(client, room)
        say(client, room, "after the backup")
        heard = client.get("/api/home").json()
        refused = distributed("restore", backups, "--data", server.data, code=1)
        assert "is not empty" in refused
    one, two = sorted(path for path in backups.iterdir() if not path.name.startswith("."))
    [old], [new] = (list((path / "files").rglob("0")) or list((path / "files").rglob("1")) for path in (one, two))
    assert old.samefile(new), "what did not change is kept once"
    again = tmp_path / "again"
    assert "Restored" in distributed("restore", backups, "--data", again / "data")
    assert "Everything is whole" in distributed("verify", "--data", again / "data")
    with RunningServer(again) as server:
        back = httpx2.Client(base_url=server.url, headers=client.headers)
        assert whole(back, room) == said
        assert back.get(first["files"][0]["url"]).content == b"bytes of a file"
        home = back.get("/api/home").json()
        assert home["groups"][0]["group"] == heard["groups"][0]["group"]
        assert home["epoch"] != heard["epoch"], "clients must not take their cursors for this history's"
        back.close()
    client.close()


def test_uploads_that_are_missing_are_named_and_cost_no_earlier_snapshot(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    with RunningServer(tmp_path) as server:
        client, room = furnish(server)
        say(client, room, "hello", file=b"bytes of a file")
        distributed("backup", backups, "--data", server.data)
        [gone] = (server.data / "files" / "files").iterdir()
        shutil.rmtree(gone)
        said = distributed("backup", backups, "--data", server.data, "--keep", 1, code=1)
        client.close()
    assert "NOT WHOLE" in said
    assert f"files/{gone.name}/0 is missing" in said
    assert len([path for path in backups.iterdir() if not path.name.startswith(".")]) == 2


@pytest.mark.parametrize("place", ["with%20space", pytest.param("data/uploads", marks=pytest.mark.long)])
def test_uploads_come_back_to_where_the_settings_say(tmp_path: Path, place: str) -> None:
    backups = tmp_path / "backups"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    there = {"files_url": f"file://{tmp_path}/one/{place}"}
    with RunningServer(tmp_path / "one", files_url=there["files_url"]) as server:
        client, room = furnish(server)
        sent = say(client, room, "hello", file=b"bytes of a file")
        assert "OK:" in distributed("backup", backups, "--data", server.data, settings=there)
    again = {"files_url": f"file://{tmp_path}/two/{place}"}
    data = tmp_path / "two" / "data"
    said = distributed("restore", backups, "--data", data, settings=again)
    assert f"distributed serve --data {data}" in said
    with RunningServer(tmp_path / "two", files_url=again["files_url"]) as server:
        back = httpx2.Client(base_url=server.url, headers=client.headers)
        assert back.get(sent["files"][0]["url"]).content == b"bytes of a file"
        back.close()
    client.close()


def test_what_is_deleted_while_a_backup_is_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with RunningServer(tmp_path) as server:
        client, room = furnish(server)
        stays, goes = (say(client, room, "hello", file=text) for text in (b"stays", b"goes"))
        settings = Settings(data=server.data)
        listed = backup_module.files_in
        deleted: list[int] = []

        def deletes(folder: Path) -> list[Path]:
            found = list(listed(folder))
            if not deleted:
                deleted.append(client.delete(f"/api/messages/{goes['id']}").status_code)
                while len(list(listed(folder))) == len(found):
                    time.sleep(0.05)
            return found

        monkeypatch.setattr(backup_module, "files_in", deletes)
        made = backup(settings, tmp_path / "backups")
        client.close()
    assert (made.missing, deleted) == ([], [200])
    assert [path.read_bytes() for path in (made.folder / "files").rglob("0")] == [b"stays"]
    assert stays["id"] != goes["id"]


def test_places_that_are_none_are_said_in_a_sentence(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    for command in (
        ("verify",),
        ("sweep",),
        ("migrate",),
        ("backup", tmp_path / "b"),
        ("user", "reset", "a@b.example"),
    ):
        assert "There is no instance in" in distributed(*command, "--data", nowhere, code=1)
        assert not nowhere.exists()


@pytest.mark.long
def test_what_a_person_can_mend_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    with RunningServer(tmp_path) as server:
        client, _room = furnish(server)
        client.close()
        assert "Not a directory" in distributed("backup", tmp_path / "file" / "b", "--data", server.data, code=1)
        assert "Stop it for this" in distributed("sweep", "--data", server.data, code=1)
        export = ("export", "--as", "ann@example.test", "--data", server.data, tmp_path / "crew.zip")
        assert "They are in: Crew (" in distributed(*export, "--group", "Chess", code=1)
        assert "0 messages" in distributed(*export, "--group", "crew")
    distributed("backup", tmp_path / "b", "--data", server.data)
    [snapshot] = [path for path in (tmp_path / "b").iterdir() if not path.name.startswith(".")]
    assert "Restored" in distributed("restore", snapshot, "--data", tmp_path / "again")
    assert "Not a directory" in distributed("restore", snapshot, "--data", tmp_path / "file" / "x", code=1)


@pytest.mark.long
def test_a_snapshot_that_is_damaged_or_no_snapshot_is_refused(tmp_path: Path) -> None:
    backups, place = tmp_path / "backups", tmp_path / "place"
    with RunningServer(tmp_path) as server:
        client, room = furnish(server)
        say(client, room, "hello", file=b"bytes")
        client.close()
    distributed("backup", backups, "--data", server.data, "--keep", 1)
    distributed("backup", backups, "--data", server.data, "--keep", 1)
    [snapshot] = [path for path in backups.iterdir() if not path.name.startswith(".")]
    database = snapshot / "distributed.sqlite3"
    healthy = database.read_bytes()
    database.write_bytes(healthy[:-1] + b"x")
    assert "lost something" in distributed("restore", backups, "--data", place, code=1)
    database.unlink()
    assert "is missing" in distributed("restore", backups, "--data", place, code=1)
    database.write_bytes(healthy)
    manifest = snapshot / "manifest.json"
    found = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(found | {"format": 2}))
    assert "later version" in distributed("restore", backups, "--data", place, code=1)
    manifest.write_text(json.dumps(found | {"files": {"files/../../out": found["files"]["distributed.sqlite3"]}}))
    assert "outside" in distributed("restore", backups, "--data", place, code=1)
    manifest.write_text(json.dumps(found))
    shelf = tmp_path / "shelf"
    elsewhere = {"files_url": f"file://{shelf}"}
    distributed("restore", backups, "--data", tmp_path / "other", settings=elsewhere)
    assert [file.read_bytes() for file in shelf.rglob("*") if file.is_file()] == [b"bytes"]
    assert not (tmp_path / "other" / "files").exists()
    assert "whole" in distributed("verify", "--data", tmp_path / "other", settings=elsewhere)
    refused = distributed("restore", backups, "--data", tmp_path / "third", code=1, settings=elsewhere)
    assert "belong there" in refused
    manifest.unlink()
    assert "no snapshot" in distributed("restore", backups, "--data", place, code=1)
    assert not place.exists()
