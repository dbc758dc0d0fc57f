"""Where a participant's socket is, told between the copies, and letters to those who have theirs elsewhere."""

from typing import NamedTuple

import msgspec

from distributed_chat.bus import Bus
from distributed_chat.calls.attendance import Attendance, Place
from distributed_chat.streams import Hub

HERE, LETTER = "call_here", "call_letter"


class _Letter(NamedTuple):
    participant_id: str
    frame: bytes


_encode = msgspec.msgpack.Encoder().encode
_letter = msgspec.msgpack.Decoder(_Letter)


class Letters:
    """Each is delivered by the copy that the participant's socket is on; while there is none, every copy keeps it."""

    def __init__(self, attendance: Attendance, hub: Hub, bus: Bus) -> None:
        self._attendance = attendance
        self._hub = hub
        self._bus = bus
        bus.hear(HERE, self._is_elsewhere)
        bus.hear(LETTER, self._came)

    def send(self, place: Place, frame: bytes) -> None:
        """To their connection. Whoever has none at this moment gets it with the next that they bind."""
        if not self._deliver(place, frame):
            self._bus.tell(LETTER, _encode(_Letter(place.id, frame)))

    def bound(self, place: Place) -> None:
        """They speak by a socket here: the other copies keep nothing for them, and hand over what they have."""
        place.elsewhere = False
        self._bus.tell(HERE, place.id.encode())

    def _came(self, said: bytes) -> None:
        participant_id, frame = _letter.decode(said)
        place = self._attendance.places.get(participant_id)
        if place is not None:
            self._deliver(place, frame)

    def _deliver(self, place: Place, frame: bytes) -> bool:
        if place.connection is not None and place.connection in self._hub.connections:
            self._hub.tell(place.connection, frame)
            return True
        if not place.elsewhere:
            place.letters.append(frame)
        return False

    def _is_elsewhere(self, said: bytes) -> None:
        place = self._attendance.places.get(said.decode())
        if place is None:
            return
        was_here, place.connection, place.elsewhere = place.connection is not None, None, True
        while place.letters:
            frame = place.letters.popleft()
            if was_here:  # what came between two sockets is known to nobody else
                self._bus.tell(LETTER, _encode(_Letter(place.id, frame)))
