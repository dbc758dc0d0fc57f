"""What waits for a database thread, and how its answer finds the way back to the event loop."""

import asyncio
from collections.abc import Callable
from typing import Any

import sqlalchemy.exc as sa

from distributed_chat.db.tx import Tx
from distributed_chat.kernel.errors import Unavailable

RETRY_SOON = 1
RETRY_LATER = 30


class Command:
    """A function that waits for its transaction, and the future of the one who waits for the function."""

    __slots__ = ("error", "fence", "function", "future", "result", "stream", "tx")

    def __init__(self, function: Callable[[Tx], Any], future: asyncio.Future[Any], stream: str | None) -> None:
        self.function = function
        self.future = future
        self.stream = stream
        self.tx: Tx | None = None
        self.result: Any = None
        self.error: BaseException | None = None
        self.fence: int | None = None
        """What must hold on every copy before this is answered."""

    @property
    def name(self) -> str:
        """Of its function, for the log."""
        function = getattr(self.function, "func", self.function)
        return str(getattr(function, "__qualname__", "?"))

    def answer(self) -> None:
        """On the event loop. Whoever gave up waiting gets nothing; what was done stays done."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


def busy() -> Unavailable:
    return Unavailable("busy", "The server has too much to do. Try again in a moment.", retry_after=RETRY_SOON)


def unknown() -> Unavailable:
    """The outer transaction was lost: nobody can say whether it is on disk, and sending again is safe."""
    return Unavailable(retry_after=RETRY_SOON)


def lost(error: BaseException) -> Unavailable:
    """What ended a transaction, or its commit. A full disk is certain: nothing of it was kept, and that can be said."""
    return disk_is_full() if _is_full(error) else unknown()


def disk_is_full() -> Unavailable:
    return Unavailable("disk_is_full", "The server's disk is full.", retry_after=RETRY_LATER)


def _is_full(error: BaseException) -> bool:
    """By SQLite's words, or PostgreSQL's code."""
    return "disk is full" in str(error) or getattr(getattr(error, "orig", None), "sqlstate", None) == "53100"


def in_words(error: BaseException) -> BaseException:
    """A fault of the database as something that can be answered; any other error as it is."""
    if not isinstance(error, (sa.OperationalError, sa.InterfaceError, sa.TimeoutError)):
        return error
    if _is_full(error):
        translated = disk_is_full()
    else:
        translated = Unavailable("database_is_away", "The database can't be reached.", retry_after=RETRY_SOON)
    translated.__cause__ = error
    return translated
