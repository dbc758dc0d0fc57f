"""The worker: looks once a second for jobs that are due, leases them, runs their handlers, settles them.

Any copy of the server may take a job. A handler must be safe to run twice: a crash between its work and the settling
means that it runs again.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, NamedTuple, get_type_hints

import msgspec
import structlog
from sqlalchemy import delete, select, update

from distributed_chat import traces
from distributed_chat.db import Database, Tx
from distributed_chat.jobs.tables import jobs
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, SECOND
from distributed_chat.kernel.errors import Unavailable
from distributed_chat.kernel.ids import new_id

AT_ONCE = 8
LEASE = 2 * MINUTE
HANDLER_SECONDS = 60
FIRST_WAIT = 5 * SECOND
LONGEST_WAIT = HOUR
TRIED_FOR = DAY
LOOK_EVERY = 1.0
FINISH_SECONDS = 2.0

Handler = Callable[[Any, Any], Awaitable[None]]

_log = structlog.get_logger("jobs")


class GiveUp(Exception):
    """Raised by a handler when trying again can't help: the job is kept as failed."""


class Leased(NamedTuple):
    id: str
    kind: str
    key: str
    payload: bytes
    tries: int
    created_at: int


class Worker:
    """One per process. `services` is handed to every handler as it is."""

    def __init__(self, database: Database, services: Any) -> None:
        self._database = database
        self._services = services
        self._endless = set[str]()
        self._standing: list[Callable[[Tx], None]] = []
        self._handlers: dict[str, tuple[type[msgspec.Struct], Handler]] = {}
        self._task: asyncio.Task[None] | None = None
        self._ending = asyncio.Event()

    def register(
        self, kind: str, handler: Handler, *, standing: Callable[[Tx], None] | None = None, endless: bool = False
    ) -> None:
        """`async def handler(payload, services)`; the payload's annotation is the struct that it is read into.

        `standing` leaves the first job of work that is never done, whenever a worker starts: one that waits stays.
        Such work, and what is `endless`, is never given up.
        """
        if standing is not None or endless:
            self._endless.add(kind)
        if standing is not None:
            self._standing.append(standing)
        hints = get_type_hints(handler)
        hints.pop("return", None)
        self._handlers[kind] = (next(iter(hints.values())), handler)

    async def start(self) -> None:
        for leave in self._standing:
            await self._database.write(leave)
        self._task = asyncio.create_task(self._work(), name="jobs")

    async def stop(self) -> None:
        """What was begun has a moment to finish; what has not is begun again elsewhere when its lease has ended."""
        self._ending.set()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=FINISH_SECONDS)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def run_due(self) -> int:
        """Runs what is due now, at most eight at once; returns how many there were."""
        lease = new_id()
        leased = await self._database.write(lambda tx: _take(tx, lease, list(self._handlers)))
        await asyncio.gather(*(self._run(job, lease) for job in leased))
        return len(leased)

    async def _work(self) -> None:
        while not self._ending.is_set():
            try:
                while not self._ending.is_set() and await self._database.read(_anything_due):
                    if not await self.run_due():
                        break
            except Unavailable as away:
                _log.warning("jobs_wait", why=away.code)
            except Exception:
                _log.exception("jobs_failed")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._ending.wait()

    async def _run(self, job: Leased, lease: str) -> None:
        payload_type, handler = self._handlers[job.kind]
        try:
            payload = msgspec.json.decode(job.payload, type=payload_type)
            with traces.span(f"job {job.kind}", traces.Kind.JOB):
                async with asyncio.timeout(HANDLER_SECONDS):
                    await handler(payload, self._services)
        except Exception as error:
            _log.warning("job_failed", kind=job.kind, key=job.key, tries=job.tries, error=repr(error))
            failure, hopeless = repr(error)[:500], isinstance(error, (GiveUp, msgspec.DecodeError))
            tried_for = None if job.kind in self._endless else TRIED_FOR
            put_off = partial(_put_off, job=job, lease=lease, failure=failure, tried_for=0 if hopeless else tried_for)
            await self._database.write(put_off)
        else:
            await self._database.write(lambda tx: _settle(tx, job, lease))


def _anything_due(tx: Tx) -> bool:
    return tx.conn.execute(select(jobs.c.id).where(jobs.c.due_at <= tx.now).limit(1)).first() is not None


def _take(tx: Tx, lease: str, kinds: list[str]) -> list[Leased]:
    due = (
        select(jobs.c.id, jobs.c.kind, jobs.c.key, jobs.c.payload, jobs.c.tries, jobs.c.created_at)
        .where(jobs.c.due_at <= tx.now, jobs.c.kind.in_(kinds))
        .order_by(jobs.c.due_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    taken = [Leased(*row) for row in tx.conn.execute(due)]
    if taken:
        mine = update(jobs).where(jobs.c.id.in_([job.id for job in taken]))
        tx.conn.execute(mine.values(lease=lease, due_at=tx.now + LEASE, tries=jobs.c.tries + 1))
    return taken


def _settle(tx: Tx, job: Leased, lease: str) -> None:
    tx.conn.execute(delete(jobs).where(jobs.c.id == job.id, jobs.c.lease == lease))


def _put_off(tx: Tx, job: Leased, lease: str, failure: str, tried_for: int | None) -> None:
    """`tried_for`: in microseconds; None for ever, 0 no more."""
    is_over = tried_for is not None and (tried_for == 0 or tx.now - job.created_at > tried_for)
    due_at = None if is_over else tx.now + wait_after(job.tries)
    mine = update(jobs).where(jobs.c.id == job.id, jobs.c.lease == lease)
    tx.conn.execute(mine.values(due_at=due_at, lease=None, failure=failure))


def wait_after(tries: int) -> int:
    """5 s, 10 s, 20 s … up to an hour, in microseconds, after so many tries before this one."""
    return min(FIRST_WAIT << min(tries, 20), LONGEST_WAIT)
