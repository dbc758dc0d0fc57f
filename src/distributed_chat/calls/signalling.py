"""The signals of calls: what a participant tells everybody of themselves, and what two browsers need to connect.

`call.state` binds the connection that sends it to the participant, and says that they are there. Offers, answers and
candidates go from one bound connection to another of the same call, and to nobody else.
"""

from distributed_chat.calls.attendance import Attendance, Place
from distributed_chat.calls.errors import NotInTheCall
from distributed_chat.calls.grammar import (
    Envelope,
    candidates_in,
    check_candidates,
    check_sdp,
    description_in,
    state_in,
)
from distributed_chat.calls.letters import Letters
from distributed_chat.kernel.clock import SECOND, Clock
from distributed_chat.kernel.errors import TooMany
from distributed_chat.streams import Hub, SignalHandler, signal_frame
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.protocol import Signal

SAME_AGAIN_AFTER = 2 * SECOND
"""The same state sooner than this is heard, but told to nobody: every one goes to the whole group."""


SIGNALS_AT_ONCE = 60
SIGNAL_EVERY = SECOND // 10
"""Of one participant, over however many sockets: each goes to a whole group, or is as long as a description."""


class Signalling:
    def __init__(
        self, attendance: Attendance, hub: Hub, letters: Letters, clock: Clock, *, unlimited: bool = False
    ) -> None:
        self._attendance = attendance
        self._letters = letters
        self._hub = hub
        self._clock = clock
        self._unlimited = unlimited
        self.handlers: dict[str, SignalHandler] = {
            "call.state": self._state,
            "call.offer": self._description,
            "call.answer": self._description,
            "call.candidate": self._candidates,
        }

    def _state(self, connection: Connection, signal: Signal) -> None:
        """Raises `Malformed` and `NotInTheCall`."""
        state = state_in(signal.payload)
        place = self._place(connection, signal.stream, state.call_id, state.participant_id)
        if place.call.conversation_id != state.conversation_id:
            raise NotInTheCall
        now = place.heard_at = self._clock.now()
        self._bind(place, connection)
        if state == place.told and now - place.told_at < SAME_AGAIN_AFTER:
            return
        place.told, place.told_at = state, now
        frame = signal_frame(signal.stream, "call.state", state, connection)
        self._hub.signal(signal.stream, frame, connection)
        self._hub.signal(signal.stream, frame, connection, to=connection.user_id)  # and on my other devices

    def _description(self, connection: Connection, signal: Signal) -> None:
        """Raises `Malformed`, `NotInTheCall` and `BadSdp`."""
        letter = description_in(signal.payload)
        other = self._other(connection, signal, letter)
        check_sdp(letter.sdp)
        self._pass_on(connection, signal, letter, other)

    def _candidates(self, connection: Connection, signal: Signal) -> None:
        """Raises `Malformed`, `NotInTheCall` and `BadCandidate`."""
        letter = candidates_in(signal.payload)
        other = self._other(connection, signal, letter)
        check_candidates(letter.candidates)
        self._pass_on(connection, signal, letter, other)

    def _other(self, connection: Connection, signal: Signal, letter: Envelope) -> Place:
        """Whom it is for. Comes before what is costly to check: strangers hold nobody up. Raises `NotInTheCall`."""
        mine = self._place(connection, signal.stream, letter.call_id, letter.participant_id)
        other = self._attendance.places.get(letter.to_participant)
        if mine.connection is not connection or other is None or other.call is not mine.call or other is mine:
            raise NotInTheCall
        return other

    def _pass_on(self, connection: Connection, signal: Signal, letter: Envelope, other: Place) -> None:
        self._letters.send(other, signal_frame(signal.stream, signal.type, letter, connection))

    def _bind(self, place: Place, connection: Connection) -> None:
        place.connection = connection
        self._letters.bound(place)
        while place.letters:
            self._hub.tell(connection, place.letters.popleft())

    def _place(self, connection: Connection, stream: str, call_id: str, participant_id: str) -> Place:
        """Their own place in that call, told of in its own stream. Raises `NotInTheCall` and `TooMany`."""
        place = self._attendance.places.get(participant_id)
        if place is None or place.user_id != connection.user_id:
            raise NotInTheCall
        if place.call.id != call_id or place.call.stream != stream:
            raise NotInTheCall
        self._spend(place)
        return place

    def _spend(self, place: Place) -> None:
        """Raises `TooMany`."""
        now = self._clock.now()
        whole_at = max(place.signals_whole_at, now) + SIGNAL_EVERY
        if whole_at - now > SIGNALS_AT_ONCE * SIGNAL_EVERY and not self._unlimited:
            raise TooMany(retry_after=1)
        place.signals_whole_at = whole_at
