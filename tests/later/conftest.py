"""The crew of messages, and something that was said there."""

import pytest

from tests.cast import Person
from tests.conversations.rooms import say
from tests.messages.conftest import Crew, crew

__all__ = ["crew"]


@pytest.fixture
async def message(ann: Person, crew: Crew) -> str:
    """What ann said in the room."""
    return str((await say(ann, crew.room, "Bring the good knife"))["message"]["id"])
