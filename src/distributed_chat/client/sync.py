"""The client for programs without an event loop."""

import time
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self

import httpx2
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from distributed_chat.client.asking import ROUTES, SECONDS, Asking, Route, asking, asking_route, meaning
from distributed_chat.client.errors import ApiError, NoAnswer, StreamRefused
from distributed_chat.client.resuming import FOR_GOOD, Item, Missing, Position, Resuming
from distributed_chat.client.routes import SyncRoutes


class Distributed(SyncRoutes):
    """`url` is that of the instance, `key` an API key or a session's token."""

    def __init__(self, url: str, key: str, *, timeout: float = SECONDS) -> None:
        self._headers = {"authorization": f"Bearer {key}"}
        self._address = url.rstrip("/")
        self._http = httpx2.Client(base_url=self._address, headers=self._headers, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Its connections are let go."""
        self._http.close()

    def call(self, method: str, path: str, body: Any = None, *, query: Mapping[str, Any] | None = None) -> Any:
        """Any route by its address. Raises `ApiError`, `NoAnswer`; tries again where that is safe."""
        return self._ask(asking(method, path, body, query=query))

    def stream(self, position: Position | None = None) -> Iterator[Item]:
        """Everything that I may read, for ever: from `position`, which moves on; without one from now.

        Comes back by itself. Raises `StreamRefused`, `ApiError` when coming back would not help.
        """
        resuming = Resuming(position)
        address = self._address.replace("http", "ws", 1) + "/api/stream"
        while True:
            try:
                with connect(address, additional_headers=self._headers, compression=None) as socket:
                    socket.send(resuming.hello())
                    yield from _hear(socket, resuming)
            except (OSError, EOFError, WebSocketException, Missing) as error:
                stop_if_final(error)
                time.sleep(resuming.pause())

    def _ask(self, request: Asking) -> Any:
        tries = 0
        while True:
            try:
                answer = self._http.request(request.method, request.path, **request.options)
            except httpx2.TransportError as error:
                if (pause := request.pause_after(None, tries)) is None:
                    raise NoAnswer(str(error)) from error
            else:
                if (pause := request.pause_after(answer, tries)) is None:
                    return meaning(answer)
            tries += 1
            time.sleep(pause)


def _hear(socket: ClientConnection, resuming: Resuming) -> Iterator[Item]:
    asked = False
    while True:
        try:
            text = socket.recv(timeout=resuming.heartbeat)
        except TimeoutError:
            if asked:
                raise
            asked = True
            socket.send('{"frame":"ping"}')
            continue
        asked = False
        if (answer := resuming.answer_to(text)) is not None:
            socket.send(answer)
        yield from resuming.feed(text)


def stop_if_final(error: Exception) -> None:
    """Raises what a new connection would not mend."""
    if isinstance(error, ConnectionClosed) and error.rcvd is not None and error.rcvd.code in FOR_GOOD:
        raise StreamRefused(error.rcvd.code) from error
    if isinstance(error, InvalidStatus) and error.response.status_code in {400, 401, 403, 404}:
        status = error.response.status_code
        text = "The stream is refused."
        raise ApiError(status, f"http_{status}", text, field=None, request_id=None, retry_after=None) from error


def _method(route: Route) -> Callable[..., Any]:
    def ask(self: Distributed, *values: Any, **query: Any) -> Any:
        return self._ask(asking_route(route, values, query))

    ask.__name__, ask.__doc__ = route.name, route.about
    return ask


for _route in ROUTES:
    setattr(Distributed, _route.name, _method(_route))
