"""Keys for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from distributed_chat.app import App
from tests.cast import Person, client_of


@dataclass(frozen=True)
class Keyed:
    """A program that signs in with a key."""

    key: dict[str, Any]
    secret: str
    client: httpx2.AsyncClient

    async def status(self, method: str, path: str, body: Any = None, **headers: str) -> int:
        return (await self.client.request(method, path, json=body, headers=headers)).status_code

    async def code(self, method: str, path: str, body: Any = None, **headers: str) -> str:
        """Of the error that it is answered with."""
        return str((await self.client.request(method, path, json=body, headers=headers)).json()["code"])


@asynccontextmanager
async def make_key(app: App, person: Person, **form: Any) -> AsyncIterator[Keyed]:
    made = await person.post("/api/keys", {"name": "Test", **form}, status=201)
    async with client_of(app, made["secret"]) as client:
        yield Keyed(made["key"], made["secret"], client)
