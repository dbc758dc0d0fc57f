"""Topics for third parties: whoever listens at this moment hears, nobody else. At most once, nothing is kept.

In memory, behind what `Topics` says; a bus between copies goes under the same two verbs.
"""

import asyncio
import re
import secrets
from collections import deque
from typing import NamedTuple

from distributed_chat.kernel.clock import MINUTE, Clock

WAITING_AT_MOST = 256
"""Events that wait for one listener; one that does not read loses the oldest."""
TOKENS_AT_MOST = 100_000
TOKEN_LIFE = MINUTE
_VALID = re.compile(r"(?!\.)(?!.*\.\.)[^/*>\x00]{1,256}(?<!\.)", re.DOTALL)


def is_topic(text: str) -> bool:
    """NATS streaming's rule for channels: no `/`, `*`, `>`; a dot neither first nor last nor doubled."""
    return _VALID.fullmatch(text) is not None


class Told(NamedTuple):
    message: str
    at: int
    """Microseconds since 1970."""


class Listener:
    def __init__(self) -> None:
        self._waiting: deque[Told] = deque(maxlen=WAITING_AT_MOST)
        self._woken = asyncio.Event()

    def hear(self, told: Told) -> None:
        self._waiting.append(told)
        self._woken.set()

    async def next(self) -> Told:
        while not self._waiting:
            self._woken.clear()
            await self._woken.wait()
        return self._waiting.popleft()


class Pass(NamedTuple):
    topic: str
    """Empty: any."""
    ends_at: int


class Topics:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._listeners: dict[str, set[Listener]] = {}
        self._passes: dict[str, Pass] = {}

    def publish(self, topic: str, message: str) -> None:
        told = Told(message, self._clock.now())
        for listener in self._listeners.get(topic, ()):
            listener.hear(told)

    def listen(self, topic: str) -> Listener:
        listener = Listener()
        self._listeners.setdefault(topic, set()).add(listener)
        return listener

    def leave(self, topic: str, listener: Listener) -> None:
        listeners = self._listeners.get(topic, set())
        listeners.discard(listener)
        if not listeners:
            self._listeners.pop(topic, None)

    def listeners(self, topic: str) -> int:
        """How many listen to it."""
        return len(self._listeners.get(topic, ()))

    def heard(self) -> set[str]:
        """The topics that somebody listens to."""
        return set(self._listeners)

    def token(self, topic: str) -> str:
        """Opens the topic (empty: any) for a minute, as often as it is used."""
        now = self._clock.now()
        if len(self._passes) >= TOKENS_AT_MOST:
            self._passes = {token: one for token, one in self._passes.items() if one.ends_at > now}
        token = secrets.token_urlsafe(24)
        self._passes[token] = Pass(topic, now + TOKEN_LIFE)
        return token

    def opens(self, token: str, topic: str) -> bool:
        found = self._passes.get(token)
        return found is not None and found.ends_at > self._clock.now() and found.topic in {"", topic}
