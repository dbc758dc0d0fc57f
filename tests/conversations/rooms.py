"""Words of the tests about rooms and chats."""

from collections.abc import Awaitable, Callable
from typing import Any

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.cast import Person, sign_up
from tests.places import join

Newcomers = Callable[..., Awaitable[list[Person]]]

enter = join
"""`await enter(owner, person, group)`."""


async def people(app: App, *names: str) -> list[Person]:
    return [await sign_up(app, name) for name in names]


async def new_group(owner: Person, name: str = "Sunday Crew") -> str:
    return str((await owner.post("/api/groups", {"name": name}))["group"]["id"])


async def new_room(maker: Person, group: str, *members: Person, topic: str = "Kitchen") -> dict[str, Any]:
    """An open room, or with `members` a private one."""
    body: dict[str, Any] = {"topic": topic}
    if members:
        body |= {"private": True, "member_ids": [member.id for member in members]}
    room: dict[str, Any] = (await maker.post(f"/api/groups/{group}/rooms", body, status=201))["room"]
    return room


async def new_chat(maker: Person, *others: Person, status: int | None = 201) -> dict[str, Any]:
    answer = await maker.post("/api/chats", {"user_ids": [other.id for other in others]}, status=status)
    chat: dict[str, Any] = answer["chat"]
    return chat


async def say(author: Person, conversation: str, text: str = "Hello", *, status: int | None = 201) -> Any:
    return await author.post(
        f"/api/conversations/{conversation}/messages", {"id": new_id(), "text": text}, status=status
    )


async def events_in(reader: Person, stream: str) -> list[dict[str, Any]]:
    """Everything that this person may read of the stream, oldest first."""
    found: list[dict[str, Any]] = (await reader.get(f"/api/streams/{stream}/events", limit=200))["events"]
    return found


async def types_in(reader: Person, stream: str) -> list[str]:
    return [event["type"] for event in await events_in(reader, stream)]


async def last_event(reader: Person, stream: str) -> tuple[str, Any]:
    event = (await events_in(reader, stream))[-1]
    return event["type"], event["payload"]


async def markers(person: Person) -> dict[str, int]:
    return {marker["conversation_id"]: marker["number"] for marker in (await person.get("/api/home"))["markers"]}


async def rooms_shown(person: Person) -> set[str]:
    """Topics of all rooms that this person sees anywhere."""
    return {room["topic"] for group in (await person.get("/api/home"))["groups"] for room in group["rooms"]}
