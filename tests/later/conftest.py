"""A room of ann's group that bob is in too; cat is outside."""

import pytest

from tests.cast import Person
from tests.conversations.rooms import enter, new_chat, new_group, new_room, say
from tests.messages.conftest import Crew


@pytest.fixture
async def crew(ann: Person, bob: Person) -> Crew:
    group = await new_group(ann)
    await enter(ann, bob, group)
    room, private = await new_room(ann, group), await new_room(ann, group, bob)
    chat = await new_chat(ann, bob)
    return Crew(group, room["id"], private["id"], chat["id"])


@pytest.fixture
async def message(ann: Person, crew: Crew) -> str:
    """What ann said in the room."""
    return str((await say(ann, crew.room, "Bring the good knife"))["message"]["id"])
