"""Topics for third parties: whoever listens at this moment hears, nobody else. At most once, nothing is kept.

In memory; `pass_on` brings it to the listeners of other copies.
"""

import asyncio
import hmac
import re
import secrets
from collections import deque
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

import msgspec

from distributed_chat.bus import Bus
from distributed_chat.db import Tx, upsert
from distributed_chat.db.schema import instance, instance_value
from distributed_chat.kernel.clock import MINUTE, Clock

WAITING_AT_MOST = 256
"""Events that wait for one listener; one that does not read loses the oldest."""
TOKEN_LIFE = MINUTE
TOPIC = "topic"
SHARED = "topic_signing"
"""The name under which the instance keeps what tokens are signed with."""
_passed = msgspec.msgpack.Decoder(tuple[str, str])
_VALID = re.compile(r"(?!\.)(?!.*\.\.)[^/*>\x00]{1,256}(?<!\.)", re.DOTALL)


def is_topic(text: str) -> bool:
    """NATS streaming's rule for channels: no `/`, `*`, `>`; a dot neither first nor last nor doubled."""
    return _VALID.fullmatch(text) is not None


def pass_topics(topics: "Topics", bus: Bus) -> None:
    """From now on what is published here is heard on the other copies, and the reverse."""

    def hear(said: bytes) -> None:
        topic, message = _passed.decode(said)
        topics.tell_here(topic, message)

    topics.pass_on = lambda topic, message: bus.tell(TOPIC, msgspec.msgpack.encode((topic, message)))
    bus.hear(TOPIC, hear)


def shared_secret(tx: Tx) -> str:
    """What all copies sign with, made by the first."""
    upsert(tx, instance, {"key": SHARED, "value": secrets.token_hex(32)}, index=["key"], update={})
    kept = instance_value(tx, SHARED)
    assert kept is not None
    return kept


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


class Topics:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._listeners: dict[str, set[Listener]] = {}
        self._secret = secrets.token_bytes(32)
        self.pass_on: Callable[[str, str], None] = lambda _topic, _message: None
        """Tells the other copies."""

    def share(self, secret: str) -> None:
        """The secret of the instance, so that a token of one copy opens a topic on another."""
        self._secret = secret.encode()

    def publish(self, topic: str, message: str) -> None:
        self.tell_here(topic, message)
        self.pass_on(topic, message)

    def tell_here(self, topic: str, message: str) -> None:
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
        """Opens the topic (empty: any) for a minute, as often as it is used. Nothing is kept: it is signed."""
        said = f"{self._clock.now() + TOKEN_LIFE}.{secrets.token_urlsafe(6)}.{'any' if topic == '' else 'one'}"
        return f"{said}.{self._signed(said, topic)}"

    def opens(self, token: str, topic: str) -> bool:
        said, _, signature = token.rpartition(".")
        ends_at, kind = said.partition(".")[0], said.rpartition(".")[2]
        of = "" if kind == "any" else topic
        if not token.isascii() or not hmac.compare_digest(signature, self._signed(said, of)):
            return False
        return int(ends_at) > self._clock.now()

    def _signed(self, said: str, topic: str) -> str:
        return hmac.new(self._secret, f"{said}\0{topic}".encode(), sha256).hexdigest()
