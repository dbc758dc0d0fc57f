"""The whole app behind a real port of loopback, and sockets of people into it."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
import uvicorn
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from distributed_chat.app import App
from distributed_chat.streams.transport import StreamProtocol
from tests.cast import Person
from tests.streams.server import Client

_marks = itertools.count(1)

Frame = dict[str, Any]


class Listener(Client):
    """Somebody's socket. What happened to it is asked afterwards, up to a mark: no test waits to see nothing."""

    def __init__(self, client: Client, person: Person, welcome: Frame) -> None:
        super().__init__(client.socket)
        self.person = person
        self.welcome = welcome

    async def until_mark(self) -> list[Frame]:
        """Every frame before a change that this person makes now, on a stream that stays theirs."""
        name = f"Mark {next(_marks)}"
        await self.person.patch("/api/me", {"first_name": name})
        got: list[Frame] = []
        while True:
            frame = await self.frame()
            if frame.get("type") == "user.changed" and frame["payload"]["user"]["first_name"] == name:
                return got
            got.append(frame)

    async def until_frame(self, type: str) -> Frame:  # noqa: A002
        """The first frame of this type; those before it are passed over."""
        while (frame := await self.frame()).get("type") != type:
            pass
        return frame

    async def until_error(self) -> Frame:
        """Why the last thing that was sent was refused."""
        while (frame := await self.frame())["frame"] != "error":
            pass
        return frame

    async def until_closed(self) -> list[Frame]:
        """Every frame that the server still sent before it closed the socket."""
        got: list[Frame] = []
        async with asyncio.timeout(15):
            with suppress(ConnectionClosed):
                while True:
                    got.append(msgspec.json.decode(await self.socket.recv(), type=Frame))
        return got


class Live:
    def __init__(self, port: int) -> None:
        self.port = port

    @asynccontextmanager
    async def door(self, person: Person, **options: Any) -> AsyncIterator[Client]:
        """An open socket that has said nothing yet."""
        headers = {"Authorization": f"Bearer {person.token}"}
        address = f"ws://127.0.0.1:{self.port}/api/stream"
        async with connect(address, additional_headers=headers, compression=None, **options) as socket:
            yield Client(socket)

    @asynccontextmanager
    async def socket(
        self, person: Person, cursors: dict[str, int] | None = None, **options: Any
    ) -> AsyncIterator[Listener]:
        """After the welcome."""
        async with self.door(person, **options) as client:
            welcome = await client.hello(cursors=cursors or {})
            assert welcome["frame"] == "welcome", welcome
            yield Listener(client, person, welcome)


@asynccontextmanager
async def listening(app: App) -> AsyncIterator[Live]:
    config = uvicorn.Config(app, port=0, ws=StreamProtocol, lifespan="off", log_config=None, loop="none")
    web = uvicorn.Server(config)
    serving = asyncio.create_task(web._serve())
    while not web.started:
        await asyncio.sleep(0.005)
    try:
        yield Live(web.servers[0].sockets[0].getsockname()[1])
    finally:
        web.should_exit = True
        web.force_exit = True
        await serving
