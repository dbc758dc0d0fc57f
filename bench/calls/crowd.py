"""Many calls at once without a browser: people who join by requests and tell their state, as pages do all the time.

What they say to each other to connect is small beside it, and the browsers' calls have it.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from httpx2 import AsyncClient
from websockets.asyncio.client import ClientConnection, connect

from bench.machine import cpu_seconds, resident_bytes
from bench.scenarios import Measured
from bench.world import GROUP_SIZE, Group, Member, make_world
from tests.services.server import RunningServer

Of = TypeVar("Of")
Made = TypeVar("Made")

IN_A_CALL = 10
TELL_EVERY = 5.0
"""Seconds, as the page does."""
_AT_ONCE = 32


@dataclass(frozen=True)
class Person:
    member: Member
    group: Group
    socket: ClientConnection
    heard: list[str]
    """What came beside pings."""


def measure(folder: Path, *, calls: int, seconds: float) -> Measured:
    """Memory for each participant beside their socket, and CPU for all. One call in each group of 24, who all look on.

    Raises `AssertionError` when somebody's state was refused or did not reach everybody.
    """
    folder.mkdir()
    return asyncio.run(_measure(folder, calls, seconds))


async def _measure(folder: Path, calls: int, seconds: float) -> Measured:
    groups = await make_world(folder / "data", calls * GROUP_SIZE)
    async with contextlib.AsyncExitStack() as stack:
        server = stack.enter_context(RunningServer(folder, unlimited="true", mesh_people=IN_A_CALL))
        http = await stack.enter_async_context(AsyncClient(base_url=server.url, timeout=30))
        places = [(group, member) for group in groups for member in group.members]
        people = await _together(lambda place: _connect(stack, server, place[0], place[1]), places)
        talkers = [one for at, one in enumerate(people) if at % GROUP_SIZE < IN_A_CALL]
        await _settle(server)
        before = resident_bytes(server.pid)
        states = await _together(lambda one: _join(http, one), talkers)
        telling = [asyncio.create_task(_tell(one, state)) for one, state in zip(talkers, states, strict=True)]
        try:
            await asyncio.sleep(TELL_EVERY)
            memory = resident_bytes(server.pid) - before
            began, spent = time.monotonic(), cpu_seconds(server.pid)
            await asyncio.sleep(max(seconds, TELL_EVERY))
            share = (cpu_seconds(server.pid) - spent) / (time.monotonic() - began)
        finally:
            for task in telling:
                task.cancel()
            await asyncio.gather(*telling, return_exceptions=True)
        for one in people:
            check(one.heard)
    return {"memory": memory / 1e3 / len(talkers), "server": 100 * share}


async def _connect(stack: contextlib.AsyncExitStack, server: RunningServer, group: Group, member: Member) -> Person:
    address = f"ws://127.0.0.1:{server.port}/api/stream"
    socket = await connect(address, additional_headers={"Authorization": f"Bearer {member.token}"}, compression=None)
    stack.push_async_callback(socket.close)
    await socket.send(json.dumps({"frame": "hello", "cursors": {}, "hashes": {}, "epoch": None}))
    person = Person(member, group, socket, [])
    reading = asyncio.create_task(_read(person))
    stack.callback(reading.cancel)
    return person


async def _read(one: Person) -> None:
    async for said in one.socket:
        if said == '{"frame":"ping"}':
            await one.socket.send('{"frame":"pong"}')
        else:
            one.heard.append(str(said))


async def _join(http: AsyncClient, one: Person) -> dict[str, Any]:
    """Their state from now on."""
    id, room_id = str(uuid4()), one.group.room_id
    headers = {"Authorization": f"Bearer {one.member.token}"}
    answer = await http.post(f"/api/conversations/{room_id}/call/join", json={"id": id}, headers=headers)
    answer.raise_for_status()
    call_id = answer.json()["call"]["id"]
    off = dict.fromkeys(("muted", "deafened", "hand", "video", "sharing"), False)
    return {"conversation_id": room_id, "call_id": call_id, "participant_id": id, **off}


async def _tell(one: Person, state: dict[str, Any]) -> None:
    signal = {"frame": "signal", "stream": one.group.stream, "type": "call.state", "payload": state}
    while True:
        await one.socket.send(json.dumps(signal))
        await asyncio.sleep(TELL_EVERY)


def check(heard: list[str]) -> None:
    """Who heard this heard of everybody in their group's call, and nothing that they said was refused."""
    frames = [json.loads(said) for said in heard]
    assert [frame for frame in frames if frame["frame"] == "error"] == []
    told = {frame["payload"]["participant_id"] for frame in frames if frame.get("type") == "call.state"}
    assert len(told) >= IN_A_CALL - 1, f"somebody in the group of a call heard of {len(told)} of its people"


async def _settle(server: RunningServer) -> None:
    """Until what the connecting cost is over."""
    for _ in range(50):
        spent = cpu_seconds(server.pid)
        await asyncio.sleep(0.3)
        if cpu_seconds(server.pid) - spent < 0.03:
            return


async def _together(make: Callable[[Of], Awaitable[Made]], given: Iterable[Of]) -> list[Made]:
    turns = asyncio.Semaphore(_AT_ONCE)

    async def one(it: Of) -> Made:
        async with turns:
            return await make(it)

    return await asyncio.gather(*(one(it) for it in given))
