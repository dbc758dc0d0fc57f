"""kill -9 in mid-conversation: what was acknowledged is there, once, in its place, and nobody misses any of it.

Processes and ports as in life: two people write and listen while the server is killed under them and started again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from distributed_chat.kernel.ids import new_id
from tests.services.server import RunningServer

pytestmark = pytest.mark.process

LINES = 3
"""How many messages of one person are on their way at once."""
MESSAGES = 25
"""On each line."""
KILL_AT = (20, 70)
"""Acknowledged messages at which the server dies."""


class Talker:
    """Somebody who writes and listens, and neither gives up nor changes an id when the server is away."""

    def __init__(self, server: RunningServer, name: str) -> None:
        self.name = name
        self.said: dict[str, dict[str, Any]] = {}
        """The answers, by the id of the message."""
        self.again = 0
        """How many times something was sent without an answer."""
        self.heard: list[int] = []
        self.connected = 0
        self.client = httpx2.AsyncClient(base_url=server.url, timeout=10)
        self._address = server.url.replace("http", "ws", 1) + "/api/stream"

    async def sign_up(self, **more: str) -> None:
        email, password = f"{self.name}@example.test", "tomatoes and bread"
        form = {"first_name": self.name, "last_name": "Test", "email": email, "password": password, **more}
        token = (await self.post("/api/users", form))["token"]
        self.client.headers["authorization"] = f"Bearer {token}"

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = await self.client.post(path, json=body)
        assert answer.is_success, (answer.status_code, answer.text)
        return answer.json()

    async def talk(self, room: str) -> None:
        for number in range(MESSAGES):
            body = {"id": new_id(), "text": f"{self.name} says {number}"}
            while body["id"] not in self.said:
                await self._try(room, body)

    async def _try(self, room: str, body: dict[str, str]) -> None:
        try:
            answer = await self.client.post(f"/api/conversations/{room}/messages", json=body)
        except httpx2.TransportError:
            self.again += 1
            await asyncio.sleep(0.05)
            return
        assert answer.status_code in {200, 201}, (answer.status_code, answer.text)
        self.said[body["id"]] = answer.json()

    async def listen(self, stream: str, after: int) -> None:
        """For ever; hands in the last `seq` that it heard, and is never told to begin anew."""
        self.heard.append(after)
        while True:
            try:
                await self._hear(stream)
            except (OSError, EOFError, WebSocketException):
                await asyncio.sleep(0.05)

    async def _hear(self, stream: str) -> None:
        authorization = {"Authorization": self.client.headers["authorization"]}
        async with connect(self._address, additional_headers=authorization, compression=None) as socket:
            await socket.send(msgspec.json.encode({"frame": "hello", "cursors": {stream: self.heard[-1]}}).decode())
            self.connected += 1
            async for text in socket:
                frame = msgspec.json.decode(text, type=dict[str, Any])
                assert frame["frame"] not in {"reset", "error", "left"}, frame
                if frame["frame"] == "event" and frame["stream"] == stream:
                    self.heard.append(frame["seq"])


@asynccontextmanager
async def two_people(server: RunningServer) -> AsyncIterator[tuple[Talker, Talker, dict[str, Any]]]:
    """In one group with one room, which is yielded as its creation answered it."""
    ann, bob = Talker(server, "ann"), Talker(server, "bob")
    async with ann.client, bob.client:
        await ann.sign_up()
        group = (await ann.post("/api/groups", {"name": "Sunday Crew"}))["group"]["id"]
        code = (await ann.post(f"/api/groups/{group}/invites", {}))["invite"]["code"]
        await bob.sign_up(invite=code)
        yield ann, bob, await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"})


async def kill_twice(server: RunningServer, people: tuple[Talker, ...]) -> None:
    for acknowledged in KILL_AT:
        while sum(len(person.said) for person in people) < acknowledged:
            await asyncio.sleep(0.001)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)


async def converse(server: RunningServer, people: tuple[Talker, ...], made: dict[str, Any]) -> None:
    """All that is to be said is said, and everybody has heard the last of it."""
    async with AsyncExitStack() as stack:
        listeners = [asyncio.create_task(person.listen(made["stream"], made["seq"])) for person in people]
        stack.callback(lambda: [listener.cancel() for listener in listeners])
        room = made["room"]["id"]
        lines = [person.talk(room) for person in people for _ in range(LINES)]
        await asyncio.gather(kill_twice(server, people), *lines)
        head = max(answer["seq"] for person in people for answer in person.said.values())
        async with asyncio.timeout(20):
            while any(person.heard[-1] < head for person in people):
                for listener in listeners:
                    assert not listener.done(), listener.exception()
                await asyncio.sleep(0.02)


async def history(person: Talker, room: str) -> list[dict[str, Any]]:
    answer = await person.client.get(f"/api/conversations/{room}/messages", params={"limit": 200})
    messages: list[dict[str, Any]] = answer.json()["messages"]
    return messages


async def test_what_was_acknowledged_outlives_the_process_once(tmp_path: Path) -> None:
    with RunningServer(tmp_path, unlimited=1) as server:
        async with two_people(server) as (ann, bob, made):
            room, first = made["room"]["id"], made["seq"]
            await converse(server, (ann, bob), made)
            assert ann.again + bob.again >= len(KILL_AT), "the server was killed when nobody was speaking"
            assert min(ann.connected, bob.connected) > len(KILL_AT)

            said = ann.said | bob.said
            assert len(said) == 2 * LINES * MESSAGES
            there = await history(bob, room)
            assert {message["id"]: message for message in there} == {id: it["message"] for id, it in said.items()}
            assert [message["number"] for message in there] == list(range(1, len(said) + 1))
            assert sorted(answer["seq"] for answer in said.values()) == list(range(first + 1, first + len(said) + 1))
            for person in (ann, bob):
                assert person.heard == list(range(first, first + len(said) + 1))

            await say_it_all_again(ann, room)
            assert await history(bob, room) == there


async def say_it_all_again(person: Talker, room: str) -> None:
    """The same ids with the same words are answered as before; with other words they are refused."""
    path = f"/api/conversations/{room}/messages"
    for id, answer in person.said.items():
        again = await person.client.post(path, json={"id": id, "text": answer["message"]["text"]})
        assert (again.status_code, again.json()) == (200, answer)
    other = await person.client.post(path, json={"id": next(iter(person.said)), "text": "other words"})
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")
