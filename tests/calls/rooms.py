"""Words of the tests about calls."""

from typing import Any

from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.conversations.rooms import events_in


async def join(person: Person, conversation: str, id: str | None = None, *, status: int = 200) -> Any:
    """Walks in. Returns the answer, or the error when another status is expected."""
    return await person.post(f"/api/conversations/{conversation}/call/join", {"id": id or new_id()}, status=status)


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
