"""Words of the tests about polls."""

from typing import Any

from tests.cast import Person
from tests.conversations.rooms import events_in

FOOD = ["Pizza", "Soup", "Salad"]


async def ask(
    author: Person, conversation: str, options: list[str] | None = None, *, status: int = 201, **poll: Any
) -> Any:
    """A poll. Returns its message, or the error when another status is expected."""
    body = {"text": "What do we eat?", "poll": {"options": options or FOOD, **poll}}
    answer = await author.post(f"/api/conversations/{conversation}/messages", body, status=status)
    return answer["message"] if status == 201 else answer


async def vote(voter: Person, message: Any, *options: int, status: int = 200) -> Any:
    return await voter.put(f"/api/messages/{message['id']}/vote", {"options": list(options)}, status=status)


async def close(person: Person, message: Any, *, status: int = 200) -> Any:
    return await person.post(f"/api/messages/{message['id']}/poll/close", status=status)


async def poll_of(reader: Person, message: Any) -> Any:
    """As the reader's page shows it."""
    return (await reader.get(f"/api/messages/{message['id']}"))["message"]["poll"]


def counts(poll: Any) -> list[int]:
    return [option.get("count", 0) for option in poll["options"]]


def voters(poll: Any) -> list[list[str]]:
    return [option.get("user_ids", []) for option in poll["options"]]


async def told(reader: Person, stream: str) -> list[tuple[str, Any]]:
    """What the stream says of polls after they were asked, the oldest first."""
    events = await events_in(reader, stream)
    return [(one["type"], one["payload"]) for one in events if one["type"].split(".")[0] in {"poll", "vote"}]
