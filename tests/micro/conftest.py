"""An instance of ann's with a key for the Micro API."""

from collections.abc import AsyncIterator

import pytest

from distributed_chat.app import App
from tests.cast import Person
from tests.micro.speaking import Micro, speaker


@pytest.fixture
async def micro(app: App, ann: Person) -> AsyncIterator[Micro]:
    speaking = await speaker(app, ann)
    yield speaking
    await speaking.client.aclose()
