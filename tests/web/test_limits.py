"""Rate limits: so many at once, then no faster than the rate, each asker alone."""

import httpx2
import msgspec
import pytest

from distributed_chat.app import create_app
from distributed_chat.config import Settings
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.kernel.errors import TooMany
from distributed_chat.web import Limiter, limits
from distributed_chat.web.limits import Limit
from tests.cast import QuickPasswords, client_of

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


async def _reset(client: httpx2.AsyncClient) -> httpx2.Response:
    return await client.post("/api/password-resets", json={"email": "nobody@example.test"})
