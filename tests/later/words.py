"""Words of the tests about what is kept for later."""

from datetime import UTC, datetime
from typing import Any

from distributed_chat.app import App
from distributed_chat.kernel.clock import SECOND, MovedClock, rfc3339
from tests.cast import Person
from tests.conversations.rooms import events_in


def after(clock: MovedClock, microseconds: int) -> str:
    """A time that lies so far ahead, as JSON has it."""
    return rfc3339(clock.now() + microseconds)


def elsewhere(clock: MovedClock, microseconds: int) -> str:
    """The same, as somebody two hours east writes it."""
    seconds = (clock.now() + microseconds) // SECOND + 2 * 3_600
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat() + "+02:00"


async def save(person: Person, message: str, *, status: int = 200, **form: Any) -> Any:
    return await person.put(f"/api/messages/{message}/saved", form, status=status)


async def saved(person: Person) -> list[dict[str, Any]]:
    """As the page shows them."""
    found: list[dict[str, Any]] = (await person.get("/api/saved"))["saved"]
    return found


async def home_of(person: Person, what: str) -> list[dict[str, Any]]:
    """In the home and in the snapshot of `user:`, which say the same."""
    home: list[dict[str, Any]] = (await person.get("/api/home"))[what]
    snapshot = await person.get(f"/api/streams/user:{person.id}/snapshot")
    assert snapshot["state"][what] == home
    return home


async def write(person: Person, conversation: str, text: str, *, status: int = 200, **form: Any) -> Any:
    return await person.put(f"/api/conversations/{conversation}/draft", {"text": text, **form}, status=status)


async def schedule(person: Person, conversation: str, at: str, text: str = "Good morning", **form: Any) -> Any:
    status = form.pop("status", 201)
    words = {"text": text, **form.pop("message", {})}
    path = f"/api/conversations/{conversation}/scheduled"
    return await person.post(path, {"send_at": at, "message": words, **form}, status=status)


async def scheduled(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.get("/api/scheduled"))["scheduled"]
    assert found == await home_of(person, "scheduled")
    return found


async def own_events(person: Person, *kinds: str) -> list[dict[str, Any]]:
    """What my devices were told of these kinds; erased ones have no payload."""
    return [event for event in await events_in(person, f"user:{person.id}") if event["type"] in kinds]


async def texts_in(person: Person, conversation: str) -> list[str]:
    page = await person.get(f"/api/conversations/{conversation}/messages")
    return [message["text"] for message in page["messages"]]


async def run_jobs(app: App) -> None:
    while await app.worker.run_due():
        pass
