"""A furnished group for tests across packages: everybody in it has another right, and somebody was removed from it."""

from dataclasses import dataclass
from typing import Any

from distributed_chat.app import App
from tests.cast import Person, sign_up


@dataclass(frozen=True)
class Cast:
    stranger: Person
    ex_member: Person
    member: Person
    admin: Person
    owner: Person
    second: Person

    async def leave(self) -> None:
        for person in vars(self).values():
            await person.client.aclose()


@dataclass(frozen=True)
class Place:
    """Ids of what the owner made: `room` is open; `private` and `chat` are the owner's and `second`'s alone.

    `message`, `secret` and `whisper` are the first ones there, by the owner.
    """

    owner: Person
    group: str
    room: str
    private: str
    chat: str
    invite: str
    code: str
    second: str
    message: str
    secret: str
    whisper: str


async def gather_cast(app: App) -> Cast:
    return Cast(**{name: await sign_up(app, name) for name in Cast.__dataclass_fields__})


async def join(owner: Person, person: Person, group: str, **invite: Any) -> None:
    """By an invite of the owner's, which the person accepts."""
    made = await owner.post(f"/api/groups/{group}/invites", invite)
    await person.post(f"/api/invites/{made['invite']['code']}/accept", status=200)


async def furnish(cast: Cast) -> Place:
    owner = cast.owner
    group = (await owner.post("/api/groups", {"name": "Sunday Crew"}))["group"]["id"]
    for person in (cast.second, cast.member, cast.ex_member):
        await join(owner, person, group)
    await join(owner, cast.admin, group, role="admin")
    await owner.delete(f"/api/groups/{group}/members/{cast.ex_member.id}", status=204)
    room = (await owner.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]["id"]
    hidden = {"topic": "Surprise", "private": True, "member_ids": [cast.second.id]}
    private = (await owner.post(f"/api/groups/{group}/rooms", hidden))["room"]["id"]
    chat = (await owner.post("/api/chats", {"user_ids": [cast.second.id]}))["chat"]["id"]
    first = [await _say(owner, conversation) for conversation in (room, private, chat)]
    invite = (await owner.post(f"/api/groups/{group}/invites", {}))["invite"]
    return Place(owner, group, room, private, chat, invite["id"], invite["code"], cast.second.id, *first)


async def _say(author: Person, conversation: str) -> str:
    sent = await author.post(f"/api/conversations/{conversation}/messages", {"text": "First"})
    return str(sent["message"]["id"])
