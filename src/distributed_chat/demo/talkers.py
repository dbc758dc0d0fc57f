"""The people of the demonstration go on talking: they are here, they type, they write, and they answer Lena."""

import asyncio
import contextlib
from itertools import cycle
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from distributed_chat.demo.client import Application, Client, Refused
from distributed_chat.demo.populate import Place
from distributed_chat.demo.script import read_live

HERE = ("mira", "tomas", "june", "kofi", "ines", "yuki", "bram", "rosa")
"""Who is here now; the others are out."""

_READING = 2.5
_PAUSE = 6.0
_ROUND = 90.0
_SECONDS_PER_LETTER = 0.045
_REPEAT_TYPING = 2.5
_ANSWERS = (
    "Yes! Exactly that.",
    "Ha, I'm writing that on the list.",
    "Good to have you here, Lena.",
    "You say that as if it were easy 🙂",
    "Good point. I had not thought of that.",
    "Tell us more on Sunday.",
    "Agreed.",
)


async def keep_talking(app: Application, place: Place, url: str) -> None:
    """Until it is cancelled."""
    talkers = {key: Talker(key, place, Client(app, place.tokens[key]), url) for key in HERE}
    async with asyncio.TaskGroup() as group:
        for talker in talkers.values():
            group.create_task(talker.be_here())
        group.create_task(_talk(talkers, place))


async def _talk(talkers: dict[str, "Talker"], place: Place) -> None:
    lines = [line for line in read_live() if line[1] in talkers]
    await asyncio.sleep(_PAUSE)
    while True:
        for topic, who, text in lines:
            await talkers[who].say(place.rooms[topic], text)
            await asyncio.sleep(_PAUSE)
        await asyncio.sleep(_ROUND)


class Talker:
    """One person with a socket of their own."""

    def __init__(self, key: str, place: Place, client: Client, url: str) -> None:
        self._key = key
        self._place = place
        self._client = client
        self._url = url.replace("http", "ws", 1) + "/api/stream"
        self._socket: ClientConnection | None = None
        self._answers = cycle(_ANSWERS)
        self._answering: asyncio.Task[None] | None = None

    async def be_here(self) -> None:
        """Holds a socket open, and opens another when it was closed."""
        headers = {"Authorization": f"Bearer {self._client.token}"}
        while True:
            with contextlib.suppress(OSError, ConnectionClosed):
                async with connect(self._url, additional_headers=headers, compression=None) as socket:
                    await self._send(socket, frame="hello", cursors={})
                    self._socket = socket
                    async for frame in socket:
                        await self._hear(socket, msgspec.json.decode(frame))
            self._socket = None
            await asyncio.sleep(1)

    async def say(self, conversation_id: str, text: str) -> None:
        """Types for as long as the text takes, then sends it."""
        left = min(7.0, len(text) * _SECONDS_PER_LETTER + 1)
        while left > 0:
            await self._type(conversation_id)
            await asyncio.sleep(min(left, _REPEAT_TYPING))
            left -= _REPEAT_TYPING
        # A visitor may have deleted the room, or removed this very person: then there is nothing to say.
        with contextlib.suppress(Refused):
            await self._client.post(f"/api/conversations/{conversation_id}/messages", text=text)

    async def _hear(self, socket: ClientConnection, frame: dict[str, Any]) -> None:
        if frame["frame"] == "ping":
            await self._send(socket, frame="pong")
        elif frame["frame"] == "event" and frame["type"] == "message.posted":
            message = frame["payload"]["message"]
            if message["author_id"] == self._place.user_ids["lena"]:
                self._answer(message["conversation_id"])

    def _answer(self, conversation_id: str) -> None:
        busy = self._answering is not None and not self._answering.done()
        if not busy and self._place.hosts.get(conversation_id) == self._key:
            self._answering = asyncio.create_task(self._answer_soon(conversation_id))

    async def _answer_soon(self, conversation_id: str) -> None:
        await asyncio.sleep(_READING)
        await self.say(conversation_id, next(self._answers))

    async def _type(self, conversation_id: str) -> None:
        if self._socket is None:
            return
        stream = self._place.streams[conversation_id]
        payload = {"conversation_id": conversation_id}
        with contextlib.suppress(ConnectionClosed):
            await self._send(self._socket, frame="signal", type="typing", stream=stream, payload=payload)

    async def _send(self, socket: ClientConnection, **frame: Any) -> None:
        await socket.send(msgspec.json.encode(frame).decode())
