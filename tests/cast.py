"""The cast: people of a test, each with a client of their own that is signed in as them.

ann comes first and owns the instance; bob is somebody else's member; cat is the outsider who must see nothing.
"""

from dataclasses import dataclass
from typing import Any

import httpx2
import msgspec

from distributed_chat.accounts.actions import create_account, start_session
from distributed_chat.accounts.schemas import Me
from distributed_chat.app import App
from distributed_chat.db import Tx

PASSWORD = "tomatoes and bread"
ADDRESS = "http://testserver"


class QuickPasswords:
    """Answers like the real one, at once, and counts the work that would have been slow."""

    def __init__(self) -> None:
        self.work = 0

    async def hash(self, password: str) -> str:
        self.work += 1
        return f"hash of {password}"

    async def matches(self, password: str, hashed: str | None) -> bool:
        self.work += 1
        return hashed == f"hash of {password}"

    def is_outdated(self, hashed: str) -> bool:
        return False

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True)
class Person:
    """Somebody with an account, on one device."""

    user: dict[str, Any]
    token: str
    client: httpx2.AsyncClient

    @property
    def id(self) -> str:
        return str(self.user["id"])

    async def get(self, path: str, **query: Any) -> Any:
        """The JSON of a 200."""
        return good(await self.client.get(path, params=query or None), 200)

    async def post(self, path: str, body: Any = None, *, status: int | None = None) -> Any:
        """The JSON of an answer in the two hundreds, or of exactly this status."""
        return good(await self.client.post(path, json=body if body is not None else {}), status)

    async def put(self, path: str, body: Any, *, status: int | None = None) -> Any:
        return good(await self.client.put(path, json=body), status)

    async def patch(self, path: str, body: Any, *, status: int | None = None) -> Any:
        return good(await self.client.patch(path, json=body), status)

    async def delete(self, path: str, *, status: int | None = None) -> Any:
        return good(await self.client.delete(path), status)


def good(answer: httpx2.Response, status: int | None) -> Any:
    assert (answer.status_code == status) if status else answer.is_success, (answer.status_code, answer.text)
    return answer.json() if answer.content else None


def client_of(app: App, token: str | None = None) -> httpx2.AsyncClient:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=ADDRESS, headers=headers)


async def sign_up(app: App, name: str) -> Person:
    """A new account `name@example.test` with a session, made without the route: most tests are not about signing up."""
    hashed = await app.passwords.hash(PASSWORD)

    def make(tx: Tx) -> tuple[Me, str]:
        email = f"{name}@example.test"
        me = create_account(tx, first_name=name.capitalize(), last_name="Test", email=email, password_hash=hashed)
        return me, start_session(tx, me.id, user_agent=None, address="192.0.2.1")

    me, token = await app.database.write(make)
    return Person(msgspec.to_builtins(me), token, client_of(app, token))
