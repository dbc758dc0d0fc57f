"""From the join to the relay and out again: the server's own credentials at a real coturn."""

import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from distributed_chat.calls.ice import Credential
from distributed_chat.calls.turn import TurnClient, turn_client
from distributed_chat.kernel.clock import SECOND, MovedClock
from tests.calls.conftest import OpenApp
from tests.calls.rooms import furnished, join, leave
from tests.services.coturn import HOST, Coturn, private_coturn, relay_ends

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(shutil.which("turnserver") is None, reason="needs coturn (apt-get install coturn)"),
]


@pytest.fixture(scope="module")
def coturn() -> Iterator[Coturn]:
    with private_coturn() as started:
        yield started


@pytest.fixture
def clock() -> MovedClock:
    """coturn's clock is that of the machine, so the server's must be too."""
    return MovedClock(int(time.time()) * SECOND)


@pytest.fixture
async def clients(coturn: Coturn) -> AsyncIterator[list[TurnClient]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(turn_client(HOST, coturn.port)) for _ in range(2)]


def credential(joined: Any) -> Credential:
    turn = next(server for server in joined["grant"]["ice_servers"] if "username" in server)
    return Credential(turn["username"], turn["credential"])


async def test_whoever_is_removed_has_no_relay_any_longer_and_the_others_keep_theirs(
    open_app: OpenApp, tidy: AsyncExitStack, coturn: Coturn, clients: list[TurnClient]
) -> None:
    async with open_app(**coturn.settings) as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        for person, client in zip((ann, bob), clients, strict=True):
            await client.allocate(credential(await join(person, room)))
        group = (await ann.get("/api/home"))["groups"][0]["group"]["id"]
        await ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204)
        await app.calls.upkeep.settled()
    assert await relay_ends(clients[1])
    assert await clients[0].refresh() > 0


async def test_the_credentials_of_one_call_are_for_those_who_are_in_it(
    open_app: OpenApp, tidy: AsyncExitStack, coturn: Coturn
) -> None:
    async with open_app(**coturn.settings) as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        await join(ann, room)
        where = f"/api/ice-servers?conversation_id={room}"
        assert "username" in str(await ann.get(where))
        assert (await bob.client.get(where)).status_code == 404
        await leave(ann, room)
        assert (await ann.client.get(where)).status_code == 404
