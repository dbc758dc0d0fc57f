"""Fills an empty instance with the talk of the last days, on a clock of its own that runs through them in a moment."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from distributed_chat.demo.cast import CAST, Character
from distributed_chat.demo.client import Application, Client
from distributed_chat.demo.doing import do, form_of
from distributed_chat.demo.script import Conversation, GroupTalk, Said, read_talk
from distributed_chat.kernel.clock import SECOND, MovedClock

LENA = CAST["lena"]
PASSWORD = "two loaves and the good oil"  # noqa: S105  # of people who don't exist, on an instance that is thrown away

_HISTORY = timedelta(days=6)
_AWAY = timedelta(hours=6)
"""What was said in the last hours, Lena has not seen yet."""


class Spoken(NamedTuple):
    """One line, and where it belongs."""

    said: Said
    conversation: Conversation


@dataclass
class Place:
    """What the talkers need to know: who has which token and id, and which conversation has which id."""

    tokens: dict[str, str] = field(default_factory=dict)
    user_ids: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    """By topic."""
    streams: dict[str, str] = field(default_factory=dict)
    """Of a conversation, by its id."""
    hosts: dict[str, str] = field(default_factory=dict)
    """Who answers when Lena writes in a conversation, by its id."""


def beginning(now: datetime) -> MovedClock:
    """The clock of the application that is populated: it begins before anything was said."""
    return MovedClock(_instant(now - _HISTORY))


async def populate(app: Application, clock: MovedClock, now: datetime) -> Place:
    """Makes the people, groups, rooms and chats, and says everything. The app runs on `clock`, without rate limits."""
    return await _Populating(Client(app), clock, now).run(read_talk(now))


class _Populating:
    def __init__(self, nobody: Client, clock: MovedClock, now: datetime) -> None:
        self._nobody = nobody
        self._clock = clock
        self._now = now
        self._ids: dict[int, str] = {}
        self._last: dict[int, int] = {}
        self._above: dict[int, str] = {}
        self.place = Place()

    async def run(self, groups: list[GroupTalk]) -> Place:
        for key, character in CAST.items():
            await self._sign_up(key, character)
        for group in groups:
            await self._make(group)
        seen_by_lena = False
        for said, conversation in _in_order(groups):
            if not seen_by_lena and said.at > self._now - _AWAY:
                await self._look(groups, ["lena"])
                seen_by_lena = True
            self._move_to(said.at)
            await self._say(said, conversation)
        await self._look(groups, [key for key in CAST if key != "lena"])
        return self.place

    def _as(self, key: str) -> Client:
        return self._nobody.as_user(self.place.tokens[key])

    async def _sign_up(self, key: str, character: Character) -> None:
        self._clock.move(40 * SECOND)
        answer = await self._nobody.post(
            "/api/users",
            first_name=character.first_name,
            last_name=character.last_name,
            email=character.email,
            password=PASSWORD,
        )
        self.place.tokens[key] = answer["token"]
        self.place.user_ids[key] = answer["user"]["id"]

    async def _make(self, group: GroupTalk) -> None:
        owner, *others = group.members
        made = await self._as(owner).post("/api/groups", name=group.name)
        group_id = made["group"]["id"]
        invited = await self._as(owner).post(f"/api/groups/{group_id}/invites")
        for key in others:
            self._clock.move(300 * SECOND)
            await self._as(key).post(f"/api/invites/{invited['invite']['code']}/accept")
        for conversation in group.conversations:
            self._clock.move(60 * SECOND)
            await self._open(group_id, conversation)

    async def _open(self, group_id: str, conversation: Conversation) -> None:
        maker, *others = conversation.members
        ids = [self.place.user_ids[key] for key in others]
        if conversation.topic is None:
            opened = (await self._as(maker).post("/api/chats", user_ids=ids))["chat"]
        elif conversation.private:
            path = f"/api/groups/{group_id}/rooms"
            made = await self._as(maker).post(path, topic=conversation.topic, private=True, member_ids=ids)
            opened = made["room"]
        else:
            opened = (await self._as(maker).post(f"/api/groups/{group_id}/rooms", topic=conversation.topic))["room"]
        self._ids[id(conversation)] = opened["id"]
        self.place.streams[opened["id"]] = opened["stream"]
        self.place.hosts[opened["id"]] = next(key for key in conversation.members if key != "lena")
        if conversation.topic is not None:
            self.place.rooms[conversation.topic] = opened["id"]

    async def _say(self, said: Said, conversation: Conversation) -> None:
        path = f"/api/conversations/{self._ids[id(conversation)]}/messages"
        above = self._above.get(id(conversation), "")
        message = (await self._as(said.who).post(path, **form_of(said, above, self.place.user_ids)))["message"]
        for deed in said.deeds:
            await do(self._as(deed.who), deed, message["id"])
        # A reply in a thread is none of the lines below which one goes on.
        if said.how != ">":
            self._above[id(conversation)] = message["id"]
            self._last[id(conversation)] = message["number"]

    async def _look(self, groups: list[GroupTalk], keys: list[str]) -> None:
        """Everybody named has read all that was said so far."""
        for conversation in (one for group in groups for one in group.conversations):
            number = self._last.get(id(conversation), 0)
            for key in conversation.members:
                if key in keys and number:
                    await self._as(key).put(f"/api/conversations/{self._ids[id(conversation)]}/seen", number=number)

    def _move_to(self, moment: datetime) -> None:
        self._clock.move(max(SECOND, _instant(moment) - self._clock.now()))


def _in_order(groups: list[GroupTalk]) -> Iterator[Spoken]:
    """Everything that is said anywhere, one after the other as it was."""
    spoken = [Spoken(said, one) for group in groups for one in group.conversations for said in one.lines]
    return iter(sorted(spoken, key=lambda one: one.said.at))


def _instant(moment: datetime) -> int:
    return int(moment.timestamp() * SECOND)
