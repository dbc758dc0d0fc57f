"""Rate limits: so many at once, then no faster than the rate, each asker alone."""

import asyncio
import threading

import httpx2
import msgspec
import pytest

from distributed_chat import streams
from distributed_chat.app import create_app
from distributed_chat.config import Settings
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.kernel.errors import Invalid, TooMany
from distributed_chat.web import Limiter, limits
from distributed_chat.web.limits import Limit
from tests.cast import QuickPasswords, client_of, sign_up

TEN_A_MINUTE = Limit("10/minute")


def spend(limiter: Limiter, asker: str = "ann", times: int = 1) -> None:
    for _ in range(times):
        limiter.spend(TEN_A_MINUTE, "route", asker)


def test_the_eleventh_at_once_waits_for_the_next_place(clock: MovedClock) -> None:
    limiter = Limiter(clock)
    spend(limiter, times=10)
    with pytest.raises(TooMany) as refused:
        spend(limiter)
    assert refused.value.retry_after == 6
    clock.move(6 * SECOND)
    spend(limiter)
    with pytest.raises(TooMany):
        spend(limiter)


def test_a_refused_one_is_not_counted(clock: MovedClock) -> None:
    limiter = Limiter(clock)
    spend(limiter, times=10)
    for _ in range(100):
        with pytest.raises(TooMany):
            spend(limiter)
    clock.move(6 * SECOND)
    spend(limiter)


def test_nobody_uses_up_what_is_somebody_elses(clock: MovedClock) -> None:
    limiter = Limiter(clock)
    spend(limiter, "ann", times=10)
    spend(limiter, "bob", times=10)


def test_a_flood_of_askers_does_not_fill_the_memory(clock: MovedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED_AT_MOST", 100)
    limiter = Limiter(clock)
    for n in range(1_000):
        spend(limiter, f"asker {n}")
    assert len(limiter) <= 100


async def test_a_route_says_when_to_come_back(settings: Settings, clock: MovedClock) -> None:
    app = create_app(msgspec.structs.replace(settings, unlimited=False), clock=clock, passwords=QuickPasswords())
    await app.start()
    try:
        async with client_of(app) as client:
            answers = [await _reset(client) for _ in range(11)]
    finally:
        await app.stop()
    assert {answer.status_code for answer in answers[:10]} == {202}
    assert answers[10].status_code == 429
    assert answers[10].json()["code"] == "too_many"
    assert int(answers[10].headers["retry-after"]) >= 1


async def test_what_has_to_run_twice_for_others_costs_its_asker_once(settings: Settings, clock: MovedClock) -> None:
    app = create_app(msgspec.structs.replace(settings, unlimited=False), clock=clock, passwords=QuickPasswords())
    await app.start()
    held, go_on = threading.Event(), threading.Event()

    def hold(_tx: Tx) -> None:
        held.set()
        go_on.wait(5)

    def write_and_fail(tx: Tx) -> None:
        streams.open_stream(tx, "x")
        raise Invalid("no", "No.")

    try:
        ann = await sign_up(app, "ann")
        holding = asyncio.create_task(app.database.write(hold))
        await asyncio.to_thread(held.wait, 5)
        asked = [asyncio.create_task(ann.post("/api/groups", {"name": f"Crew {n}"}, status=201)) for n in range(30)]
        failing = asyncio.create_task(app.database.write(write_and_fail))
        await asyncio.sleep(0.2)  # until all of them wait
        go_on.set()
        await asyncio.gather(holding, *asked, failing, return_exceptions=True)
        for n in range(30):
            await ann.post("/api/groups", {"name": f"Choir {n}"}, status=201)
        await ann.post("/api/groups", {"name": "One more"}, status=429)
        await ann.client.aclose()
    finally:
        await app.stop()


async def _reset(client: httpx2.AsyncClient) -> httpx2.Response:
    return await client.post("/api/password-resets", json={"email": "nobody@example.test"})
