"""A whole instance with groups, private rooms and direct chats, its archive, and a second server that it goes to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from distributed_chat.app import App, create_app
from distributed_chat.archive import by_hand as exporting
from distributed_chat.config import Settings, SignUp
from distributed_chat.imports import working
from distributed_chat.imports.by_hand import Brought, begin_by_hand, look_by_hand
from distributed_chat.imports.parts_by_hand import parts_of
from distributed_chat.kernel.clock import MovedClock
from tests.archive.keeping import archive_bytes
from tests.archive.test_exporting import furnished, say
from tests.cast import Person, QuickPasswords, sign_up
from tests.embeds.internet import SmallInternet
from tests.places import join
from tests.services.databases import Databases


class World(NamedTuple):
    """What there was, and its archive."""

    path: Path
    crew: str
    choir: str
    empty: str
    before: dict[str, bytes]
    """By group: its own archive, as its owner took it."""


class Elsewhere(NamedTuple):
    app: App
    eve: Person


async def world(app: App, clock: MovedClock, ann: Person, bob: Person, cat: Person, folder: Path) -> World:
    """`Crew` of ann's with bob, `Choir` of bob's with cat and a room that ann can't see, one without rooms, a chat."""
    crew, _kitchen = await furnished(clock, ann, bob)
    choir = (await bob.post("/api/groups", {"name": "Choir"}))["group"]["id"]
    await join(bob, cat, choir)
    hall = (await bob.post(f"/api/groups/{choir}/rooms", {"topic": "Hall"}))["room"]["id"]
    hidden = {"topic": "Solos", "private": True, "member_ids": []}
    solos = (await bob.post(f"/api/groups/{choir}/rooms", hidden))["room"]["id"]
    for text in ("La", "Le", "Lu"):
        await say(cat, hall, text)
    aside = await say(bob, solos, "Who sings?")
    await say(bob, solos, "Me", thread_of=aside["id"])
    await bob.put(f"/api/messages/{aside['id']}/reactions/\N{THUMBS UP SIGN}", {})
    empty = (await cat.post("/api/groups", {"name": "Quiet"}))["group"]["id"]
    for person in (ann, cat):
        chat = (await bob.post("/api/chats", {"user_ids": [person.id]}))["chat"]["id"]
        await say(bob, chat, "Psst")
    before = {
        crew: await archive_bytes(app, ann, of="group", group_id=crew),
        choir: await archive_bytes(app, bob, of="group", group_id=choir),
    }
    return World(await archive_of_all(app, folder / "everything.zip"), crew, choir, empty, before)


async def archive_of_all(app: App, path: Path) -> Path:
    taken = await exporting.begin_by_hand(app.services, "ann@example.test", "instance", None)
    while taken.state != "ready":
        await app.long_worker.run_due()
        taken = await exporting.look_by_hand(app.services, taken.id, "ann@example.test", path)
        assert taken.state != "failed", taken
    return path


@asynccontextmanager
async def second_server(databases: Databases, clock: MovedClock, folder: Path) -> AsyncIterator[Elsewhere]:
    """Fresh, owned by eve. Its long jobs run when they are told to."""
    with databases.fresh() as url:
        settings = Settings(
            database_url=url, data=folder / "second", sign_up=SignUp.OPEN, not_durable=True, unlimited=True
        )
        make = partial(create_app, settings, clock=clock, passwords=QuickPasswords(), network=SmallInternet())
        made = await asyncio.to_thread(make)  # it reads files
        await made.start()
        await made.long_worker.stop()
        eve = await sign_up(made, "eve")
        yield Elsewhere(made, eve)
        await eve.client.aclose()
        await made.stop()


async def bring(
    there: Elsewhere, path: Path, only: str | None = None, group: str | None = None, people: Path | None = None
) -> list[Brought]:
    """As the command does it: group after group."""
    parts = await parts_of(there.app.services, path, only, group)
    ids = [None] if parts is None else [part.id for part in parts]
    return [await bring_one(there, path, part, group, people) for part in ids]


async def bring_one(
    there: Elsewhere, path: Path, part: str | None, group: str | None = None, people: Path | None = None
) -> Brought:
    begun = await begin_by_hand(there.app.services, path, "eve@example.test", group, part)
    return await ended(there, begun, people)


async def ended(there: Elsewhere, it: Brought, people: Path | None = None) -> Brought:
    for _ in range(200):
        if it.state in {"done", "failed"}:
            return it
        await there.app.long_worker.run_due()
        it = await look_by_hand(there.app.services, it.id, "eve@example.test", people)
    raise AssertionError(it)


async def lose(import_id: str) -> None:
    """As a kill does: what the process had open is gone."""
    await asyncio.to_thread(working.opened_here.pop(import_id).close)


async def home(person: Person) -> dict[str, Any]:
    """By group: its name and how many messages each room has."""
    found = (await person.get("/api/home"))["groups"]
    return {
        one["group"]["id"]: (one["group"]["name"], {room["topic"]: room["last_number"] for room in one["rooms"]})
        for one in found
    }
