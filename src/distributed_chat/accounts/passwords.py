"""Hashing of passwords: argon2id, in threads of its own, never on the event loop and never in a transaction."""

import asyncio
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from distributed_chat.kernel.errors import Unavailable

T = TypeVar("T")

WAITING_AT_MOST = 64
"""Hashes that may wait for a core. With 0.2 s each, more would only be answers that nobody waits for any longer."""


class Passwords:
    """argon2id with as many threads as cores. The costs are lowered in tests alone.

    `memory` is in KiB. The defaults are those of RFC 9106 for a server that shares its memory (64 MiB, 3 passes).
    """

    def __init__(self, *, passes: int = 3, memory: int = 65_536, cores: int | None = None) -> None:
        threads = cores or os.cpu_count() or 1
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="passwords")
        self._waiting = 0

    async def hash(self, password: str) -> str:
        return await self._run(self._hasher.hash, password)

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Whether the password has this hash. Nobody has no hash: the same work, for nothing."""
        return await self._run(self._verify, password, hashed)

    def is_outdated(self, hashed: str) -> bool:
        """Whether the hash was made with lower costs than those of today."""
        return self._hasher.check_needs_rehash(hashed)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verify(self, password: str, hashed: str | None) -> bool:
        try:
            self._hasher.verify(hashed or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_hex(16))

    async def _run(self, work: Callable[..., T], *arguments: object) -> T:
        if self._waiting >= WAITING_AT_MOST:
            raise Unavailable("busy", "Too many people are signing in at once. Try again in a moment.", retry_after=5)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._waiting -= 1
