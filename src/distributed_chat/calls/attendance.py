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
RECONCILED_AFTER = 5 * SECOND
"""Whoever was heard since may have come after the database was asked."""
LETTERS_AT_MOST = 64
"""Signals kept for somebody who has joined but has not spoken yet, or whose socket is just coming back."""

REMEMBERED_AT_MOST = 1_000
EARLY_AT_MOST = 100


_OURS = {"call.started", "call.joined", "call.left", "call.moved", "call.ended"}


class _OfCall(msgspec.Struct):
    call_id: str


_call = msgspec.json.Decoder(_OfCall)
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
    seq: int
    """Of their coming, in the log of the conversation; 0 for those who were in when the server started."""
    heard_at: int
    connection: Connection | None = None
    """Of this copy, that it was bound to last."""
    elsewhere: bool = False
    """Another copy has heard them since."""
    letters: deque[bytes] = field(default_factory=lambda: deque(maxlen=LETTERS_AT_MOST))
    told: object = None
    """The last `call.state` that was passed on, and when."""
    told_at: int = 0
    signals_whole_at: int = 0
    """When what they may signal at once is whole again."""


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
    """Events of one stream may come in another order than their `seq`, when several writers commit: whatever the order,
    it ends up with the same people.
    """

    def __init__(self) -> None:
        self.calls: dict[str, LiveCall] = {}
        self.places: dict[str, Place] = {}
        """By participant."""
        self._early: dict[str, list[Logged]] = {}
        """What was heard of calls before their start."""
        self._over: dict[tuple[str, str], int] = {}
        """(call, participant) who went, or (call, "") that ended: at which `seq`. The latest only."""

    def load(self, calls: Iterable[tuple[str, Call]], now: int) -> None:
        """What the database has when the server starts: nobody was heard yet, and everybody has a while."""
        for stream, call in calls:
            self._begin(stream, 0, call, now + AFTER_A_START - SILENT_AFTER)

    def hear(self, logged: Logged, now: int) -> list[Gone]:
        """One committed event; of any but calls' it learns nothing. Returns who is out by it."""
        if logged.payload is None or logged.type not in _OURS:
            return []
        if logged.type == "call.started":
            return self._start(logged, _started.decode(logged.payload).call, now)
        call_id = _call.decode(logged.payload).call_id
        call = self.calls.get(call_id)
        if call is None:
            if logged.type == "call.ended":
                self._remember(call_id, "", logged.seq)
            elif (call_id, "") not in self._over:
                self._keep_early(call_id, logged)
            return []
        return self._follow(call, logged, now)

    def confirm(self, stream: str, call: Call, participant_id: str, seq: int, now: int) -> None:
        """The database says so to somebody who asked, at the place `seq` of their coming: heals what was not heard."""
        me = next(one for one in call.participants if one.id == participant_id)
        if (call.id, "") not in self._over and participant_id not in self.places:
            live = self.calls.setdefault(call.id, LiveCall(call.id, call.conversation_id, stream, call.transport))
            self._seat(live, me, seq, now)

    def forget(self, place: Place) -> None:
        """The database knows of no such place."""
        if self.places.get(place.id) is not place:
            return
        self._unseat(place, "lost")
        if not place.call.places:
            self.calls.pop(place.call.id, None)

    def silent(self, now: int) -> list[Place]:
        """Those who were not heard for too long."""
        return [place for place in self.places.values() if now - place.heard_at >= SILENT_AFTER]

    def forgive(self, now: int) -> None:
        """We did not listen for a while ourselves: everybody has as long as after a start."""
        for place in self.places.values():
            place.heard_at = max(place.heard_at, now + AFTER_A_START - SILENT_AFTER)

    def reconcile(self, calls: Iterable[tuple[str, Call]], now: int) -> None:
        """What the database has, should the bus have lost some of it. Nobody is told: these went and came elsewhere."""
        known = list(calls)
        for stream, call in known:
            for one in call.participants:
                self.confirm(stream, call, one.id, 0, now)
        there = {one.id for _stream, call in known for one in call.participants}
        late = now - RECONCILED_AFTER
        for place in [it for it in self.places.values() if it.id not in there and it.heard_at < late]:
            self.forget(place)

    def _start(self, logged: Logged, call: Call, now: int) -> list[Gone]:
        early = self._early.pop(call.id, [])
        if (call.id, "") in self._over or call.id in self.calls:
            return []
        live = self._begin(logged.stream, logged.seq, call, now)
        return [gone for event in sorted(early, key=lambda it: it.seq) for gone in self._follow(live, event, now)]

    def _follow(self, call: LiveCall, logged: Logged, now: int) -> list[Gone]:
        payload = logged.payload or b""
        match logged.type:
            case "call.joined":
                return self._seat(call, _joined.decode(payload).participant, logged.seq, now)
            case "call.left":
                left = _left.decode(payload)
                self._remember(call.id, left.participant_id, logged.seq)
                place = self.places.get(left.participant_id)
                known = place is not None and place.call is call and place.seq < logged.seq
                return [self._unseat(place, left.reason)] if known and place is not None else []
            case "call.moved":
                call.transport = _moved.decode(payload).transport
            case "call.ended":
                self._remember(call.id, "", logged.seq)
                del self.calls[call.id]
                reason = _ended.decode(payload).reason
                return [self._unseat(place, reason) for place in list(call.places.values())]
            case _:
                pass
        return []

    def _begin(self, stream: str, seq: int, call: Call, heard_at: int) -> LiveCall:
        live = self.calls[call.id] = LiveCall(call.id, call.conversation_id, stream, call.transport)
        for person in call.participants:
            self._seat(live, person, seq, heard_at)
        return live

    def _seat(self, call: LiveCall, person: Participant, seq: int, heard_at: int) -> list[Gone]:
        here = self.places.get(person.id)
        if here is not None:
            here.seq = max(here.seq, seq)  # they went and came again, and the going will be heard later
            return []
        if self._over.get((call.id, person.id), -1) > seq:
            return []
        place = Place(person.id, person.user_id, call, seq, heard_at)
        before = call.places.get(person.user_id)
        if before is not None and before.seq > seq:
            return [_gone(place, "replaced")]  # the other device's coming was heard first
        gone = [] if before is None else [self._unseat(before, "replaced")]
        self.places[person.id] = call.places[person.user_id] = place
        return gone

    def _unseat(self, place: Place, reason: str) -> Gone:
        self.places.pop(place.id, None)
        place.call.places.pop(place.user_id, None)
        return _gone(place, reason)

    def _remember(self, call_id: str, participant_id: str, seq: int) -> None:
        self._over[call_id, participant_id] = max(seq, self._over.get((call_id, participant_id), -1))
        if len(self._over) > REMEMBERED_AT_MOST:
            del self._over[next(iter(self._over))]

    def _keep_early(self, call_id: str, logged: Logged) -> None:
        self._early.setdefault(call_id, []).append(logged)
        if len(self._early) > EARLY_AT_MOST:
            del self._early[next(iter(self._early))]


def _gone(place: Place, reason: str) -> Gone:
    return Gone(place.call.id, place.call.transport, place.id, place.user_id, reason)
