"""Who is in which call, in memory: on which connection, and when they were heard last.

Pure state without I/O. It learns of comings and goings from the committed events of the log, not from the routes, and
of connections from the signals. Instants are microseconds, as the clock has them.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from distributed_chat.calls.events import CallEnded, CallJoined, CallLeft, CallMoved, CallStarted
from distributed_chat.conversations.schemas import Call, Participant
from distributed_chat.kernel.clock import SECOND
from distributed_chat.kernel.events import Logged
from distributed_chat.streams.connection import Connection

SILENT_AFTER = 12 * SECOND
"""Without a `call.state`, which comes every five seconds, somebody is lost."""
AFTER_A_START = 15 * SECOND
"""So long everybody has to come back to a server that has just begun to listen."""
LETTERS_AT_MOST = 64
"""Signals kept for somebody who has joined but has not spoken yet, or whose socket is just coming back."""

_started = msgspec.json.Decoder(CallStarted)
_joined = msgspec.json.Decoder(CallJoined)
_left = msgspec.json.Decoder(CallLeft)
_moved = msgspec.json.Decoder(CallMoved)
_ended = msgspec.json.Decoder(CallEnded)


@dataclass(slots=True, eq=False)
class Place:
    """Somebody's place in a call, and the connection that speaks for it."""

    id: str
    user_id: str
    call: "LiveCall"
    heard_at: int
    connection: Connection | None = None
    letters: deque[bytes] = field(default_factory=lambda: deque(maxlen=LETTERS_AT_MOST))
    told: object = None
    """The last `call.state` that was passed on, and when."""
    told_at: int = 0


@dataclass(slots=True, eq=False)
class LiveCall:
    id: str
    conversation_id: str
    stream: str
    transport: str
    places: dict[str, Place] = field(default_factory=dict)
    """By user, in the order in which they came."""


class Gone(NamedTuple):
    """A participant that is no more. `reason` as in the event, or "replaced" by the same person's other device."""

    call_id: str
    transport: str
    participant_id: str
    user_id: str
    reason: str


class Attendance:
    def __init__(self) -> None:
        self.calls: dict[str, LiveCall] = {}
        self.places: dict[str, Place] = {}
        """By participant."""

    def load(self, calls: Iterable[tuple[str, Call]], now: int) -> None:
        """What the database has when the server starts: nobody was heard yet, and everybody has a while."""
        for stream, call in calls:
            self._begin(stream, call, now + AFTER_A_START - SILENT_AFTER)

    def hear(self, logged: Logged, now: int) -> list[Gone]:
        """One committed event; of any but calls' it learns nothing. Returns who is out by it."""
        payload = logged.payload
        if payload is None:
            return []
        match logged.type:
            case "call.started":
                return self._begin(logged.stream, _started.decode(payload).call, now)
            case "call.joined":
                event = _joined.decode(payload)
                call = self.calls.get(event.call_id)
                return [] if call is None else self._seat(call, event.participant, now)
            case "call.left":
                left = _left.decode(payload)
                return self._unseat(left.participant_id, left.reason)
            case "call.moved":
                moved = _moved.decode(payload)
                if moved.call_id in self.calls:
                    self.calls[moved.call_id].transport = moved.transport
            case "call.ended":
                ended = _ended.decode(payload)
                call = self.calls.pop(ended.call_id, None)
                places = [] if call is None else list(call.places.values())
                return [gone for place in places for gone in self._unseat(place.id, ended.reason)]
            case _:
                pass
        return []

    def silent(self, now: int) -> list[Place]:
        """Those who were not heard for too long."""
        return [place for place in self.places.values() if now - place.heard_at >= SILENT_AFTER]

    def forgive(self, now: int) -> None:
        """We did not listen for a while ourselves: everybody has as long as after a start."""
        for place in self.places.values():
            place.heard_at = max(place.heard_at, now + AFTER_A_START - SILENT_AFTER)

    def _begin(self, stream: str, call: Call, heard_at: int) -> list[Gone]:
        live = LiveCall(call.id, call.conversation_id, stream, call.transport)
        self.calls[call.id] = live
        return [gone for person in call.participants for gone in self._seat(live, person, heard_at)]

    def _seat(self, call: LiveCall, person: Participant, heard_at: int) -> list[Gone]:
        before = call.places.get(person.user_id)
        gone = [] if before is None or before.id == person.id else self._unseat(before.id, "replaced")
        if person.id not in self.places:
            place = Place(person.id, person.user_id, call, heard_at)
            self.places[person.id] = call.places[person.user_id] = place
        return gone

    def _unseat(self, participant_id: str, reason: str) -> list[Gone]:
        place = self.places.pop(participant_id, None)
        if place is None:
            return []
        if place.call.places.get(place.user_id) is place:
            del place.call.places[place.user_id]
        return [Gone(place.call.id, place.call.transport, place.id, place.user_id, reason)]
