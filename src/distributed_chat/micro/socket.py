"""`WS /micro/streams/subscribe`: the first frame is `{"token": …, "topic": …}`; from then on, what happens there.

A frame is JSON; its `message` is the text of a JSON string; in that is the JSON of whoever published. So clients of
that generation read `JSON.parse(JSON.parse(JSON.parse(frame).message))`.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

import msgspec

from distributed_chat.kernel.clock import SECOND
from distributed_chat.micro.shapes import timestamp
from distributed_chat.micro.topics import Listener, Told, Topics

HELLO_SECONDS = 10.0
LARGEST_FRAME = 512
"""Bytes that a client may send."""
SOCKETS_AT_MOST = 10_000

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class _Hello(msgspec.Struct):
    token: str = ""
    topic: str = ""


class Subscriptions:
    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._open = 0

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Without a token that opens the topic the socket just closes, as it always did."""
        await receive()
        if self._open >= SOCKETS_AT_MOST:
            await send({"type": "websocket.close", "code": 1013})
            return
        await send({"type": "websocket.accept"})
        self._open += 1
        try:
            topic = await self._admitted(receive)
            if topic is not None:
                await self._tell(topic, receive, send)
            with suppress(OSError, RuntimeError):
                await send({"type": "websocket.close", "code": 1000})
        finally:
            self._open -= 1

    async def _admitted(self, receive: Receive) -> str | None:
        try:
            text = (await asyncio.wait_for(receive(), HELLO_SECONDS)).get("text") or ""
            hello = msgspec.json.decode(text, type=_Hello)
        except (TimeoutError, msgspec.DecodeError, UnicodeEncodeError):
            return None
        if len(text.encode()) > LARGEST_FRAME or not hello.topic:
            return None
        return hello.topic if self._topics.opens(hello.token, hello.topic) else None

    async def _tell(self, topic: str, receive: Receive, send: Send) -> None:
        listener = self._topics.listen(topic)
        tasks = [asyncio.create_task(_write(topic, listener, send)), asyncio.create_task(_until_gone(receive))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._topics.leave(topic, listener)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _write(topic: str, listener: Listener, send: Send) -> None:
    while True:
        await send({"type": "websocket.send", "text": frame(topic, await listener.next())})


async def _until_gone(receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect" or len(message.get("text") or "") > LARGEST_FRAME:
            return


def frame(topic: str, told: Told) -> str:
    """`sent_at` in whole seconds."""
    sent_at = timestamp(told.at // SECOND * SECOND)
    inner = msgspec.json.encode(told.message).decode()
    return msgspec.json.encode({"topic": topic, "message": inner, "sent_at": sent_at}).decode()
