"""A group of ann's that bob is in; cat, and everybody else in these tests, is outside until they join."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from distributed_chat.app import App
from tests.cast import Person
from tests.conversations.rooms import Newcomers, enter, new_group, people


@pytest.fixture
async def crew(ann: Person, bob: Person) -> str:
    """The id of the group."""
    group = await new_group(ann)
    await enter(ann, bob, group)
    return group


@pytest.fixture
async def newcomers(app: App, ann: Person) -> AsyncIterator[Newcomers]:
    """`await newcomers("dan", "eve")`: people who have just signed up."""
    assert ann.id, "ann is always first"
    async with AsyncExitStack() as stack:

        async def arrive(*names: str) -> list[Person]:
            return [await stack.enter_async_context(leaving(app, name)) for name in names]

        yield arrive


@asynccontextmanager
async def leaving(app: App, name: str) -> AsyncIterator[Person]:
    [person] = await people(app, name)
    yield person
    await person.client.aclose()
