"""Of what has to go on while nobody looks: backups, uploads, work that was put off, other copies and their bus."""

import asyncio
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from distributed_chat.blobs import BlobsAreAway, blobs_of
from distributed_chat.bus import trouble_with_nats
from distributed_chat.cli.checks.finding import Finding, fail, ok, warn
from distributed_chat.cli.checks.instance import SECONDS, reading
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong
from distributed_chat.keeping import last_backup

OLD = timedelta(days=8)
"""Of a backup: a week's, and a day to make it."""

_FAILED = sa.text("SELECT kind, count(*) FROM jobs WHERE due_at IS NULL GROUP BY kind ORDER BY kind")
_ALIVE = sa.text("SELECT name FROM copies WHERE beat_at > (extract(epoch FROM now()) - 3) * 1000000 ORDER BY name")


def backups(settings: Settings, now: datetime | None = None) -> Finding:
    how = "distributed backup DIR, on another disk and every day"
    last = last_backup.read(settings.data)
    if last is None:
        return warn("backup", f"None was made yet: {how}.")
    age = (now or datetime.now(UTC)) - datetime.fromisoformat(last.at)
    said = f"The last is {_in_words(age)} old, in {last.folder}"
    return warn("backup", f"{said}: {how}.") if age > OLD else ok("backup", f"{said}.")


def _in_words(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3_600)
    number, word = (hours // 24, "day") if hours >= 48 else (hours, "hour")
    return f"{number} {word}{'' if number == 1 else 's'}"


async def uploads(settings: Settings) -> Finding:
    """Whether the place answers; writes nothing."""
    where = "the bucket" if (settings.files_url or "").startswith("s3:") else "the folder"
    try:
        async with asyncio.timeout(SECONDS):
            await blobs_of(settings).size("is-anybody-there")
    except SettingIsWrong as error:
        return fail("uploads", str(error))
    except (BlobsAreAway, TimeoutError) as error:
        return fail("uploads", f"{where.capitalize()} does not answer: {error.__cause__ or 'too slow'}.")
    return ok("uploads", f"Files go into {where}.")


def put_off(settings: Settings) -> Finding:
    """Jobs that were tried for a day and given up."""
    with reading(settings) as connection:
        failed = [] if connection is None else connection.execute(_FAILED).all()
    if not failed:
        return ok("jobs", "None was given up.")
    kinds = ", ".join(f"{count} of {kind}" for kind, count in failed)
    return warn("jobs", f"Given up after a day of trying: {kinds}. The log says why (job_failed).")


async def bus(settings: Settings) -> Finding:
    if settings.bus_url is None:
        return ok("bus", "Not used: one copy needs none.")
    wrong = await trouble_with_nats(settings.bus_url, seconds=SECONDS)
    if wrong is not None:
        return fail("bus", f"NATS does not answer ({wrong}): events are up to a second late. DISTRIBUTED_BUS_URL")
    return ok("bus", "NATS answers.")


def copies(settings: Settings) -> Finding:
    with reading(settings) as connection:
        if connection is None or connection.dialect.name == "sqlite":
            return ok("copies", "One, by itself.")
        names = connection.execute(_ALIVE).scalars().all()
    if len(names) > 1 and settings.bus_url is None:
        return warn(
            "copies", f"{len(names)} are alive without a bus: events are up to a second late. Set DISTRIBUTED_BUS_URL."
        )
    return ok("copies", f"{len(names)} alive: {', '.join(names)}." if names else "None is alive.")
