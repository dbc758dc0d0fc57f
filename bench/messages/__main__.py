"""`python -m bench.messages`: an instance of a million messages, on SQLite and on PostgreSQL."""

import argparse
import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from bench import machine
from bench.messages import report
from bench.messages.instance import fill, settings_of
from bench.messages.measuring import pages, search
from bench.messages.posting import share_kept
from tests.services.postgres import ADDRESS, private_postgres
from tests.services.server import RunningServer

DATABASES = ("sqlite", "postgresql")
SMALL = 1_000


def measure(asked: argparse.Namespace, name: str, folder: Path, server_url: str | None) -> report.Figures:
    """Everything on one database. `server_url`: of the PostgreSQL server in which databases are made."""
    large = folder / f"{name}-{asked.messages}"
    small = folder / f"{name}-{SMALL}"
    instances = {}
    for place, many in ((small, SMALL), (large, asked.messages)):
        place.mkdir(parents=True, exist_ok=True)
        say(f"{name}: {many:,} messages")
        instances[place] = fill(settings_of(place, _url(place, server_url)), many, place / "instance.json")
    with _serving(small, server_url) as few, _serving(large, server_url) as many_server:
        say(f"{name}: searching")
        searched = search(many_server.port, instances[large], asked.times)
        say(f"{name}: pages")
        short, long = pages((few.port, instances[small]), (many_server.port, instances[large]), asked.pages)
    say(f"{name}: posting")
    written = asyncio.run(share_kept(small, _url(small, server_url), rounds=asked.rounds, seconds=asked.seconds))
    return report.Figures(name, searched, short, long, *written, bytes=_size(large, server_url))


@contextlib.contextmanager
def _serving(place: Path, server_url: str | None) -> Iterator[RunningServer]:
    url = _url(place, server_url)
    settings: dict[str, Any] = {"unlimited": "true"}
    if url is not None:
        settings |= {"database_url": url, "not_durable": "true"}
    with RunningServer(place, **settings) as server:
        yield server


def _url(place: Path, server_url: str | None) -> str | None:
    """Of this place's database on the PostgreSQL server, made when it is not there; None for SQLite."""
    if server_url is None:
        return None
    database = "bench_" + place.name.replace("-", "_")
    url = make_url(server_url)
    with psycopg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
    ) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
        if known is None:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
            (place / "instance.json").unlink(missing_ok=True)
    return url.set(database=database).render_as_string(hide_password=False)


def _size(place: Path, server_url: str | None) -> int:
    url = _url(place, server_url)
    if url is None:
        return sum(file.stat().st_size for file in (place / "data").glob("distributed.sqlite*"))
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        assert row is not None
        return int(row[0])


@contextlib.contextmanager
def _server_of(name: str) -> Iterator[str | None]:
    """A PostgreSQL server of our own, or the one that the tests were given."""
    if name == "sqlite":
        yield None
    elif given := os.environ.get(ADDRESS):
        yield given
    else:
        with private_postgres() as own:
            yield own


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.messages", description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--database", choices=[*DATABASES, "both"], default="both")
    parser.add_argument("--times", type=int, default=40, help="how often each kind of question is asked by each person")
    parser.add_argument("--pages", type=int, default=2_000, help="pages of each history")
    parser.add_argument("--rounds", type=int, default=3, help="of posting")
    parser.add_argument(
        "--seconds", type=float, default=3.0, help="of posting in each round, with and without indexing"
    )
    parser.add_argument("--quick", action="store_true", help="with 100,000 messages")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was filled there, or use what is there")
    parser.add_argument("--check", action="store_true", help="exit 1 when a target is not met")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.messages, asked.times, asked.pages, asked.rounds, asked.seconds = 100_000, 10, 500, 1, 1.0
    return asked


def main(arguments: list[str] | None = None) -> int:
    """0; with --check 1 when a target is missed."""
    asked = parse(arguments)
    about, steal, found = machine.describe(), machine.Steal(), []
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="distributed-bench-")))
        for name in DATABASES if asked.database == "both" else (asked.database,):
            with _server_of(name) as server_url:
                found.append(measure(asked, name, folder, server_url))
    about |= {"steal_percent": round(steal.percent(), 1), "messages": asked.messages}
    print(report.text(about, found))
    if asked.json is not None:
        asked.json.write_text(json.dumps(report.as_json(about, found), indent=1) + "\n")
    return 1 if asked.check and not all(report.targets_met(figures) for figures in found) else 0


if __name__ == "__main__":
    sys.exit(main())
