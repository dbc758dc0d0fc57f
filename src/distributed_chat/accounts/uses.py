"""Using a session keeps it, also for those who only read: a reader's transaction can't write, so this does it after.

Made by `app`. The reader threads call `actor`; the writes happen on the event loop, at most one an hour for a session.
"""

import asyncio

import structlog

from distributed_chat.accounts import actions, policy, queries
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import Unavailable
from distributed_chat.kernel.ids import SessionId

_log = structlog.get_logger("accounts")


class Uses:
    """`actor` is `authenticate` for transactions that only read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loop = asyncio.get_running_loop()
        self._writing: dict[SessionId, asyncio.Task[None]] = {}

    def actor(self, tx: Tx, token: str) -> Actor | None:
        """Who asks; called in a reader's thread."""
        session = queries.live_session(tx, token)
        if session is None:
            return None
        if tx.now - session.last_used_at > policy.SESSION_TOUCH and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._keep, session.actor.session_id)
        return session.actor

    async def settled(self) -> None:
        """Waits until everything noted so far is written."""
        await asyncio.sleep(0)
        await asyncio.gather(*self._writing.values())

    def _keep(self, session_id: SessionId) -> None:
        if session_id not in self._writing:
            self._writing[session_id] = asyncio.create_task(self._write(session_id))

    async def _write(self, session_id: SessionId) -> None:
        try:
            await self._database.write(lambda tx: actions.touch_session(tx, session_id))
        except Unavailable as away:
            # The next read tries again: nothing is lost but the time of this one.
            _log.warning("session_use_not_written", why=away.code)
        finally:
            del self._writing[session_id]
