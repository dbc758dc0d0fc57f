"""How an archive is imported in these tests: uploaded, looked into, started and waited for."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from distributed_chat.app import App
from tests.cast import Person
from tests.files.sending import upload

Importing = Callable[..., Awaitable[Any]]
_ON_ITS_WAY = {"reading", "waiting", "working"}


@pytest.fixture(autouse=True)
async def jobs_run_when_they_are_told(app: App) -> None:
    """The worker looks once a second by itself, and would take a job away from a test that takes its steps."""
    await app.long_worker.stop()


async def settled(app: App, person: Person, import_id: str) -> Any:
    """The import once it asks, is done or has failed."""
    found: Any = None
    for _ in range(200):
        found = (await person.get(f"/api/imports/{import_id}"))["import"]
        if found["state"] not in _ON_ITS_WAY:
            return found
        await app.long_worker.run_due()
    raise AssertionError(found)


@pytest.fixture
def looked_into(app: App) -> Importing:
    async def look(person: Person, name: str, content: bytes, **form: Any) -> Any:
        file = await upload(person, name, content)
        begun = await person.post("/api/imports", {"file_id": file["id"], **form}, status=202)
        return await settled(app, person, begun["import"]["id"])

    return look


@pytest.fixture
def imported(app: App, looked_into: Importing) -> Importing:
    """The whole way: uploads, begins, starts with these people, and waits for the end."""

    async def run(person: Person, name: str, content: bytes, people: dict[str, str] | None = None, **form: Any) -> Any:
        asks = await looked_into(person, name, content, **form)
        assert asks["state"] == "asks", asks
        await person.post(f"/api/imports/{asks['id']}/start", {"people": people or {}}, status=202)
        return await settled(app, person, asks["id"])

    return run


async def history(person: Person, room_id: str, **cut: Any) -> Any:
    return await person.get(f"/api/conversations/{room_id}/messages", limit=100, **cut)
