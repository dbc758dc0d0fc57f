"""A server that has nothing but one call: a page, the client's own transport in a bundle, and the relay.

Who is in the call is a table here; the rest of the server is left out, so that only media servers are tested.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from distributed_chat.calls.sfu import Admitted, MediaRelay, Sfu, is_relay, relay_path, sfu_of
from distributed_chat.config import Settings
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams.doorway import token_of
from distributed_chat.streams.transport import StreamProtocol

PAGE = (Path(__file__).parent / "page.html").read_bytes()


class Hall:
    """People are known by a session cookie that is their name."""

    def __init__(self, sfu: Sfu, script: bytes = b"") -> None:
        self.sfu = sfu
        self.conversation_id = new_id()
        self.call_id = new_id()
        self.participants: dict[str, str] = {}
        """Participant's id to the name of their user."""
        self.on_authorised: Callable[[], Awaitable[None]] | None = None
        """Called after each time that somebody was let in."""
        self.port = 0
        self._files = {"/": (b"text/html", PAGE), "/janus.js": (b"text/javascript", script)}
        self._relay = MediaRelay(sfu, self._authorise, origin="http://127.0.0.1")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def let_in(self, name: str) -> str:
        """The id of their new participant."""
        participant_id = new_id()
        self.participants[participant_id] = name
        return participant_id

    async def put_out(self, participant_id: str) -> None:
        del self.participants[participant_id]
        await self.sfu.kick(self.call_id, participant_id)

    def path(self, participant_id: str) -> str:
        return relay_path(self.conversation_id, participant_id)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket" and is_relay(scope["path"]):
            await self._relay(scope, receive, send)
        elif scope["type"] == "http":
            kind, body = self._files.get(scope["path"], (b"text/plain", b""))
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
            await send({"type": "http.response.body", "body": body})

    async def _authorise(self, scope: Any, participant_id: str, conversation_id: str) -> Admitted | None:
        name = token_of(scope["headers"], secure=False)
        if name is None or self.participants.get(participant_id) != name or conversation_id != self.conversation_id:
            return None
        if self.on_authorised is not None:
            await self.on_authorised()
        return Admitted(name, self.call_id)


class Quiet(uvicorn.Server):
    """Without uvicorn's signals, which are the process's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def soon(holds: Callable[[], object]) -> None:
    """Waits until something holds that follows from what was said over a socket."""
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("waited in vain")


@asynccontextmanager
async def open_hall(settings: Settings, script: bytes = b"") -> AsyncIterator[Hall]:
    hall = Hall(sfu_of(settings), script)
    await hall.sfu.ensure_room(hall.call_id)
    config = uvicorn.Config(hall, port=0, ws=StreamProtocol, lifespan="off", log_config=None, loop="none")
    web = Quiet(config)
    serving = asyncio.create_task(web.serve())
    await soon(lambda: web.started)
    hall.port = web.servers[0].sockets[0].getsockname()[1]
    try:
        yield hall
    finally:
        await hall.sfu.stop()
        web.should_exit = True
        web.force_exit = True
        await serving
