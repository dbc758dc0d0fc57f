"""A group of ann's with a room, and where the files of its instance lie.

bob is in the group; cat is outside; dan is in the group, and not in its private room.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from distributed_chat.app import App
from distributed_chat.config import Settings
from tests.cast import Person, sign_up
from tests.conversations.rooms import enter, new_chat, new_group, new_room


@dataclass(frozen=True)
class Crew:
    ann: Person
    bob: Person
    cat: Person
    dan: Person
    group: str
    kitchen: str
    private: str
    chat: str


@pytest.fixture
async def crew(app: App, ann: Person, bob: Person, cat: Person) -> AsyncIterator[Crew]:
    dan = await sign_up(app, "dan")
    group = await new_group(ann)
    for person in (bob, dan):
        await enter(ann, person, group)
    kitchen, private = await new_room(ann, group), await new_room(ann, group, bob)
    chat = await new_chat(ann, bob)
    yield Crew(ann, bob, cat, dan, group, kitchen["id"], private["id"], chat["id"])
    await dan.client.aclose()


@pytest.fixture
def folder(settings: Settings) -> Path:
    """Where the blobs of the app are."""
    return settings.data / "files"


@pytest.fixture
def left(app: App, folder: Path) -> "Left":
    return Left(app, folder)


class Left:
    """What lies on the disk once the jobs have run."""

    def __init__(self, app: App, folder: Path) -> None:
        self._app = app
        self._folder = folder

    async def __call__(self) -> list[str]:
        while await self._app.worker.run_due():
            pass
        return sorted(str(path.relative_to(self._folder)) for path in self._folder.rglob("*"))
