"""`WS /api/conversations/{conversation_id}/call/media?participant=<id>`: a browser's seat at Janus.

Made by `app`. The protocol is in `frames`. Only the participant's own user gets in, while they are in the call; the
socket ends with the seat, and the seat with the socket.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import structlog

from distributed_chat.calls.sfu.frames import BadFrame, Close, Publish, parse
from distributed_chat.calls.sfu.janus import JanusSfu
from distributed_chat.calls.sfu.janus_seat import Seat
from distributed_chat.calls.sfu.port import Sfu
from distributed_chat.kernel.ids import is_id
from distributed_chat.streams.doorway import PROTOCOL, has_foreign_origin, token_offered

FRAMES_PER_SECOND = 10
BURST = 50
PUBLISHING_COSTS = 5
"""Frames: what somebody sends anew is an offer for everybody else."""
SILENCE_SECONDS = 60.0

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Admitted(NamedTuple):
    user_id: str
    call_id: str


Authorise = Callable[[Scope, str, str], Awaitable[Admitted | None]]
"""Of the handshake, a participant's and a conversation's id: whose participant that is, by cookie or bearer token, if
they are in that conversation's live call now. None for everybody else. Asked twice.
"""

_PATH = re.compile(r"/api/conversations/([^/]+)/call/media")

log = structlog.get_logger(__name__)


def relay_path(conversation_id: str, participant_id: str) -> str:
    """What a grant's `url` is for Janus."""
    return f"/api/conversations/{conversation_id}/call/media?participant={participant_id}"


def is_relay(path: str) -> bool:
    return _PATH.fullmatch(path) is not None


class MediaRelay:
    """An ASGI application for the scopes whose path `is_relay`."""

    def __init__(self, sfu: Sfu, authorise: Authorise, *, origin: str, unlimited: bool = False) -> None:
        """`origin`: the instance's own address; pages of other sites are refused."""
        self._sfu = sfu
        self._authorise = authorise
        self._origin = origin
        self._unlimited = unlimited

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        sfu, asked = self._sfu, _asked(scope)
        elsewhere = has_foreign_origin(scope["headers"], self._origin)
        offered = token_offered(scope) is not None
        if not isinstance(sfu, JanusSfu) or asked is None or (elsewhere and not offered):
            await send({"type": "websocket.close", "code": Close.NOT_ALLOWED})
            return
        conversation_id, participant_id = asked
        admitted = await self._authorise(scope, participant_id, conversation_id)
        if admitted is None:
            await send({"type": "websocket.close", "code": Close.NOT_ALLOWED})
            return

        async def tell(text: str) -> None:
            await send({"type": "websocket.send", "text": text})

        seat = sfu.seat(admitted.call_id, participant_id, tell)
        try:
            # Again, now that a removal in between would end the seat.
            if await self._authorise(scope, participant_id, conversation_id) != admitted:
                await send({"type": "websocket.close", "code": Close.NOT_ALLOWED})
                return
            await send({"type": "websocket.accept", "subprotocol": PROTOCOL if offered else None})
            await sfu.end_others(seat)
            await self._sit(seat, receive, send)
        finally:
            sfu.give_up(seat)

    async def _sit(self, seat: Seat, receive: Receive, send: Send) -> None:
        listening = asyncio.create_task(self._listen(seat, receive))
        try:
            why = await seat.run()
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        if why is not Close.LEFT:
            await _close(send, why)

    async def _listen(self, seat: Seat, receive: Receive) -> None:
        """Hands the browser's frames on until it has gone, or must go."""
        loop = asyncio.get_running_loop()
        allowance, refilled = float(BURST), loop.time()
        why = Close.LEFT
        try:
            while True:
                async with asyncio.timeout(SILENCE_SECONDS):
                    message = await receive()
                if message["type"] == "websocket.disconnect":
                    break
                now, frame = loop.time(), parse(message.get("text") or "")
                cost = PUBLISHING_COSTS if isinstance(frame, Publish) else 1
                allowance = min(BURST, allowance + (now - refilled) * FRAMES_PER_SECOND) - cost
                refilled = now
                if allowance < 0 and not self._unlimited:
                    why = Close.TOO_MANY_FRAMES
                    break
                await seat.take(frame)
        except BadFrame as error:
            log.info("calls.bad_frame", error=str(error))
            why = Close.BAD_FRAME
        except TimeoutError:
            why = Close.TOO_SLOW
        await seat.end(why)


def _asked(scope: Scope) -> tuple[str, str] | None:
    """The conversation and the participant, if they are ids."""
    path = _PATH.fullmatch(scope["path"])
    participants = parse_qs(scope["query_string"].decode("latin-1")).get("participant", [])
    if path is None or len(participants) != 1 or not is_id(path[1]) or not is_id(participants[0]):
        return None
    return path[1], participants[0]


async def _close(send: Send, code: Close) -> None:
    try:
        await send({"type": "websocket.close", "code": int(code)})
    except (OSError, RuntimeError):
        return
