"""What the index costs those who write: durable messages a second with the indexer running, and without it."""

import asyncio
import statistics
import time
from pathlib import Path

from bench.messages.instance import settings_of
from bench.messages.talk import Talk
from distributed_chat.accounts.passwords import Passwords
from distributed_chat.app import App, create_app
from distributed_chat.demo.client import Client
from distributed_chat.kernel.ids import new_id

WRITERS = 64


async def share_kept(folder: Path, database_url: str | None, *, rounds: int, seconds: float) -> tuple[float, float]:
    """(messages per second without the indexer, with it): medians of rounds that take turns, inside this process."""
    app = create_app(settings_of(folder, database_url), passwords=Passwords(passes=1, memory=1_024))
    await app.start()
    try:
        client, room = await _room(app)
        without, with_it = list[float](), list[float]()
        await _rate(client, room, seconds)
        for _ in range(rounds):
            await app.indexer.stop()
            without.append(await _rate(client, room, seconds))
            await app.indexer.start()
            with_it.append(await _rate(client, room, seconds))
            await app.indexer.settled()
        return statistics.median(without), statistics.median(with_it)
    finally:
        await app.stop()


async def _room(app: App) -> tuple[Client, str]:
    person = {"first_name": "W", "last_name": "R", "email": f"{new_id()}@bench.test", "password": "only measured here"}
    client = Client(app, (await Client(app).post("/api/users", **person))["token"])
    group = (await client.post("/api/groups", name="Writing"))["group"]["id"]
    return client, (await client.post(f"/api/groups/{group}/rooms", topic="Writing"))["room"]["id"]


async def _rate(client: Client, room: str, seconds: float) -> float:
    texts = [text for text in Talk(3).sentences(1_100) if "https:" not in text]  # nobody is to look at links now
    began = time.perf_counter()
    until, sent = began + seconds, 0

    async def write(writer: int) -> None:
        nonlocal sent
        while time.perf_counter() < until:
            await client.post(
                f"/api/conversations/{room}/messages", id=new_id(), text=texts[(sent + writer) % len(texts)]
            )
            sent += 1

    await asyncio.gather(*(write(writer) for writer in range(WRITERS)))
    return sent / (time.perf_counter() - began)
