"""Who is here on the other copies. Each says what changed, and everything once in a while: a note may be lost."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from distributed_chat.bus import Bus
from distributed_chat.copies import Standing
from distributed_chat.streams import Hub

PRESENCE = "presence"
WHOLE_EVERY = 10
"""Turns, of two seconds."""
BELIEVED = 2 * WHOLE_EVERY + 3
"""Turns until something that nobody repeats is no longer so."""
PEOPLE_IN_A_NOTE = 5_000


class _Note(NamedTuple):
    copy: str
    here: dict[str, list[str]]
    """By group's stream, its readers; none: nobody any more."""


_encode = msgspec.msgpack.Encoder().encode
_note = msgspec.msgpack.Decoder(_Note)


class Elsewhere:
    def __init__(self, hub: Hub, bus: Bus, standing: Standing, copy_id: str) -> None:
        self._hub = hub
        self._bus = bus
        self._standing = standing
        self._id = copy_id
        self._said: dict[str, frozenset[str]] = {}
        self._turn = 0
        self._heard: dict[str, dict[str, tuple[frozenset[str], int]]] = {}
        """By copy and stream: who, and in which turn it was said."""
        self._seen: dict[str, int] = {}
        """By copy: the turn in which it was last known to be alive, or heard."""
        bus.hear(PRESENCE, self._hear)

    def readers(self, stream: str) -> set[str]:
        found: set[str] = set()
        for streams in self._heard.values():
            users, turn = streams.get(stream, (frozenset(), 0))
            if self._turn - turn <= BELIEVED:
                found |= users
        return found

    def tell(self) -> None:
        """Once in a turn: what is here, and no more of copies that are gone."""
        self._turn += 1
        self._forget_the_dead()
        here = {name: frozenset(self._hub.readers(name)) for name in self._hub.streams() if name.startswith("group:")}
        whole = self._turn % WHOLE_EVERY == 1
        news = {name: users for name, users in here.items() if whole or self._said.get(name) != users}
        news |= {name: frozenset() for name in self._said if name not in here}
        self._said = here
        for some in _portions(news):
            self._bus.tell(PRESENCE, _encode(_Note(self._id, some)))

    def _hear(self, said: bytes) -> None:
        copy, here = _note.decode(said)
        self._seen[copy] = self._turn
        streams = self._heard.setdefault(copy, {})
        for name, users in here.items():
            if users:
                streams[name] = (frozenset(users), self._turn)
            else:
                streams.pop(name, None)

    def _forget_the_dead(self) -> None:
        for copy in self._standing.others:
            self._seen[copy] = self._turn
        for copy in [copy for copy, turn in self._seen.items() if self._turn - turn > 2]:
            del self._seen[copy]
            self._heard.pop(copy, None)


def _portions(news: Mapping[str, frozenset[str]]) -> Iterator[dict[str, list[str]]]:
    portion: dict[str, list[str]] = {}
    people = 0
    for name, users in news.items():
        if portion and people + len(users) > PEOPLE_IN_A_NOTE:
            yield portion
            portion, people = {}, 0
        portion[name] = sorted(users)
        people += len(users)
    if portion:
        yield portion
