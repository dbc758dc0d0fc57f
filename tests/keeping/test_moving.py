"""`distributed migrate`: the same instance on PostgreSQL, for two people who look closely."""

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
from sqlalchemy import make_url

from tests.keeping.test_backup import distributed, furnish, say
from tests.services.postgres import ADDRESS, PrivatePostgres
from tests.services.server import RunningServer

pytestmark = [pytest.mark.process, pytest.mark.database]


@pytest.fixture
def target(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty PostgreSQL database: of the suite's server, or for the long form of one of our own."""
    with ExitStack() as stack:
        address = os.environ.get(ADDRESS)
        if address is None:
            if request.node.get_closest_marker("long") is None:
                pytest.skip("The target is PostgreSQL.")
            address = stack.enter_context(PrivatePostgres()).address
        server, name = make_url(address), f"moved_{secrets.token_hex(6)}"
        with psycopg.connect(plain(server.render_as_string(hide_password=False)), autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}"')
        yield server.set(database=name).render_as_string(hide_password=False)


def plain(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")


def seen(client: httpx2.Client, room: str) -> dict[str, Any]:
    """What somebody sees: everything but what changes by looking."""
    home = client.get("/api/home").json()
    return {
        "home": home,
        "messages": client.get(f"/api/conversations/{room}/messages").json(),
        "found": client.get("/api/search", params={"q": "tomatoes", "offset_minutes": 0}).json(),
        "log": client.get(f"/api/conversations/{room}/events").json(),
        "sessions": len(client.get("/api/sessions").json()["sessions"]),
    }


def when_found(client: httpx2.Client, room: str) -> dict[str, Any]:
    """The index reads the log a moment later."""
    late = time.monotonic() + 10
    while len((found := seen(client, room))["found"].get("hits", [])) < 2:
        assert time.monotonic() < late, found["found"]
        time.sleep(0.1)
    return found


def test_nobody_sees_a_difference(tmp_path: Path, target: str) -> None:
    with RunningServer(tmp_path) as server:
        client, room = furnish(server)
        sent = say(client, room, "Tomatoes & “quotes” \\ tabs\t ünïcode 🍅", file=b"bytes")
        say(client, room, "no tomatoes here")
        client.put(f"/api/messages/{sent['id']}/reactions/🍅", json={})
        client.delete(f"/api/messages/{say(client, room, 'a slip')['id']}")
        made = client.post("/api/keys", json={"name": "script", "scopes": ["messages:read"]}).json()
        before = when_found(client, room)
        busy = distributed("migrate", "--to", target, "--data", server.data, code=1)
        assert "is using" in busy
        client.close()
    said = distributed("migrate", "--to", target, "--data", server.data)
    assert "Moved" in said
    assert "follow from each other" in said
    refused = distributed("migrate", "--to", target, "--data", server.data, code=1)
    assert "not empty" in refused
    assert "was moved to PostgreSQL on" in distributed("serve", "--port", "0", "--data", server.data, code=1)
    with RunningServer(tmp_path, database_url=target, not_durable=1) as server:
        with httpx2.Client(base_url=server.url, headers=client.headers) as again:
            assert seen(again, room) == before
            assert again.get(sent["files"][0]["url"]).content == b"bytes"
            say(again, room, "and on it goes, with tomatoes")
        with httpx2.Client(base_url=server.url, headers={"authorization": f"Bearer {made['secret']}"}) as program:
            page = program.get(f"/api/conversations/{room}/messages").json()
            assert page["messages"][-1]["number"] == before["messages"]["messages"][-1]["number"] + 1


@pytest.mark.long
def test_what_ended_in_the_middle_starts_nowhere_and_begins_anew(tmp_path: Path, target: str) -> None:
    with RunningServer(tmp_path) as server:
        client, room = furnish(server)
        say(client, room, "hello")
        client.close()
    distributed("migrate", "--to", target, "--data", server.data)
    with psycopg.connect(plain(target), autocommit=True) as admin:
        admin.execute("INSERT INTO instance (key, value) VALUES ('unfinished', 'moving')")
        admin.execute("DELETE FROM search_entries")
    refused = distributed(
        "serve", "--port", "0", "--data", tmp_path / "x", code=1, settings={"database_url": target, "not_durable": "1"}
    )
    assert "not filled to its end" in refused
    assert "Moved" in distributed("migrate", "--to", target, "--data", server.data)


@pytest.mark.long
def test_what_postgresql_can_not_keep_is_said(tmp_path: Path, target: str) -> None:
    with RunningServer(tmp_path) as server:
        client, room = furnish(server)
        say(client, room, "hello")
        client.close()
    with sqlite3.connect(server.data / "distributed.sqlite") as database:
        database.execute("UPDATE messages SET text = 'a' || char(0) || 'b'")
    database.close()
    refused = distributed("migrate", "--to", target, "--data", server.data, code=1)
    assert "NUL" in refused
    assert "messages.text" in refused
