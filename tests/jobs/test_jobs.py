"""Durable work: done once when all goes well, again when it does not, and never forgotten."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from distributed_chat.db import Database
from distributed_chat.jobs import GiveUp, Worker, enqueue
from distributed_chat.jobs.tables import jobs
from distributed_chat.jobs.worker import FIRST_WAIT, LEASE, LONGEST_WAIT, wait_after
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, SECOND, MovedClock
from distributed_chat.kernel.errors import Invalid


class Letter(msgspec.Struct, frozen=True):
    text: str


class Postman:
    """A handler that notes what it was given, and fails as often as it is told."""

    def __init__(self, *, fails: int = 0, error: Exception | None = None) -> None:
        self.delivered: list[str] = []
        self.tries = 0
        self._fails = fails
        self._error = error or RuntimeError("the relay is away")

    async def __call__(self, letter: Letter, services: Any) -> None:
        self.tries += 1
        if self.tries <= self._fails:
            raise self._error
        self.delivered.append(letter.text)


def worker_with(database: Database, postman: Postman) -> Worker:
    async def handle(payload: Letter, services: Any) -> None:
        await postman(payload, services)

    worker = Worker(database, services=None)
    worker.register("letter", handle)
    return worker


async def post(database: Database, text: str, *, key: str | None = None, due: int | None = None) -> None:
    await database.write(lambda tx: enqueue(tx, "letter", key or text, Letter(text), due=due))


async def rows(database: Database) -> list[Any]:
    return list(await database.read(lambda tx: tx.conn.execute(select(jobs)).all()))


async def test_a_job_runs_once_and_is_gone(database: Database) -> None:
    postman = Postman()
    worker = worker_with(database, postman)
    await post(database, "hello")
    assert await worker.run_due() == 1
    assert await worker.run_due() == 0
    assert postman.delivered == ["hello"]
    assert await rows(database) == []


async def test_the_same_work_twice_is_one_job(database: Database) -> None:
    postman = Postman()
    worker = worker_with(database, postman)
    await post(database, "first", key="k")
    await post(database, "second", key="k")
    await worker.run_due()
    assert postman.delivered == ["first"]


async def test_what_is_put_off_while_the_same_job_runs_is_done_after_it(database: Database) -> None:
    """The run that is under way may have looked at what was there before."""
    told: list[str] = []

    async def handle(letter: Letter, services: Any) -> None:
        told.append(letter.text)
        if letter.text == "first":
            await post(database, "second", key="k")

    worker = Worker(database, services=None)
    worker.register("letter", handle)
    await post(database, "first", key="k")
    assert [await worker.run_due(), await worker.run_due(), await worker.run_due()] == [1, 1, 0]
    assert told == ["first", "second"]
    assert await rows(database) == []


async def test_a_job_that_failed_for_good_is_done_when_it_is_put_off_anew(database: Database) -> None:
    postman = Postman(fails=1, error=GiveUp())
    worker = worker_with(database, postman)
    await post(database, "first", key="k")
    await worker.run_due()
    await post(database, "second", key="k")
    await worker.run_due()
    assert postman.delivered == ["second"]


async def test_a_job_waits_until_it_is_due(database: Database, clock: MovedClock) -> None:
    postman = Postman()
    worker = worker_with(database, postman)
    await post(database, "later", due=clock.now() + HOUR)
    assert await worker.run_due() == 0
    clock.move(HOUR)
    assert await worker.run_due() == 1
    assert postman.delivered == ["later"]


async def test_a_job_of_a_command_that_fails_does_not_exist(database: Database) -> None:
    def command(tx: Any) -> None:
        enqueue(tx, "letter", "k", Letter("hello"))
        raise Invalid

    with pytest.raises(Invalid):
        await database.write(command)
    assert await rows(database) == []


async def test_a_job_that_fails_is_tried_again_after_a_growing_wait(database: Database, clock: MovedClock) -> None:
    postman = Postman(fails=3)
    worker = worker_with(database, postman)
    await post(database, "hello")
    for wait in (0, 5, 10, 20):
        clock.move(wait * SECOND - 1 if wait else 0)
        if wait:
            assert await worker.run_due() == 0
            clock.move(1)
        assert await worker.run_due() == 1
    assert postman.delivered == ["hello"]


def test_the_wait_doubles_up_to_an_hour() -> None:
    assert [wait_after(tries) for tries in (0, 1, 2)] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert wait_after(50) == LONGEST_WAIT


async def test_after_a_day_of_failures_the_job_is_kept_as_failed(database: Database, clock: MovedClock) -> None:
    postman = Postman(fails=1_000)
    worker = worker_with(database, postman)
    await post(database, "hello")
    for _ in range(60):
        await worker.run_due()
        clock.move(HOUR)
    (row,) = await rows(database)
    assert row.due_at is None
    assert "the relay is away" in row.failure
    assert row.tries == postman.tries < 60


async def test_a_job_that_waited_for_months_is_tried_for_a_day_like_any_other(
    database: Database, clock: MovedClock
) -> None:
    postman = Postman(fails=3)
    worker = worker_with(database, postman)
    await post(database, "next spring", due=clock.now() + 120 * DAY)
    clock.move(120 * DAY)
    for _ in range(4):
        await worker.run_due()
        clock.move(MINUTE)
    assert postman.delivered == ["next spring"]


async def test_a_hopeless_job_is_not_tried_again(database: Database, clock: MovedClock) -> None:
    postman = Postman(fails=1, error=GiveUp("no such recipient"))
    worker = worker_with(database, postman)
    await post(database, "hello")
    await worker.run_due()
    clock.move(DAY)
    assert await worker.run_due() == 0
    assert (await rows(database))[0].due_at is None


async def test_a_job_whose_worker_died_is_taken_by_another(database: Database, clock: MovedClock) -> None:
    class Died(BaseException):
        """As when the process is killed in the middle."""

    async def die(payload: Letter, services: Any) -> None:
        raise Died

    await post(database, "hello")
    dying = Worker(database, services=None)
    dying.register("letter", die)
    with pytest.raises(Died):
        await dying.run_due()

    postman = Postman()
    worker = worker_with(database, postman)
    assert await worker.run_due() == 0
    clock.move(LEASE)
    assert await worker.run_due() == 1
    assert postman.delivered == ["hello"]


async def test_one_who_comes_back_after_its_lease_settles_nothing(database: Database, clock: MovedClock) -> None:
    slow_postman, quick_postman = Postman(fails=1), Postman(fails=1)
    quick = worker_with(database, quick_postman)

    async def be_slow(payload: Letter, services: Any) -> None:
        clock.move(LEASE)
        await quick.run_due()
        await slow_postman(payload, services)

    slow = Worker(database, services=None)
    slow.register("letter", be_slow)
    await post(database, "hello")
    await slow.run_due()
    (row,) = await rows(database)
    assert row.tries == 2
    assert row.due_at == clock.now() + wait_after(1)  # as the one that held the lease said


async def test_a_kind_that_nobody_handles_waits_for_a_version_that_does(database: Database) -> None:
    await database.write(lambda tx: enqueue(tx, "of the future", "k", Letter("hello")))
    assert await worker_with(database, Postman()).run_due() == 0
    assert len(await rows(database)) == 1
