"""The people of a measurement: accounts, groups and one open room each, made by the product's own commands.

They are made inside this process, before the server starts: their passwords are hashed the quick way, which no setting
of the real server allows.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from distributed_chat.accounts.passwords import Passwords
from distributed_chat.app import create_app
from distributed_chat.config import Settings, SignUp
from distributed_chat.demo.client import Client

T = TypeVar("T")

GROUP_SIZE = 24
_AT_ONCE = 64
"""Commands that share a commit."""


class Member(NamedTuple):
    user_id: str
    token: str


class Group(NamedTuple):
    id: str
    stream: str
    room_id: str
    members: list[Member]


async def make_world(data: Path, members: int, **more: Any) -> list[Group]:
    """Groups of 24, at least `members` people in all, on an instance in `data` that has ended when this returns.

    `more`: settings.
    """
    settings = Settings(data=data, sign_up=SignUp.OPEN, unlimited=True, **more)
    app = create_app(settings, passwords=Passwords(passes=1, memory=1_024))
    await app.start()
    try:
        nobody = Client(app)
        owner = await _sign_up(nobody, 0)  # the first one owns the instance: alone, so that it is always the same
        groups = -(-members // GROUP_SIZE)
        others = await _together(lambda n: _sign_up(nobody, n), range(1, groups * GROUP_SIZE))
        people = [owner, *others]
        return await _together(lambda n: _make_group(nobody, people[n * GROUP_SIZE :][:GROUP_SIZE]), range(groups))
    finally:
        await app.stop()


async def _together(make: Callable[[int], Awaitable[T]], numbers: Iterable[int]) -> list[T]:
    """In order; so many at once that they share commits, and so few that nothing times out."""
    turns = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int) -> T:
        async with turns:
            return await make(number)

    return await asyncio.gather(*(one(number) for number in numbers))


async def _sign_up(nobody: Client, number: int) -> Member:
    answer = await nobody.post(
        "/api/users",
        first_name="Member",
        last_name=str(number),
        email=f"member{number}@bench.test",
        password="only measured, never used",
    )
    return Member(answer["user"]["id"], answer["token"])


async def _make_group(nobody: Client, members: list[Member]) -> Group:
    owner, *others = (nobody.as_user(member.token) for member in members)
    group = (await owner.post("/api/groups", name="Bench"))["group"]
    invite = (await owner.post(f"/api/groups/{group['id']}/invites"))["invite"]
    for other in others:
        await other.post(f"/api/invites/{invite['code']}/accept")
    room = (await owner.post(f"/api/groups/{group['id']}/rooms", topic="Numbers"))["room"]
    return Group(group["id"], room["stream"], room["id"], members)
