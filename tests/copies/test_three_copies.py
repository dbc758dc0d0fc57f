"""Three copies behind HAProxy, and what happens to them: an upgrade, deaths, a broker and a database that go away."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from tests.copies.crowd import crowd
from tests.copies.house import House, house
from tests.services.haproxy import haproxy
from tests.services.postgres import PrivatePostgres

Figures = Callable[[str], None]

pytestmark = [pytest.mark.process, pytest.mark.long]


@pytest.fixture(scope="module")
def postgres() -> Iterator[PrivatePostgres]:
    with PrivatePostgres() as server:
        yield server


@pytest.fixture
def three(tmp_path: Path, postgres: PrivatePostgres) -> Iterator[House]:
    with house(tmp_path, 3, server=postgres.address, drain_seconds=1.5) as running:
        yield running


@pytest.fixture
def proxy(three: House) -> Iterator[str]:
    with haproxy([copy.port for copy in three.copies]) as url:
        yield url


async def test_a_rolling_upgrade_fails_nobody(three: House, proxy: str, figures: Figures) -> None:
    async with crowd(three, proxy) as people:
        await asyncio.sleep(2)
        began = time.monotonic()
        for copy in three.copies:
            ends = time.monotonic()
            await asyncio.to_thread(copy.stop)
            assert time.monotonic() - ends < 25
            await asyncio.to_thread(copy.start)
            await asyncio.sleep(2)
        await asyncio.sleep(1)
    silence = people.longest_silence(began)
    figures(f"rolling upgrade: {len(people.sent)} sent, {people.failed} failed, p99 {people.p99(began):.2f} s")
    figures(f"  longest silence of a listener {silence:.2f} s")
    assert people.failed == 0


async def test_a_copy_is_killed(three: House, proxy: str, figures: Figures) -> None:
    async with crowd(three, proxy) as people:
        await asyncio.sleep(2)
        began = time.monotonic()
        three.copies[0].kill()
        await asyncio.sleep(6)
        back = people.delays(began)[-1]
        three.copies[0].start()
        await asyncio.sleep(1)
    figures(f"a copy killed: every send at everybody after {back:.2f} s at most, {people.failed} failed")
    assert back < 5
    assert people.longest_silence(began) < 5


async def test_a_copy_that_stood_still_says_nothing_to_whom_was_removed(
    three: House, proxy: str, figures: Figures
) -> None:
    async with three.people("ann", "bob") as (ann, bob):
        group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
        room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]["id"]
        code = (await ann.post(f"/api/groups/{group}/invites"))["invite"]["code"]
        await bob.post(f"/api/invites/{code}/accept")
        async with three.socket(bob, 1) as there:
            os.kill(three.copies[1].pid, signal.SIGSTOP)
            began = time.monotonic()
            await ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204)
            waited = time.monotonic() - began
            after = await ann.post(f"/api/conversations/{room}/messages", {"text": "now that he is gone"})
            await asyncio.sleep(1)
            os.kill(three.copies[1].pid, signal.SIGCONT)
            got = [frame for frame in await there.until_mark() if frame.get("stream") == f"group:{group}"]
        figures(f"a copy stood still: the removal was acknowledged after {waited:.1f} s")
        assert waited < 5
        assert got[-1]["frame"] == "left"
        assert all(frame["seq"] < after["seq"] for frame in got if frame["frame"] == "event")


async def test_the_broker_goes_away_and_nothing_is_lost(three: House, proxy: str, figures: Figures) -> None:
    async with crowd(three, proxy) as people:
        await asyncio.sleep(2)
        three.nats.kill()
        began = time.monotonic()
        await asyncio.sleep(6)
        without = people.p99(began)
        three.nats.start()
        await asyncio.sleep(3)
        back = time.monotonic()
        await asyncio.sleep(2)
    figures(f"NATS killed: p99 {without:.2f} s without it, {people.failed} failed")
    figures(f"  p99 {people.p99(back):.3f} s when it was back")
    assert without < 2
    assert people.failed == 0


async def test_the_database_is_restarted(three: House, proxy: str, figures: Figures, postgres: PrivatePostgres) -> None:
    async with crowd(three, proxy) as people:
        await asyncio.sleep(2)
        await asyncio.to_thread(postgres.stop)
        await asyncio.sleep(0.5)
        async with httpx2.AsyncClient(base_url=three.copies[0].url, timeout=10) as client:
            refused = await client.post("/api/sessions", json={"email": "w0@example.test", "password": "x"})
            assert refused.status_code == 503, refused.text
            assert refused.headers["retry-after"]
            assert (await client.get("/readyz")).status_code == 503
            assert (await client.get("/livez")).status_code == 200
        await asyncio.sleep(1)
        await asyncio.to_thread(postgres.start)
        back = time.monotonic()
        known = len(people.acknowledged)
        while len(people.acknowledged) < known + 10:
            await asyncio.sleep(0.02)
        writes = time.monotonic() - back
        await asyncio.sleep(3)
    figures(f"PostgreSQL restarted: writes back after {writes:.2f} s")
    assert writes < 10
