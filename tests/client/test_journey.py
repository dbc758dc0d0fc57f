"""Programs that write and listen while the server is killed under them: nothing is lost, and nothing told twice."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import httpx2
import pytest

from distributed_chat.client import AsyncDistributed, Distributed, Event, Position
from tests.services.server import RunningServer

pytestmark = pytest.mark.process

MESSAGES = 30
KILL_AT = 10


def sign_up(server: RunningServer) -> str:
    form = {"first_name": "Ann", "last_name": "Test", "email": "ann@example.test", "password": "tomatoes and bread"}
    return str(httpx2.post(f"{server.url}/api/users", json=form).json()["token"])


def texts_of(item: Event) -> list[str]:
    return [str((item.payload or {})["message"]["text"])] if item.type == "message.posted" else []


def test_two_clients_outlive_the_server(tmp_path: Path) -> None:
    with RunningServer(tmp_path, unlimited=1) as server:
        token = sign_up(server)
        with Distributed(server.url, token) as chat:
            group = chat.create_group({"name": "Crew"})["group"]["id"]
            made: dict[str, Any] = dict(chat.create_room(group, {"topic": "Kitchen"}))
        begin = Position(cursors={made["stream"]: made["seq"]})
        heard: dict[str, list[Event]] = {"sync": [], "async": []}
        listener = threading.Thread(target=listen, args=(server, token, begin, heard["sync"]), daemon=True)
        listener.start()
        asyncio.run(asyncio.wait_for(converse(server, token, made, heard["async"]), 40))
        listener.join(20)
        said = [f"line {number}" for number in range(MESSAGES)]
        for events in heard.values():
            assert [text for event in events for text in texts_of(event)] == said
            assert [event.seq for event in events] == list(range(made["seq"] + 1, made["seq"] + 1 + MESSAGES))


def listen(server: RunningServer, token: str, begin: Position, heard: list[Event]) -> None:
    with Distributed(server.url, token) as chat:
        stream = next(iter(begin.cursors))
        for item in chat.stream(begin):
            assert isinstance(item, Event)
            if item.stream == stream:
                heard.append(item)
            if len(heard) == MESSAGES:
                return


async def converse(server: RunningServer, token: str, made: dict[str, Any], heard: list[Event]) -> None:
    async with AsyncDistributed(server.url, token) as chat:
        hears = asyncio.create_task(hear(chat, made, heard))
        for number in range(KILL_AT):
            await chat.post_message(made["room"]["id"], {"text": f"line {number}"})
        await asyncio.to_thread(server.kill)
        # The next line finds nobody, and is said again until somebody answers.
        start = asyncio.create_task(asyncio.to_thread(server.start))
        for number in range(KILL_AT, MESSAGES):
            await chat.post_message(made["room"]["id"], {"text": f"line {number}"})
        await start
        await hears


async def hear(chat: AsyncDistributed, made: dict[str, Any], heard: list[Event]) -> None:
    async for item in chat.stream(Position(cursors={made["stream"]: made["seq"]})):
        assert isinstance(item, Event)
        if item.stream == made["stream"]:
            heard.append(item)
        if len(heard) == MESSAGES:
            return
