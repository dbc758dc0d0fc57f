"""The courier: takes events to the hooks that wait for them, each hook in its order, several hooks at once.

Made by `app`, one per process, of which one works. A receiver that hangs holds up its own hook for ten seconds, and
others only of its own group.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from functools import partial

import structlog

from distributed_chat.copies import Standing
from distributed_chat.db import Database
from distributed_chat.embeds.fetching import Fetcher
from distributed_chat.embeds.targets import NotFetched
from distributed_chat.hooks import actions, policy, queries
from distributed_chat.hooks.actions.delivering import Answer
from distributed_chat.hooks.places import Places
from distributed_chat.kernel.clock import HOUR, SECOND, Clock
from distributed_chat.kernel.errors import DomainError
from distributed_chat.kernel.events import Logged

AT_ONCE = 8
"""Deliveries."""
OF_ONE_GROUP = 3
"""Of these."""
LOOK_SECONDS = 1.0
ALL_EVERY = 10 * SECOND

_log = structlog.get_logger("hooks")


class Courier:
    """`hear` is called on the event loop with every committed event."""

    def __init__(self, database: Database, fetcher: Fetcher, clock: Clock, standing: Standing) -> None:
        self._database = database
        self._standing = standing
        self._all_at = 0
        self._fetcher = fetcher
        self._clock = clock
        self._followed: set[str] = set()
        self._grown: set[str] = set()
        self._erased: set[actions.Place] = set()
        self._walk: actions.Place | None = None
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._places = Places(AT_ONCE, OF_ONE_GROUP)
        self._woken = asyncio.Event()
        self._looking = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._tidied = 0

    async def start(self) -> None:
        """Every hook is looked at once: what was committed while nobody was here is still in its log."""
        self._visit(await self._database.read(queries.active_hooks))
        self._task = asyncio.create_task(self._work_for_ever(), name="hooks")

    async def stop(self) -> None:
        tasks = [*self._busy.values(), *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def hear(self, events: Sequence[Logged]) -> None:
        grown = {event.stream for event in events} & self._followed
        erased = set(actions.erased_in(events))
        if grown or erased:
            self._grown |= grown
            self._erased |= erased
            self._woken.set()

    async def settled(self) -> None:
        """Everything that is due was tried."""
        await self._look()
        while self._busy:
            await asyncio.gather(*self._busy.values())
            await self._look()

    async def _work_for_ever(self) -> None:
        while True:
            try:
                await self._look()
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()
            except TimeoutError:
                pass
            except DomainError as away:
                _log.warning("hooks_wait", why=away.code)
                await asyncio.sleep(LOOK_SECONDS)
            except Exception:  # hooks must not stay behind for good
                _log.exception("hooks_failed")
                await asyncio.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        async with self._looking:
            await self._look_alone()

    async def _look_alone(self) -> None:
        self._woken.clear()
        if not self._standing.leads:
            self._grown.clear()
            self._erased.clear()
            return
        await self._look_for_lost()
        grown, self._grown = self._grown, set()
        followed = await self._database.read(queries.streams_followed)
        grown |= followed - self._followed  # their events were heard by nobody until now
        self._followed = followed
        due = await self._database.read(queries.hooks_due)
        if grown:
            due |= await self._database.read(lambda tx: queries.hooks_following(tx, grown))
        self._visit(due)
        if self._clock.now() - self._tidied > HOUR:
            self._tidied, self._walk = self._clock.now(), actions.BEGIN
            await self._database.write(actions.forget_old)
        await self._forget_erased()

    async def _forget_erased(self) -> None:
        """Answers to what was erased: what was heard of, and a step of the walk that finds the others."""
        erased, after = set(self._erased), self._walk
        found = await self._database.read(lambda tx: actions.answered_among(tx, erased)) if erased else []
        if after is not None:
            step = await self._database.read(lambda tx: actions.look_for_erased(tx, after))
            found += step.deliveries
            self._walk = step.next
        if found:
            await self._database.write(lambda tx: actions.forget_answers(tx, found))
        self._erased -= erased

    async def _look_for_lost(self) -> None:
        """The bus may have lost something, or the copy before us has died over it."""
        now = self._clock.now()
        if self._standing.others and now - self._all_at > ALL_EVERY:
            self._all_at = now
            self._visit(await self._database.read(queries.active_hooks))

    def _visit(self, hooks: Mapping[str, str]) -> None:
        """`hooks`: each with its group."""
        for hook_id, group_id in hooks.items():
            if hook_id not in self._busy:
                task = asyncio.create_task(self._serve(hook_id, group_id), name="hook")
                self._busy[hook_id] = task
                task.add_done_callback(partial(self._served, hook_id))

    def _served(self, hook_id: str, _task: asyncio.Task[None]) -> None:
        del self._busy[hook_id]

    async def _serve(self, hook_id: str, group_id: str) -> None:
        """Until nothing is due for this hook."""
        try:
            more = True
            while more:
                async with self._places.one(group_id):
                    more = await self._deliver_one(hook_id)
        except DomainError as away:
            _log.warning("hook_waits", hook=hook_id, why=away.code)
        except Exception:  # its lease ends, and it has another turn
            _log.exception("hook_failed", hook=hook_id)

    async def _deliver_one(self, hook_id: str) -> bool:
        parcel, more = await self._database.write(lambda tx: actions.take(tx, hook_id))
        if parcel is None:
            return more
        try:
            answer = await self._send(parcel)
        except asyncio.CancelledError:
            await asyncio.shield(self._database.write(lambda tx: actions.hand_on(tx, hook_id)))
            raise
        await self._database.write(lambda tx: actions.settle(tx, parcel, answer))
        return True

    async def _send(self, parcel: actions.Parcel) -> Answer:
        began = time.monotonic()
        try:
            async with asyncio.timeout(policy.DELIVERED_AT_MOST):
                got = await self._fetcher.post(
                    parcel.url,
                    parcel.body,
                    parcel.headers,
                    most=policy.ANSWER_READ,
                    seconds=policy.DELIVERED_AT_MOST,
                )
        except NotFetched as why:
            return Answer(None, str(why)[:300], _ms(began), {}, "")
        except TimeoutError:
            return Answer(None, f"no answer in {policy.DELIVERED_AT_MOST:.0f} seconds", _ms(began), {}, "")
        error = "redirects are not followed" if 300 <= got.status < 400 else None
        headers = {name: value[:200] for name, value in list(got.headers.items())[:30]}
        return Answer(got.status, error, _ms(began), headers, got.body.decode("utf-8", "replace").replace("\0", ""))


def _ms(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
