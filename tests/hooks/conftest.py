"""A receiver, and a group of ann's with a room."""

import pytest

from tests.cast import Person
from tests.embeds.internet import SmallInternet
from tests.hooks.receiver import Receiver
from tests.keys.test_keys import room_of


@pytest.fixture
def receiver(internet: SmallInternet) -> Receiver:
    return Receiver(internet)


@pytest.fixture
async def place(ann: Person) -> tuple[str, str]:
    return await room_of(ann)
