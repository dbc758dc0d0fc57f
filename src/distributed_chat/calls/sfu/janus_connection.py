"""Our client of Janus: JSON over one WebSocket that all sessions of this process share.

It is opened when first needed and again after it broke. With it Janus forgets every session that it carried
(`reclaim_session_timeout = 0`), so each is told and ends; nothing of ours may be left there that nobody can take away.
"""

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from typing import Any

import msgspec
import structlog
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from distributed_chat.calls.sfu.port import MediaServerIsAway

ANSWER_SECONDS = 5.0
KEEPALIVE_SECONDS = 20.0
"""Janus forgets a session that it has not heard of for 60 s."""
LARGEST_MESSAGE = 4 * 1024 * 1024
"""An offer of a hundred people's tracks is some 200 kB."""
PLUGIN = "janus.plugin.videoroom"

Message = dict[str, Any]
Heard = Callable[[Message | None], None]
"""What Janus says to a session unasked; None when the session is gone."""

log = structlog.get_logger(__name__)


class JanusRefused(Exception):
    """Janus understood and said no."""

    def __init__(self, code: int, reason: str) -> None:
        self.code = code
        super().__init__(f"{code}: {reason}")


class JanusConnection:
    def __init__(self, url: str, secret: str | None) -> None:
        self._url = url
        self._secret = secret
        self._numbers = itertools.count(1)
        self._opening = asyncio.Lock()
        self._failed = 0.0
        """When the last try to connect ended, by the event loop's clock."""
        self._wire: ClientConnection | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._waiting: dict[str, tuple[asyncio.Future[Message], bool]] = {}
        self._sessions: dict[int, Heard] = {}

    async def open(self) -> ClientConnection:
        """What is open already, if something is. Raises `MediaServerIsAway`."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        async with self._opening:
            if self._wire is not None:
                return self._wire
            if self._failed > asked:
                raise MediaServerIsAway  # while we waited for our turn: one try is enough for all who wait
            await self._drop()
            try:
                self._wire = await connect(
                    self._url,
                    subprotocols=[Subprotocol("janus-protocol")],
                    open_timeout=ANSWER_SECONDS,
                    close_timeout=1.0,
                    max_size=LARGEST_MESSAGE,
                    compression=None,
                    proxy=None,
                )
            except (TimeoutError, OSError, WebSocketException) as error:
                self._failed = loop.time()
                log.warning("calls.media_server_is_away", error=repr(error))
                raise MediaServerIsAway from None
            self._tasks = [
                asyncio.create_task(self._read(self._wire)),
                asyncio.create_task(self._keep_alive(self._wire)),
            ]
            return self._wire

    async def open_session(self, heard: Heard) -> int:
        """`heard` is called on the event loop until `close_session`. Raises `MediaServerIsAway`."""
        answer = await self.request("create")
        session = int(answer["data"]["id"])
        self._sessions[session] = heard
        return session

    async def close_session(self, session: int) -> None:
        """Ends its handles and their media. Never raises: what can't be told is ended by Janus itself."""
        self._sessions.pop(session, None)
        if self._wire is not None:
            with contextlib.suppress(MediaServerIsAway, JanusRefused):
                await self.request("destroy", session_id=session)

    async def attach(self, session: int) -> int:
        """A handle of the VideoRoom."""
        answer = await self.request("attach", session_id=session, plugin=PLUGIN)
        return int(answer["data"]["id"])

    async def message(self, session: int, handle: int, body: Message, jsep: Message | None = None) -> Message:
        """Asks the VideoRoom; its whole answer, with the description of a connection in `jsep` if it made one.

        Raises `MediaServerIsAway`, `JanusRefused`.
        """
        members: Message = {} if jsep is None else {"jsep": jsep}
        answer = await self.request("message", session_id=session, handle_id=handle, body=body, **members)
        said = said_in(answer)
        if "error_code" in said:
            raise JanusRefused(int(said["error_code"]), str(said.get("error", "")))
        return answer

    async def request(self, janus: str, *, acked: bool = False, **members: Any) -> Message:
        """`acked`: the acknowledgement is all that comes. Raises `MediaServerIsAway`, `JanusRefused`."""
        wire = await self.open()
        transaction = f"{next(self._numbers)}"
        answered: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[transaction] = (answered, acked)
        secret = {} if self._secret is None else {"apisecret": self._secret}
        text = msgspec.json.encode({"janus": janus, "transaction": transaction, **secret, **members}).decode()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await wire.send(text)
                answer = await answered
        except (TimeoutError, OSError, WebSocketException) as error:
            log.warning("calls.media_server_is_away", asked=janus, error=repr(error))
            raise MediaServerIsAway from None
        finally:
            self._waiting.pop(transaction, None)
        if answer["janus"] == "error":
            raise JanusRefused(int(answer["error"]["code"]), str(answer["error"]["reason"]))
        return answer

    async def stop(self) -> None:
        async with self._opening:
            await self._drop()

    async def _read(self, wire: ClientConnection) -> None:
        try:
            async for text in wire:
                self._take(msgspec.json.decode(text))
        except (OSError, WebSocketException) as error:
            log.warning("calls.media_server_went_away", error=repr(error))
        finally:
            if self._wire is wire:
                self._wire = None
            self._forget()
            await wire.close()

    def _forget(self) -> None:
        for answered, _ in self._waiting.values():
            if not answered.done():
                answered.set_exception(MediaServerIsAway())
        sessions, self._sessions = self._sessions, {}
        for heard in sessions.values():
            heard(None)

    def _take(self, message: Message) -> None:
        answered, acked = self._waiting.get(message.get("transaction", ""), (None, False))
        if answered is not None and (acked or message["janus"] != "ack"):
            if not answered.done():
                answered.set_result(message)
            return
        session = message.get("session_id", 0)
        heard = self._sessions.get(session)
        if heard is None:
            return
        if message["janus"] == "timeout":
            del self._sessions[session]
            heard(None)
        else:
            heard(message)

    async def _keep_alive(self, wire: ClientConnection) -> None:
        while self._wire is wire:
            await asyncio.sleep(KEEPALIVE_SECONDS)
            for session in list(self._sessions):
                if self._wire is not wire:
                    return
                with contextlib.suppress(MediaServerIsAway, JanusRefused):
                    await self.request("keepalive", acked=True, session_id=session)

    async def _drop(self) -> None:
        tasks, self._tasks = self._tasks, []
        wire, self._wire = self._wire, None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if wire is not None:
            await wire.close()


def said_in(message: Message) -> Message:
    """What the VideoRoom said, in Janus's envelope."""
    found: Message = message.get("plugindata", {}).get("data", {})
    return found
