"""The client for programs with asyncio."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from types import TracebackType
from typing import Any, Self

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from distributed_chat.client.asking import ROUTES, SECONDS, Asking, Route, asking, asking_route, meaning
from distributed_chat.client.errors import NoAnswer
from distributed_chat.client.resuming import Item, Missing, Position, Resuming
from distributed_chat.client.routes import AsyncRoutes
from distributed_chat.client.sync import stop_if_final


class AsyncDistributed(AsyncRoutes):
    """As `Distributed`, with `await`, `async with` and `async for`."""

    def __init__(self, url: str, key: str, *, timeout: float = SECONDS) -> None:
        self._headers = {"authorization": f"Bearer {key}"}
        self._address = url.rstrip("/")
        self._http = httpx2.AsyncClient(base_url=self._address, headers=self._headers, timeout=timeout)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Its connections are let go."""
        await self._http.aclose()

    async def call(self, method: str, path: str, body: Any = None, *, query: Mapping[str, Any] | None = None) -> Any:
        """Any route by its address. Raises `ApiError`, `NoAnswer`; tries again where that is safe."""
        return await self._ask(asking(method, path, body, query=query))

    async def stream(self, position: Position | None = None) -> AsyncIterator[Item]:
        """Everything that I may read, for ever: from `position`, which moves on; without one from now.

        Comes back by itself. Raises `StreamRefused`, `ApiError` when coming back would not help.
        """
        resuming = Resuming(position)
        address = self._address.replace("http", "ws", 1) + "/api/stream"
        while True:
            try:
                async with connect(address, additional_headers=self._headers, compression=None) as socket:
                    await socket.send(resuming.hello())
                    async for item in _hear(socket, resuming):
                        yield item
            except (OSError, EOFError, WebSocketException, Missing) as error:
                stop_if_final(error)
                await asyncio.sleep(resuming.pause())

    async def _ask(self, request: Asking) -> Any:
        tries = 0
        while True:
            try:
                answer = await self._http.request(request.method, request.path, **request.options)
            except httpx2.TransportError as error:
                if (pause := request.pause_after(None, tries)) is None:
                    raise NoAnswer(str(error)) from error
            else:
                if (pause := request.pause_after(answer, tries)) is None:
                    return meaning(answer)
            tries += 1
            await asyncio.sleep(pause)


async def _hear(socket: ClientConnection, resuming: Resuming) -> AsyncIterator[Item]:
    asked = False
    while True:
        try:
            text = await asyncio.wait_for(socket.recv(), resuming.heartbeat)
        except TimeoutError:
            if asked:
                raise
            asked = True
            await socket.send('{"frame":"ping"}')
            continue
        asked = False
        if (answer := resuming.answer_to(text)) is not None:
            await socket.send(answer)
        for item in resuming.feed(text):
            yield item


def _method(route: Route) -> Callable[..., Any]:
    async def ask(self: AsyncDistributed, *values: Any, **query: Any) -> Any:
        return await self._ask(asking_route(route, values, query))

    ask.__name__, ask.__doc__ = route.name, route.about
    return ask


for _route in ROUTES:
    setattr(AsyncDistributed, _route.name, _method(_route))
