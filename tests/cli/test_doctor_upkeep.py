"""What the doctor sees of that which goes on while nobody looks: backups, uploads, jobs and the bus."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from distributed_chat.cli.checks import Verdict, upkeep
from distributed_chat.cli.checks.finding import ok
from distributed_chat.config import Settings
from distributed_chat.db import Database, metadata
from distributed_chat.jobs import enqueue
from distributed_chat.keeping import last_backup
from tests.services.nats import PrivateNats
from tests.services.server import HOST, free_port


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def test_a_backup_that_is_missing_or_old_is_asked_for(here: Settings) -> None:
    assert upkeep.backups(here).verdict == Verdict.WARN
    last_backup.write(here.data, last_backup.LastBackup(at="2026-11-20T04:00:00+00:00", folder="/mnt/backups"))
    then = datetime(2026, 11, 20, 5, tzinfo=UTC)
    assert upkeep.backups(here, then) == ok("backup", "The last is 1 hour old, in /mnt/backups.")
    assert "8 days old" in upkeep.backups(here, then + timedelta(days=8)).said
    assert upkeep.backups(here, then + timedelta(days=8)).verdict == Verdict.WARN
    (here.data / last_backup.NAME).write_text("{")
    assert upkeep.backups(here).verdict == Verdict.WARN


async def test_uploads_that_are_away_are_said(here: Settings) -> None:
    assert (await upkeep.uploads(here)).verdict == Verdict.OK
    bucket = f"s3://key:tomatoes@bucket?endpoint=http://{HOST}:{free_port()}&region=x"
    away = await upkeep.uploads(msgspec.structs.replace(here, files_url=bucket))
    assert away.verdict == Verdict.FAIL
    assert "tomatoes" not in away.said


async def test_jobs_that_were_given_up_are_named(here: Settings) -> None:
    assert upkeep.put_off(here) == ok("jobs", "None was given up.")
    database = await Database.open(here)
    await database.write(lambda tx: enqueue(tx, "mail.send", "1", GivenUp()))
    assert upkeep.put_off(here).verdict == Verdict.OK
    await database.write(lambda tx: tx.conn.execute(metadata.tables["jobs"].update().values(due_at=None)))
    found = upkeep.put_off(here)
    assert upkeep.copies(here).verdict == Verdict.OK
    await database.close()
    assert (found.verdict, "1 of mail.send" in found.said) == (Verdict.WARN, True)


class GivenUp(msgspec.Struct):
    """A job."""


async def test_a_bus_is_tried_where_it_is_set(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "SECONDS", 1)
    assert (await upkeep.bus(here)).verdict == Verdict.OK
    with PrivateNats() as nats:
        assert await upkeep.bus(msgspec.structs.replace(here, bus_url=nats.url)) == ok("bus", "NATS answers.")
    away = await upkeep.bus(msgspec.structs.replace(here, bus_url=f"nats://ann:tomatoes@{HOST}:{free_port()}"))
    assert away.verdict == Verdict.FAIL
    assert "tomatoes" not in away.said
