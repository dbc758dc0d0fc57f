"""Signals to people whose sockets are on other copies. Like all signals they may be lost."""

from typing import NamedTuple

import msgspec

from distributed_chat.bus import Bus
from distributed_chat.streams.hub import Hub

SIGNAL = "signal"


class _Passed(NamedTuple):
    stream: str
    frame: bytes
    user_id: str | None
    """Who said it and hears nothing of it; None where `to` says whom it is for."""
    to: str | None


_encode = msgspec.msgpack.Encoder().encode
_passed = msgspec.msgpack.Decoder(_Passed)


def pass_signals(hub: Hub, bus: Bus) -> None:
    """From now on what is signalled here is heard on the other copies, and the reverse."""

    def tell(stream: str, frame: bytes, user_id: str | None, to: str | None) -> None:
        bus.tell(SIGNAL, _encode(_Passed(stream, frame, user_id, to)))

    def hear(said: bytes) -> None:
        stream, frame, user_id, to = _passed.decode(said)
        hub.signal_from(stream, frame, user_id, to)

    hub.pass_on = tell
    bus.hear(SIGNAL, hear)
