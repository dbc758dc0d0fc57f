"""The meter: what the owner of an instance sees, and what the log says."""

from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from distributed_chat.app import App
from distributed_chat.keeping import queries
from distributed_chat.keeping.meter import Meter
from tests.cast import Person
from tests.files.sending import upload

Usage = namedtuple("Usage", "total used free")


async def test_the_owner_sees_what_there_is_and_nobody_else(app: App, ann: Person, bob: Person) -> None:
    before = await ann.get("/api/instance/storage")
    await upload(ann, "a.bin", b"x" * 1_000)
    after = await ann.get("/api/instance/storage")
    assert after["uploads"] - before["uploads"] == 1_000
    assert after["database"] > 100_000
    assert 0 < after["disk"]["free"] <= after["disk"]["total"]
    assert after["uploads_at"] == "here"
    assert (await bob.client.get("/api/instance/storage")).status_code == 403


@pytest.mark.parametrize(("free", "state"), [(50, "well"), (10, "well"), (9, "low"), (5, "low"), (4, "nearly_full")])
def test_a_disk_is_low_below_a_tenth_and_nearly_full_below_a_twentieth(
    monkeypatch: Any, tmp_path: Path, free: int, state: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(100, 100 - free, free))
    assert queries.disk_of(tmp_path).state == state


def test_each_step_down_is_said_once(monkeypatch: Any, tmp_path: Path) -> None:
    meter = Meter(tmp_path)
    with capture_logs() as said:
        for free in (50, 9, 8, 4, 3, 9, 50, 9):
            monkeypatch.setattr("shutil.disk_usage", lambda _folder, free=free: Usage(100, 100 - free, free))
            meter.take(queries.disk_of(tmp_path))
    assert [line["free_percent"] for line in said] == [9, 4, 9]
