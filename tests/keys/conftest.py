"""What tests of keys begin with: somebody's key, and a client that signs in with it."""

from collections.abc import AsyncIterator

import pytest

from distributed_chat.app import App
from tests.cast import Person
from tests.keys.making import Keyed, make_key

ALL = ["profile:read", "streams:read"] + [
    f"{service}:{right}" for service in ("groups", "rooms", "messages", "files") for right in ("read", "write")
]


@pytest.fixture
async def keyed(app: App, ann: Person) -> AsyncIterator[Keyed]:
    """A program with all that ann may give it."""
    async with make_key(app, ann, scopes=ALL) as made:
        yield made
