"""A small instance without HTTP: a real database, a clock that tests move, and passwords that are counted."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple, TypeVar

from distributed_chat.accounts import actions, flows, queries
from distributed_chat.accounts.schemas import Credentials, Me
from distributed_chat.config import Settings
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import MovedClock
from distributed_chat.kernel.ids import UserId
from distributed_chat.web import RequestInfo, Services
from tests.cast import PASSWORD, QuickPasswords

T = TypeVar("T")

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOME = "192.0.2.10"
ELSEWHERE = "198.51.100.99"


class AgingPasswords(QuickPasswords):
    """Hashes that can become outdated."""

    outdated = False

    def is_outdated(self, hashed: str) -> bool:
        return self.outdated


class Person(NamedTuple):
    """One of the cast, signed in on one device."""

    user: Me
    token: str

    @property
    def id(self) -> UserId:
        return UserId(self.user.id)

    @property
    def email(self) -> str:
        return self.user.email

    def asks(self, *, address: str = HOME) -> RequestInfo:
        return asks(self.token, address=address)


class World:
    """What `app` would have wired, as far as accounts need it."""

    def __init__(self, database: Database, settings: Settings, clock: MovedClock) -> None:
        self.database = database
        self.settings = settings
        self.clock = clock
        self.passwords = AgingPasswords()
        self.services = Services(database=database, settings=settings, clock=clock, passwords=self.passwords)

    async def write(self, work: Callable[[Tx], T]) -> T:
        return await self.database.write(work)

    async def read(self, work: Callable[[Tx], T]) -> T:
        return await self.database.read(work)

    async def signs_up(self, name: str, *, address: str = HOME) -> Person:
        """The first who signs up owns the instance, so tests begin with ann."""

        def work(tx: Tx) -> Person:
            me = actions.create_account(
                tx,
                first_name=name.title(),
                last_name="Example",
                email=f"{name}@example.com",
                password_hash=f"hash of {PASSWORD}",
                invited=True,
            )
            return Person(me, actions.start_session(tx, me.id, user_agent=FIREFOX, address=address))

        return await self.write(work)

    async def signs_in(self, email: str, password: str = PASSWORD, *, address: str = HOME) -> Person:
        given = Credentials(email=email, password=password)
        return Person(*await flows.sign_in(self.services, asks(address=address), given))

    async def actor(self, token: str) -> Actor | None:
        return await self.read(lambda tx: queries.session_actor(tx, token))


def asks(token: str | None = None, *, address: str = HOME, user_agent: str | None = FIREFOX) -> RequestInfo:
    return RequestInfo(address=address, user_agent=user_agent, same_origin=True, token=token)


NewWorld = Callable[..., AbstractAsyncContextManager[World]]
"""The fixture `new_world`: called with settings, gives a world that has them."""
