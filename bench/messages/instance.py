"""An instance to measure: people, groups and rooms by the product's own commands, then the messages all at once."""

import asyncio
import random
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import insert, text

from bench.messages.talk import Talk
from distributed_chat.accounts.passwords import Passwords
from distributed_chat.app import App, create_app
from distributed_chat.config import Settings, SignUp
from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Tx, metadata
from distributed_chat.demo.client import Client
from distributed_chat.kernel.clock import SECOND, instant_of, rfc3339
from distributed_chat.search.actions import keep_entries
from distributed_chat.search.entries import entry_of

GROUPS, MEMBERS, ROOMS = 20, 10, 6
LARGEST_ROOM = 0.3
"""Its share of all messages; the others have what Zipf leaves them."""
ROWS_AT_ONCE = 2_000
BEGAN = 1_704_067_200 * SECOND
"""2024-01-01; the messages are spread over two years from then on."""
TWO_YEARS = 2 * 365 * 86_400 * SECOND


class Person(NamedTuple):
    name: str
    """What they read: "everything" or "one group"."""
    id: str
    token: str


class Room(NamedTuple):
    id: str
    people: list[str]
    """Who writes there."""


class Instance(msgspec.Struct):
    """What one has to know in order to ask it; kept beside the data."""

    everywhere: Person
    member: Person
    rooms: list[Room]
    """The one with the most messages first."""
    numbers: list[int]
    """How many messages each has."""


async def make_instance(settings: Settings, messages: int) -> Instance:
    """Fills an empty database; it is closed again when this returns."""
    app = create_app(settings, passwords=Passwords(passes=1, memory=1_024))
    await app.start()
    try:
        everywhere, member, rooms = await _people(app)
        numbers = _shares(len(rooms), messages)
        await _fill(app, rooms, numbers)
        return Instance(everywhere, member, rooms, numbers)
    finally:
        await app.stop()


def settings_of(folder: Path, database_url: str | None) -> Settings:
    return Settings(
        data=folder / "data",
        database_url=database_url,
        sign_up=SignUp.OPEN,
        unlimited=True,
        not_durable=database_url is not None,
    )


async def _people(app: App) -> tuple[Person, Person, list[Room]]:
    nobody = Client(app)
    everywhere = await _sign_up(nobody, 0)
    rooms, member = list[Room](), everywhere
    for group in range(GROUPS):
        people = [await _sign_up(nobody, 1 + group * MEMBERS + each) for each in range(MEMBERS)]
        rooms += await _group(nobody, group, everywhere, people)
        member = people[0] if group == 0 else member
    return everywhere._replace(name="everything"), member._replace(name="one group"), rooms


async def _sign_up(nobody: Client, number: int) -> Person:
    email, password = f"member{number}@bench.test", "only measured, never used"
    body = {"first_name": f"Member{number}", "last_name": "Bench", "email": email, "password": password}
    answer = await nobody.post("/api/users", **body)
    return Person("", answer["user"]["id"], answer["token"])


async def _group(nobody: Client, number: int, owner: Person, people: list[Person]) -> list[Room]:
    """Rooms of a group, every third a private one of half of its members."""
    client = nobody.as_user(owner.token)
    group = (await client.post("/api/groups", name=f"Group {number}"))["group"]
    invite = (await client.post(f"/api/groups/{group['id']}/invites"))["invite"]
    for person in people:
        await nobody.as_user(person.token).post(f"/api/invites/{invite['code']}/accept")
    rooms = []
    for room in range(ROOMS):
        some = people[::2] if room % 3 == 2 else people
        hidden = {"private": True, "member_ids": [person.id for person in some]} if room % 3 == 2 else {}
        made = await client.post(f"/api/groups/{group['id']}/rooms", topic=f"Room {number} {room}", **hidden)
        rooms.append(Room(made["room"]["id"], [owner.id, *(person.id for person in some)]))
    return rooms


def _shares(rooms: int, messages: int) -> list[int]:
    first = int(messages * LARGEST_ROOM)
    weights = [1 / (place + 2) for place in range(rooms - 1)]
    others = [int((messages - first) * weight / sum(weights)) for weight in weights]
    return [messages - sum(others), *others]


async def _fill(app: App, rooms: list[Room], numbers: list[int]) -> None:
    rows = _messages(rooms, numbers)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        await app.database.write(partial(_write, batch=batch))
    await app.database.write(lambda tx: _close(tx, rooms, numbers))


def _messages(rooms: list[Room], numbers: list[int]) -> Iterator[Message]:
    """In the order of their times, the rooms mixed as their sizes are."""
    draw, many = random.Random(7), sum(numbers)
    order = [place for place, number in enumerate(numbers) for _ in range(number)]
    draw.shuffle(order)
    counted = [0] * len(rooms)
    step = TWO_YEARS // many
    for count, (place, said) in enumerate(zip(order, Talk(11).sentences(many), strict=True)):
        counted[place] += 1
        sent_at = BEGAN + count * step + draw.randrange(step)
        yield Message(
            id=_id(sent_at, draw),
            conversation_id=rooms[place].id,
            number=counted[place],
            author_id=draw.choice(rooms[place].people),
            text=said,
            sent_at=rfc3339(sent_at),
        )


def _id(sent_at: int, draw: random.Random) -> str:
    digits = f"{sent_at // 1_000:012x}7{draw.getrandbits(12):03x}8{draw.getrandbits(60):015x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _write(tx: Tx, batch: list[Message]) -> None:
    rows = [
        {
            "id": message.id,
            "conversation_id": message.conversation_id,
            "timeline_id": message.conversation_id,
            "number": message.number,
            "author_id": message.author_id,
            "text": message.text,
            "sent_at": instant_of(message.sent_at),
        }
        for message in batch
    ]
    tx.conn.execute(insert(metadata.tables["messages"]), rows)
    keep_entries(tx, [(entry_of(message), message.sent_at) for message in batch])


def _close(tx: Tx, rooms: list[Room], numbers: list[int]) -> None:
    conversations = metadata.tables["conversations"]
    for room, number in zip(rooms, numbers, strict=True):
        tx.conn.execute(conversations.update().where(conversations.c.id == room.id).values(last_number=number))
    if tx.dialect == "postgresql":
        tx.conn.execute(text("ANALYZE"))  # as its own upkeep does within a minute


def fill(settings: Settings, messages: int, kept: Path) -> Instance:
    """The instance that is kept there, or a new one."""
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Instance)
    made = asyncio.run(make_instance(settings, messages))
    kept.write_bytes(msgspec.json.encode(made))
    return made
