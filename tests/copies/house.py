"""Several real copies of the server on one PostgreSQL and one NATS, and people who talk to whichever they like."""

import os
import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import psycopg
from sqlalchemy import make_url

from tests.cast import PASSWORD, Person
from tests.journeys.live import Listener, Live
from tests.services.nats import PrivateNats
from tests.services.postgres import ADDRESS
from tests.services.server import RunningServer


class House:
    def __init__(self, copies: Sequence[RunningServer], nats: PrivateNats) -> None:
        self.copies = list(copies)
        self.nats = nats

    @asynccontextmanager
    async def people(self, *names: str) -> AsyncIterator[list[Person]]:
        """Accounts, each at the copy whose turn it is."""
        async with AsyncExitStack() as stack:
            people = []
            for number, name in enumerate(names):
                url = self.copies[number % len(self.copies)].url
                client = await stack.enter_async_context(httpx2.AsyncClient(base_url=url, timeout=20))
                form = {"first_name": name, "last_name": "T", "email": f"{name}@example.test", "password": PASSWORD}
                answer = await client.post("/api/users", json=form)
                assert answer.status_code == 201, answer.text
                token = answer.json()["token"]
                client.headers["authorization"] = f"Bearer {token}"
                people.append(Person(answer.json()["user"], token, client))
            yield people

    def at(self, person: Person, copy: int) -> Person:
        """The same person, speaking to that copy. The client is closed with the loop."""
        client = httpx2.AsyncClient(base_url=self.copies[copy].url, headers=person.client.headers, timeout=20)
        return Person(person.user, person.token, client)

    @asynccontextmanager
    async def socket(self, person: Person, copy: int, cursors: dict[str, int] | None = None) -> AsyncIterator[Listener]:
        async with Live(self.copies[copy].port).socket(person, cursors) as listener:
            yield listener


@contextmanager
def house(folder: Path, copies: int, *, server: str | None = None, **settings: Any) -> Iterator[House]:
    """All started one after the other; the first brings the schema. `server`: another PostgreSQL than the suite's."""
    place = make_url(server or os.environ[ADDRESS])
    name = f"house_{secrets.token_hex(6)}"
    plain = place.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    url = place.set(database=name).render_as_string(hide_password=False)
    with ExitStack() as stack:
        nats = stack.enter_context(PrivateNats())
        ours = {"database_url": url, "bus_url": nats.url, "not_durable": 1, "unlimited": 1, "sign_up": "open"}
        running = [RunningServer(folder / f"copy{number}", **{**ours, **settings}) for number in range(copies)]
        for number, one in enumerate(running):
            (folder / f"copy{number}").mkdir(parents=True)
            stack.enter_context(one)
        yield House(running, nats)
        for one in running:
            assert "Traceback" not in one.log, one.log
