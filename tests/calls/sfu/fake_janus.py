"""A server that talks like Janus, for what a real one does not do at a test's wish: to be silent, to refuse, to vanish.

Only what the relay needs is there, and no media. What it was asked is kept.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.typing import Subprotocol

from distributed_chat.config import Settings

API_SECRET, ADMIN_KEY = "api secret of janus", "admin key of janus"
SDP = "v=0\r\no=- 1 2 IN IP4 10.99.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"

PICTURES = {"camera", "screen"}

Message = dict[str, Any]


class FakeJanus:
    def __init__(self) -> None:
        self.port = 0
        self.asked: list[Message] = []
        self.silent = False
        self.refused: dict[str, int] = {}
        """Requests of the VideoRoom that are refused, with the error's code."""
        self.publishers: list[Message] = []
        self.sessions: set[int] = set()
        self._wires: set[ServerConnection] = set()
        self._numbers = 100
        self._kinds: dict[int, str] = {}
        self._streams: list[Message] = []
        """What was subscribed to last."""

    @property
    def settings(self) -> Settings:
        return Settings(sfu_url=f"janus+ws://127.0.0.1:{self.port}", sfu_key=ADMIN_KEY, sfu_secret=API_SECRET)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FakeJanus"]:
        async with serve(self._serve, "127.0.0.1", 0, subprotocols=[Subprotocol("janus-protocol")]) as server:
            self.port = next(iter(server.sockets)).getsockname()[1]
            yield self

    def bodies(self, request: str) -> list[Message]:
        return [asked["body"] for asked in self.asked if asked.get("body", {}).get("request") == request]

    @property
    def trickles(self) -> list[Message]:
        return [asked for asked in self.asked if asked["janus"] == "trickle"]

    async def tell(self, **event: Any) -> None:
        """An event to the publishing handle of every session."""
        for handle, kind in self._kinds.items():
            if kind == "publisher":
                session = handle - 1
                await self._send({"janus": "event", "session_id": session, "sender": handle, **plugin(event)})

    async def vanish(self) -> None:
        for wire in list(self._wires):
            await wire.close()

    async def _send(self, message: Message) -> None:
        for wire in self._wires:
            await wire.send(msgspec.json.encode(message).decode())

    async def _serve(self, wire: ServerConnection) -> None:
        self._wires.add(wire)
        try:
            async for text in wire:
                message = msgspec.json.decode(text)
                self.asked.append(message)
                for answer in [] if self.silent else self._answers(message):
                    await wire.send(msgspec.json.encode({**answer, "transaction": message["transaction"]}).decode())
        finally:
            self._wires.discard(wire)

    def _answers(self, message: Message) -> list[Message]:
        if message.get("apisecret") != API_SECRET:
            return [{"janus": "error", "error": {"code": 403, "reason": "Unauthorized request"}}]
        self._numbers += 1
        session, handle = message.get("session_id", 0), message.get("handle_id", 0)
        match message["janus"]:
            case "create":
                self.sessions.add(self._numbers)
                return [{"janus": "success", "data": {"id": self._numbers}}]
            case "attach":
                return [{"janus": "success", "session_id": session, "data": {"id": self._numbers}}]
            case "destroy":
                self.sessions.discard(session)
                return [{"janus": "success", "session_id": session}]
            case "message":
                said = self._said(handle, message["body"])
                whole = {"janus": "event", "session_id": session, "sender": handle, **plugin(said)}
                if "sdp" in said:
                    whole["jsep"] = {"type": "offer" if said.get("streams") else "answer", "sdp": said.pop("sdp")}
                return [{"janus": "ack", "session_id": session}, whole]
            case _:
                return [{"janus": "ack", "session_id": session}]

    def _said(self, handle: int, body: Message) -> Message:
        request = body["request"]
        if request in self.refused:
            return {"videoroom": "event", "error_code": self.refused[request], "error": "no"}
        match request, body.get("ptype"):
            case "join", "publisher":
                self._kinds[handle] = "publisher"
                return {"videoroom": "joined", "id": body["id"], "private_id": 4711, "publishers": self.publishers}
            case ("join", "subscriber") | ("subscribe", _):
                self._streams = [
                    {"mid": str(number), "feed_id": one["feed"], "feed_mid": one["mid"], "active": True}
                    for number, one in enumerate(body["streams"])
                ]
                return {"videoroom": "attached", "streams": self._streams, "sdp": SDP}
            case "unsubscribe", _:
                gone = [one["sub_mid"] for one in body["streams"]]
                self._streams = [{**one, "active": one["mid"] not in gone} for one in self._streams]
                return {"videoroom": "updated", "streams": self._streams, "sdp": SDP}
            case "configure", _ if "descriptions" in body:
                return {"videoroom": "event", "configured": "ok", "sdp": SDP}
            case _:
                return {"videoroom": "event", "started": "ok"}


def plugin(said: Message) -> Message:
    return {"plugindata": {"plugin": "janus.plugin.videoroom", "data": said}}


def publisher(participant_id: str, **sources: str) -> Message:
    """What Janus says of somebody who sends: mid to source, as `m0="camera"`."""
    streams = [
        {"mid": mid.removeprefix("m"), "type": "video" if source in PICTURES else "audio", "description": source}
        for mid, source in sources.items()
    ]
    return {"id": participant_id, "streams": streams}
