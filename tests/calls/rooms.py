"""Words of the tests about calls."""

from contextlib import AsyncExitStack
from typing import Any

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.cast import Person, sign_up
from tests.conversations.rooms import enter, events_in, new_group, new_room


async def join(person: Person, conversation: str, id: str | None = None, *, status: int = 200) -> Any:
    """Walks in. Returns the answer, or the error when another status is expected."""
    return await person.post(f"/api/conversations/{conversation}/call/join", {"id": id or new_id()}, status=status)


async def seat(person: Person, conversation: str) -> str:
    """Walks in, and returns the id of the participant."""
    return str((await join(person, conversation))["grant"]["participant_id"])


async def leave(person: Person, conversation: str, id: str | None = None, *, status: int = 200) -> Any:
    body = {} if id is None else {"id": id}
    return await person.post(f"/api/conversations/{conversation}/call/leave", body, status=status)


async def people_in(reader: Person, conversation: str) -> list[str]:
    """Who is in the call there, in order, as the reader's home shows it; nobody when there is no call."""
    call = (await shown(reader))[conversation]
    return [] if call is None else [one["user_id"] for one in call["participants"]]


async def shown(reader: Person) -> dict[str, Any]:
    """The call of each conversation that the reader sees."""
    home = await reader.get("/api/home")
    everything = [*home["chats"], *(room for group in home["groups"] for room in group["rooms"])]
    return {conversation["id"]: conversation["call"] for conversation in everything}


async def calls_in(reader: Person, stream: str) -> list[tuple[str, Any]]:
    """What the stream says of calls, the oldest first."""
    events = await events_in(reader, stream)
    return [(event["type"], event["payload"]) for event in events if event["type"].startswith("call.")]


async def kinds_in(reader: Person, stream: str) -> list[str]:
    return [kind for kind, _ in await calls_in(reader, stream)]


async def furnished(app: App, tidy: AsyncExitStack, *names: str) -> tuple[list[Person], str]:
    """People of these names in one group of the first, and the id of an open room there."""
    people = [await sign_up(app, name) for name in names]
    for person in people:
        tidy.push_async_callback(person.client.aclose)
    group = await new_group(people[0])
    for person in people[1:]:
        await enter(people[0], person, group)
    return people, str((await new_room(people[0], group))["id"])
