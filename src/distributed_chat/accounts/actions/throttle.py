"""Limits that outlive a restart and hold across copies. What is limited is kept as a hash only.

Limits by address alone stand at the route (`web`); these are by account or by the email that was typed.
"""

from hashlib import sha256
from typing import Any

from sqlalchemy import Row, delete, select, update

from distributed_chat import db
from distributed_chat.accounts import policy
from distributed_chat.accounts.tables import throttles
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import DAY, SECOND
from distributed_chat.kernel.errors import TooMany

_PRUNED_AT_ONCE = 20


def count_guess(tx: Tx, *what: str, free: int = 5) -> None:
    """Counts one guess before it is checked, so that many at once count too. Raises `TooMany` while it must wait.

    Refused guesses are not counted: otherwise a stranger could keep the wait from ever ending.
    """
    if tx.settings.unlimited:
        return
    row = _locked(tx, what)
    if row.free_at > tx.now:
        raise TooMany(retry_after=_seconds(row.free_at - tx.now))
    tries = (row.tries if row.forgotten_at > tx.now else 0) + 1
    _write(tx, row, tries=tries, free_at=tx.now + policy.wait_after(tries, free=free), forgotten_at=tx.now + DAY)


def forgive(tx: Tx, *what: str) -> None:
    """The guess was right: the next one starts from nothing."""
    tx.conn.execute(delete(throttles).where(throttles.c.key == _key(what)))


def spend(tx: Tx, *what: str, at_most: int, within: int) -> bool:
    """Takes one of `at_most` in a window of `within` microseconds. False when none is left; nothing is taken then."""
    if tx.settings.unlimited:
        return True
    row = _locked(tx, what)
    fresh = row.forgotten_at <= tx.now
    spent = 0 if fresh else row.tries
    if spent >= at_most:
        return False
    ends = tx.now + within if fresh else row.forgotten_at
    _write(tx, row, tries=spent + 1, free_at=tx.now, forgotten_at=ends)
    return True


def _locked(tx: Tx, what: tuple[str, ...]) -> Row[*tuple[Any, ...]]:
    """The row, made when missing and locked, so that two at once count as two on PostgreSQL as well."""
    _prune(tx)
    key = _key(what)
    empty = {"key": key, "tries": 0, "free_at": 0, "forgotten_at": 0}
    db.upsert(tx, throttles, empty, index=["key"], update={})
    return tx.conn.execute(select(throttles).where(throttles.c.key == key).with_for_update()).one()


def _write(tx: Tx, row: Row[*tuple[Any, ...]], **values: int) -> None:
    tx.conn.execute(update(throttles).where(throttles.c.key == row.key).values(values))


def _prune(tx: Tx) -> None:
    """A few forgotten rows with each new one, so that guessing at many emails leaves nothing behind for long."""
    old = select(throttles.c.key).where(throttles.c.forgotten_at < tx.now - DAY).limit(_PRUNED_AT_ONCE)
    keys = tx.conn.execute(old.with_for_update(skip_locked=True)).scalars().all()
    if keys:
        tx.conn.execute(delete(throttles).where(throttles.c.key.in_(keys)))


def _key(what: tuple[str, ...]) -> bytes:
    return sha256("\0".join(what).encode("utf-8", "surrogatepass")).digest()


def _seconds(microseconds: int) -> int:
    return -(-microseconds // SECOND)
