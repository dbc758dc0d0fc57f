"""Who looks for what: ann and bob are in a group, cat is outside; dan is in the group but not in its private room."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from distributed_chat.app import App
from tests.cast import Person, sign_up
from tests.conversations.rooms import enter, new_chat, new_group, new_room
from tests.messages.conftest import Crew

Finds = Callable[..., Awaitable[list[str]]]


@pytest.fixture
async def dan(app: App, ann: Person) -> Any:
    person = await sign_up(app, "dan")
    yield person
    await person.client.aclose()


@pytest.fixture
async def crew(ann: Person, bob: Person, dan: Person) -> Crew:
    group = await new_group(ann)
    await enter(ann, bob, group)
    await enter(ann, dan, group)
    room, private = await new_room(ann, group), await new_room(ann, group, bob, topic="Surprise")
    chat = await new_chat(ann, bob)
    return Crew(group, room["id"], private["id"], chat["id"])


@pytest.fixture
def finds(app: App) -> Finds:
    """`await finds(person, "words", limit=5)`: the texts that this person finds, in order."""

    async def find(person: Person, q: str = "", **more: Any) -> list[str]:
        return [hit["message"]["text"] for hit in (await search(app, person, q, **more))["hits"]]

    return find


async def search(app: App, person: Person, q: str = "", **more: Any) -> dict[str, Any]:
    """The whole answer, once the index knows all that was said."""
    await app.indexer.settled()
    names = {"by": "from", "at": "in"}
    query = {names.get(name, name): value for name, value in more.items()}
    found: dict[str, Any] = await person.get("/api/search", **({"q": q} if q else {}), **query)
    return found
