"""What somebody spends of an allowance here is told to the other copies: a rate is the instance's, not a copy's.

Told four times a second, in one note for many. So somebody who asks all copies at once may get through for a quarter of
a second what each of them allows; while the bus is away each copy counts for itself.
"""

import asyncio
from collections.abc import Mapping

import msgspec
import structlog

from distributed_chat.bus import Bus
from distributed_chat.web.limits import Limiter, Spent

TELL_SECONDS = 0.25
AT_ONCE = 2_000
"""Askers in one note."""
RATES = "rates"

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[str, list[Spent]]).decode
_log = structlog.get_logger("copies")


class Rates:
    def __init__(self, bus: Bus, limiters: Mapping[str, Limiter]) -> None:
        """By name, the same on every copy."""
        self._bus = bus
        self._limiters = limiters
        for limiter in limiters.values():
            limiter.share()
        bus.hear(RATES, self.hear)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(TELL_SECONDS)
            self.tell()

    def tell(self) -> None:
        for name, limiter in self._limiters.items():
            spent = limiter.take_spent()
            for begin in range(0, len(spent), AT_ONCE):
                self._bus.tell(RATES, _encode((name, spent[begin : begin + AT_ONCE])))

    def hear(self, said: bytes) -> None:
        try:
            name, spent = _decode(said)
        except msgspec.DecodeError as error:  # of another version
            _log.warning("rates_not_understood", why=str(error))
            return
        if name in self._limiters:
            self._limiters[name].add(spent)
