"""A transaction as domain code sees it. The writer or a reader makes it; domain code never commits."""

from collections.abc import Callable, Mapping
from typing import Literal

from sqlalchemy import Connection

from distributed_chat.config import Settings
from distributed_chat.kernel.clock import Instant
from distributed_chat.kernel.events import Logged

Dialect = Literal["sqlite", "postgresql"]
Head = tuple[int, bytes, int]
"""The seq, the hash and the time of a stream's last event."""


class Tx:
    """One command or one read: its connection, its moment, and what it leaves for after the commit."""

    __slots__ = ("after", "conn", "dialect", "ended", "heads", "known_heads", "logged", "now", "settings")

    def __init__(
        self,
        conn: Connection,
        *,
        now: Instant,
        settings: Settings,
        dialect: Dialect,
        known_heads: Mapping[str, Head] | None = None,
    ) -> None:
        self.conn = conn
        self.now = now
        self.settings = settings
        self.dialect = dialect
        self.heads: dict[str, Head] = {}
        """What `streams` knows of the heads that this command has locked or raised."""
        self.known_heads: Mapping[str, Head] = known_heads or {}
        """Those that the writer has locked already; as the commands before this one have left them."""
        self.logged: list[Logged] = []
        self.ended: list[str] = []
        """Sessions, and secrets of keys, that open nothing any more."""
        self.after: list[Callable[[], None]] = []

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Runs `callback` on the event loop once the command is durable and its events were handed to the hub.

        It runs before the command is answered, and not at all if the command is undone.
        """
        self.after.append(callback)
