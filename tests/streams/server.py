"""A real uvicorn on loopback that serves nothing but the socket, over a real database.

Rights are a dictionary here: what the domain would say is not what these tests are about.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, ClassVar

import msgspec
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from distributed_chat.bus import Carrier, MemoryBus
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import Clock
from distributed_chat.kernel.events import Event, Logged
from distributed_chat.kernel.ids import SessionId, UserId, user_stream
from distributed_chat.streams import Driver, Hub, StreamSocket, append, lock, open_stream
from distributed_chat.streams.transport import StreamProtocol

GROUP = "group:1"


class MessagePosted(Event, frozen=True):
    type: ClassVar[str] = "message.posted"
    text: str


class MemberJoined(Event, frozen=True):
    type: ClassVar[str] = "member.joined"
    user_id: str


class MemberRemoved(Event, frozen=True):
    type: ClassVar[str] = "member.removed"
    user_id: str


class StreamOpened(Event, frozen=True):
    type: ClassVar[str] = "stream.opened"
    streams: list[str]


class Client:
    """A client without manners of its own: sends what it is told, returns what it gets."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def send(self, **frame: Any) -> None:
        await self.socket.send(msgspec.json.encode(frame).decode())

    async def frame(self) -> dict[str, Any]:
        async with asyncio.timeout(10):
            return msgspec.json.decode(await self.socket.recv(), type=dict[str, Any])

    async def frames(self, count: int) -> list[dict[str, Any]]:
        return [await self.frame() for _ in range(count)]

    async def hello(self, **members: Any) -> dict[str, Any]:
        await self.send(frame="hello", **members)
        return await self.frame()

    async def close_code(self) -> int | None:
        """How the server closed the socket, after everything that it still sent."""
        async with asyncio.timeout(15):
            with suppress(ConnectionClosed):
                while True:
                    await self.socket.recv()
        return self.socket.close_code

    async def silence(self, seconds: float = 0.2) -> bool:
        """Whether nothing comes for a while. A test that uses it has an event behind which it would have come."""
        try:
            async with asyncio.timeout(seconds):
                await self.socket.recv()
        except TimeoutError:
            return True
        return False


class StreamServer:
    """What a test does to the server from inside."""

    def __init__(self, driver: Driver, database: Database, *, raw: bool, unlimited: bool) -> None:
        self.database = database
        self.driver = driver
        self.hub = driver.hub
        self.port = 0
        self.rights: dict[str, dict[str, int]] = {}
        self.ended: set[str] = set()
        self.socket = StreamSocket(
            driver,
            database,
            authenticate=self.authenticate,
            audience=self.audience,
            origin="http://chat.example",
            unlimited=unlimited,
            raw=raw,
        )

    def authenticate(self, _tx: Tx, token: str) -> Actor | None:
        known = token in self.rights and token not in self.ended
        return Actor(UserId(token), SessionId(f"session of {token}")) if known else None

    def audience(self, _tx: Tx, user_id: str) -> dict[str, int]:
        return dict(self.rights[user_id])

    async def open(self, *names: str) -> None:
        def opened(tx: Tx) -> None:
            for name in names:
                open_stream(tx, name)

        await self.database.write(opened)

    async def enrol(self, *users: str, stream: str = GROUP) -> None:
        """A stream with these users in it from the beginning."""
        await self.open(stream, *(user_stream(user) for user in users if user not in self.rights))
        for user in users:
            self.rights.setdefault(user, {user_stream(user): 0})[stream] = 0

    async def post(self, text: str, stream: str = GROUP) -> Logged:
        return await self.database.write(lambda tx: append(tx, stream, MessagePosted(text=text)))

    async def post_many(self, count: int, text: str = "x", stream: str = GROUP) -> None:
        def posted(tx: Tx) -> None:
            for _ in range(count):
                append(tx, stream, MessagePosted(text=text))

        await self.database.write(posted)

    async def remove(self, user: str, stream: str = GROUP) -> Logged:
        def removed(tx: Tx) -> Logged:
            lock(tx, stream)
            self.rights[user].pop(stream)
            return append(tx, stream, MemberRemoved(user_id=user), detaches=(user,))

        return await self.database.write(removed)

    async def join(self, user: str, stream: str = GROUP) -> Logged:
        def joined(tx: Tx) -> Logged:
            lock(tx, stream, user_stream(user))
            event = append(tx, stream, MemberJoined(user_id=user))
            self.rights[user][stream] = event.seq
            attaches = ((user, stream, event.seq),)
            append(tx, user_stream(user), StreamOpened(streams=[stream]), attaches=attaches)
            return event

        return await self.database.write(joined)

    @asynccontextmanager
    async def client(self, token: str | None, **options: Any) -> AsyncIterator[Client]:
        headers: Mapping[str, str] = {"Authorization": f"Bearer {token}"} if token else {}
        headers = {**headers, **options.pop("headers", {})}
        address = f"ws://127.0.0.1:{self.port}/api/stream"
        async with connect(address, additional_headers=headers, compression=None, **options) as socket:
            yield Client(socket)


@asynccontextmanager
async def serving(
    database: Database, clock: Clock, *, bus: Carrier | None = None, raw: bool = True, unlimited: bool = False
) -> AsyncIterator[StreamServer]:
    driver = Driver(Hub(), database, bus or MemoryBus(), clock)
    database.on_commit = driver.publish
    running = StreamServer(driver, database, raw=raw, unlimited=unlimited)
    config = uvicorn.Config(running.socket, port=0, ws=StreamProtocol, lifespan="off", log_config=None, loop="none")
    web = uvicorn.Server(config)
    await driver.start()
    listening = asyncio.create_task(web._serve())
    while not web.started:
        await asyncio.sleep(0.005)
    running.port = web.servers[0].sockets[0].getsockname()[1]
    try:
        yield running
    finally:
        web.should_exit = True
        await listening
        await driver.stop()
