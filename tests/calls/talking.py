"""People in a call at real sockets, and what they say to each other there."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.calls.rooms import join
from tests.calls.sdp import CANDIDATES, sdp
from tests.cast import Person
from tests.journeys.live import Frame, Listener, Live

QUIET = {"muted": False, "deafened": False, "hand": False, "video": False, "sharing": False}


@dataclass
class Talker:
    """Somebody at a socket. Without `participant` they are not in the call."""

    person: Person
    socket: Listener
    stream: str
    conversation: str
    call: str
    participant: str

    @property
    def connection(self) -> str:
        return str(self.socket.welcome["connection"])

    async def state(self, **changes: Any) -> None:
        where = {"conversation_id": self.conversation, "call_id": self.call, "participant_id": self.participant}
        await self.say("call.state", where | QUIET | changes)

    async def offer(self, other: "Talker", **changes: Any) -> None:
        await self.say("call.offer", self.letter(other, sdp=sdp()) | changes)

    async def candidates(self, other: "Talker", **changes: Any) -> None:
        some = [{"candidate": CANDIDATES[0], "sdpMid": "0", "sdpMLineIndex": 0}]
        await self.say("call.candidate", self.letter(other, candidates=some) | changes)

    def letter(self, other: "Talker", **content: Any) -> dict[str, Any]:
        ids = {"call_id": self.call, "participant_id": self.participant, "to_participant": other.participant}
        return ids | {"session": "s-1"} | content

    async def say(self, kind: str, payload: Any) -> None:
        await self.socket.send(frame="signal", stream=self.stream, type=kind, payload=payload)

    async def hears(self, kind: str) -> Frame:
        return await self.socket.until_frame(kind)

    async def refusal(self) -> str:
        return str((await self.socket.until_error())["code"])

    async def bound(self) -> None:
        """Tells their state, and returns when the server has taken it."""
        await self.state()
        await self.socket.send(frame="ping")
        while (await self.socket.frame())["frame"] != "pong":
            pass

    async def heard(self) -> list[Frame]:
        """The signals that came so far."""
        return [frame for frame in await self.socket.until_mark() if frame["frame"] == "signal"]


@asynccontextmanager
async def talking(live: Live, room: dict[str, Any], *people: Person) -> AsyncIterator[list[Talker]]:
    """Each of them in the room's call and bound to a socket, in this order."""
    async with AsyncExitStack() as stack:
        talkers = []
        for person in people:
            talker = await stack.enter_async_context(sitting(live, room, person))
            await talker.bound()
            talkers.append(talker)
        for talker in talkers:
            await talker.heard()
        yield talkers


@asynccontextmanager
async def sitting(live: Live, room: dict[str, Any], person: Person) -> AsyncIterator[Talker]:
    """In the call, and at a socket that has not said so yet."""
    async with live.socket(person) as socket:
        mine = await join(person, room["id"])
        yield Talker(person, socket, room["stream"], room["id"], mine["call"]["id"], mine["grant"]["participant_id"])


@asynccontextmanager
async def listening_in(live: Live, talker: Talker, person: Person) -> AsyncIterator[Talker]:
    """Somebody else at a socket who knows all the ids of `talker`."""
    async with live.socket(person) as socket:
        yield Talker(person, socket, talker.stream, talker.conversation, talker.call, talker.participant)
