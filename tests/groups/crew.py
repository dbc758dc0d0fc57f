"""What the tests of groups and of joining do again and again, by the routes that everybody uses."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from distributed_chat.accounts.actions import Purpose, issue_code
from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.kernel.clock import MovedClock
from tests.cast import Person, QuickPasswords, sign_up

CODE = "12345678"


async def make_group(person: Person, name: str = "Sunday Crew") -> str:
    made = await person.post("/api/groups", {"name": name}, status=201)
    return str(made["group"]["id"])


async def make_invite(person: Person, group: str, **wanted: Any) -> dict[str, Any]:
    made = await person.post(f"/api/groups/{group}/invites", wanted, status=201)
    invite: dict[str, Any] = made["invite"]
    return invite


async def join(owner: Person, person: Person, group: str, **wanted: Any) -> None:
    invite = await make_invite(owner, group, **wanted)
    await person.post(f"/api/invites/{invite['code']}/accept", status=200)


async def remove(by: Person, person: Person, group: str) -> None:
    await by.delete(f"/api/groups/{group}/members/{person.id}", status=204)


async def roles(person: Person, group: str) -> dict[str, str]:
    """First names and roles, in the order of the list."""
    members = (await person.get(f"/api/groups/{group}"))["members"]
    return {member["user"]["first_name"]: member["role"] for member in members}


async def events(person: Person, stream: str, *, after: int = 0) -> list[dict[str, Any]]:
    page = await person.get(f"/api/streams/{stream}/events", after=after)
    found: list[dict[str, Any]] = page["events"]
    return found


async def types(person: Person, stream: str, *, after: int = 0) -> list[str]:
    return [event["type"] for event in await events(person, stream, after=after)]


async def my_types(person: Person) -> list[str]:
    """Of all that their own devices were told."""
    return await types(person, f"user:{person.id}")


async def invites_to(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.get("/api/invites"))["invites"]
    return found


async def prove_email(app: App, person: Person) -> None:
    """As somebody does it who reads the code in their mailbox."""
    hashed = await app.passwords.hash(CODE)
    email = person.user["email"]
    await app.database.write(lambda tx: issue_code(tx, person.id, Purpose.EMAIL_PROOF, email=email, code_hash=hashed))
    await person.post("/api/me/email-proof/confirm", {"code": CODE}, status=200)


async def run_jobs(app: App) -> None:
    while await app.worker.run_due():
        pass


@asynccontextmanager
async def open_app(settings: Settings, clock: MovedClock, **changed: Any) -> AsyncIterator[App]:
    """An app with other settings, on the same database."""
    app = create_app(msgspec.structs.replace(settings, **changed), clock=clock, passwords=QuickPasswords())
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


@asynccontextmanager
async def people(app: App, *names: str) -> AsyncIterator[list[Person]]:
    """New accounts; the first of an instance owns it."""
    came = [await sign_up(app, name) for name in names]
    try:
        yield came
    finally:
        await asyncio.gather(*(person.client.aclose() for person in came))
