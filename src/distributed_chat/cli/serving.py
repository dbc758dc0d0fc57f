"""uvicorn's server with our own way to end: told once it goes slowly, told twice at once."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator

import uvicorn

from distributed_chat.app import App
from distributed_chat.streams.transport import StreamProtocol
from distributed_chat.web.heads import HttpProtocol

BACKLOG = 4_096
"""Sockets that wait to be accepted: all the clients of an instance come back at once after a restart."""
KEEP_ALIVE = 75
GRACE_SECONDS = 3


class Server(uvicorn.Server):
    """Without uvicorn's signals (they would end the process before the database is closed) and without its logs."""

    def __init__(self, app: App) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=HttpProtocol,
                ws=StreamProtocol,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=True,
                backlog=BACKLOG,
                timeout_keep_alive=KEEP_ALIVE,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._app = app
        self._draining: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._told, number)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    def _told(self, number: int) -> None:
        if self._draining is not None or number == signal.SIGINT:
            self.handle_exit(number, None)
        else:
            self._draining = asyncio.create_task(self._drain(number), name="draining")

    async def _drain(self, number: int) -> None:
        try:
            await self._app.drain()
        finally:
            self.handle_exit(number, None)
