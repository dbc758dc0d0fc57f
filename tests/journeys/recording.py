"""Records what an action does to the homes of people: home before, the events that reach them, home after.

With histories to watch, also the page of each that they may read, before and after.

Ids and hashes are random; in a recording they are numbered by their first appearance, so that it is the same each time.
"""

import re
from collections.abc import Awaitable
from typing import Any, NamedTuple

import msgspec

from distributed_chat.app import App
from distributed_chat.kernel.clock import SECOND, MovedClock, rfc3339
from distributed_chat.kernel.events import Logged
from tests.cast import Person

_RANDOM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b|\b[0-9a-f]{16}\b")


class History(NamedTuple):
    """Of a conversation, or of a thread there."""

    conversation_id: str
    thread_of: str | None = None


class Recorder:
    def __init__(self, app: App, clock: MovedClock) -> None:
        self.recordings: list[dict[str, Any]] = []
        self.watched: list[History] = []
        self._app = app
        self._clock = clock
        self._logged: list[Logged] = []
        deliver = app.database.on_commit

        def listen(events: Any) -> None:
            self._logged.extend(events)
            if deliver is not None:
                deliver(events)

        app.database.on_commit = listen

    async def record(self, name: str, action: Awaitable[Any], people: dict[str, Person]) -> Any:
        """Does the action and keeps, for each of the people whose streams it reached, what it meant to them."""
        homes = {who: await person.get("/api/home") for who, person in people.items()}
        pages = {who: await self._pages(person) for who, person in people.items()}
        self._logged.clear()
        self._clock.move(SECOND)
        answer = await action
        events = list(self._logged)
        assert events, f"{name} emitted nothing"
        for who, person in people.items():
            mine = _received(events, homes[who]["heads"], person.id)
            if mine:
                recording = {
                    "name": f"{name}, for {who}",
                    "user": person.id,
                    "before": homes[who],
                    "events": mine,
                    "after": await person.get("/api/home"),
                }
                if self.watched:
                    recording["pages"] = _joined(pages[who], await self._pages(person))
                self.recordings.append(recording)
        return answer

    async def _pages(self, person: Person) -> list[dict[str, Any] | None]:
        """Of the watched histories; None where this person may not read."""
        found = []
        for history in self.watched:
            query = {} if history.thread_of is None else {"thread_of": history.thread_of}
            answer = await person.client.get(f"/api/conversations/{history.conversation_id}/messages", params=query)
            found.append({**history._asdict(), "page": answer.json()} if answer.is_success else None)
        return found

    def text(self) -> str:
        """The recordings as JSON, the same for every run."""
        raw = msgspec.json.format(msgspec.json.encode(self.recordings), indent=1).decode()
        numbers: dict[str, int] = {}

        def number(match: re.Match[str]) -> str:
            found = match.group()
            place = numbers.setdefault(found, len(numbers) + 1)
            return f"00000000-0000-7000-8000-{place:012d}" if "-" in found else f"{place:0{len(found)}x}"

        return _RANDOM.sub(number, raw) + "\n"


def _joined(before: list[dict[str, Any] | None], after: list[dict[str, Any] | None]) -> list[dict[str, Any]]:
    """Those that could be read before and after, and changed."""
    return [
        {
            "conversation_id": old["conversation_id"],
            "thread_of": old["thread_of"],
            "before": old["page"],
            "after": new["page"],
        }
        for old, new in zip(before, after, strict=True)
        if old is not None and new is not None and old["page"]["messages"] != new["page"]["messages"]
    ]


def _received(events: list[Logged], heads: dict[str, Any], user_id: str) -> list[dict[str, Any]]:
    """What the hub would write to this person: their streams in order, nothing behind their removal.

    A stream that opens to them comes last, from its floor on: they catch up in it once their own stream told of it.
    """
    mine, left, opened = [], set[str](), dict[str, int]()
    for event in events:
        reads = event.stream in heads and event.stream not in left
        if reads and event.seq > heads[event.stream]["seq"] and event.payload is not None:
            mine.append(_frame(event))
            opened |= {stream: floor for user, stream, floor in event.attaches if user == user_id}
            if user_id in event.detaches or "*" in event.detaches:
                left.add(event.stream)
    return mine + [_frame(event) for event in events if event.seq >= opened.get(event.stream, event.seq + 1)]


def _frame(event: Logged) -> dict[str, Any]:
    return {
        "frame": "event",
        "stream": event.stream,
        "seq": event.seq,
        "type": event.type,
        "at": rfc3339(event.at),
        "payload": msgspec.json.decode(event.payload or b"null"),
        "hash": event.hash,
    }
