"""What a route may ask for beside its transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from distributed_chat.config import Settings
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import Clock


class Passwords(Protocol):
    """Slow hashing, off the event loop. `accounts.passwords` in production, a quick one that counts in tests."""

    async def hash(self, password: str) -> str: ...

    async def matches(self, password: str, hashed: str | None) -> bool: ...

    def is_outdated(self, hashed: str) -> bool: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What `app` has made; given to routes of the kind `task` and to the handlers of jobs."""

    database: Database
    settings: Settings
    clock: Clock
    passwords: Passwords
    actor_of: Callable[[Tx, str], Actor | None] = lambda _tx, _token: None
    """Who a token or a key signs in: for tasks that look again while they last."""
    live: Any = None
    """The stream socket, for routes that follow the log. Typed by those who use it: `web` knows no streams."""
    blobs: Any = None
    """`blobs.Blobs`: what people upload."""
    pictures: Any = None
    """`pictures.Pictures`: the process that decodes them."""
    looker: Any = None
    """`embeds.looking.Looker`, for the jobs that look at links."""
    gifs: Any = None
    """`gifs.providers.Library`, if the settings name one."""
    hooks: Any = None
    """`embeds.fetching.Fetcher` for slash commands: it reaches what webhooks may."""
    calls: Any = None
    """Who is in which call and by which media server, for the routes of calls."""


class Gate(Protocol):
    """Who lets keys in. `keys.door` in the app; without one a key opens nothing."""

    def admit(self, tx: Tx, asked: Any) -> Actor | None: ...

    def count(self, key_id: str, route: str, status: int) -> None: ...


class RequestInfo(NamedTuple):
    """What a request says of where it comes from."""

    address: str
    user_agent: str | None
    same_origin: bool
    """Sent by a page of this very server: such a page needs no token, it has the cookie."""
    token: str | None
    """The secret of the session, from the header or the cookie."""
    accept: str = ""
    last_event_id: str | None = None
    headers: Mapping[bytes, bytes] = MappingProxyType({})
    """All of them, for protocols that speak by headers."""

    def header(self, name: str) -> str | None:
        value = self.headers.get(name.lower().encode())
        return None if value is None else value.decode("latin-1")
