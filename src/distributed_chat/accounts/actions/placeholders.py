"""Somebody who wrote elsewhere and has no account here: shown by name, and nobody can ever sign in as them (0023)."""

from collections.abc import Collection

from sqlalchemy import insert, select, update

from distributed_chat import streams
from distributed_chat.accounts.tables import users
from distributed_chat.db import Tx
from distributed_chat.kernel.ids import user_stream

PLACEHOLDER = "placeholder"


def make_placeholder(tx: Tx, user_id: str, *, first_name: str, last_name: str) -> bool:
    """A user of that kind, without an email, a password, a session and a stream; False when the id is taken.

    The names are tidy already.
    """
    if streams.creation(tx, user_id, user_id, b"placeholder") is not None:
        return False
    streams.remember(tx, user_id, user_id, b"placeholder", user_stream(user_id), 0)
    names = {"first_name": first_name, "last_name": last_name}
    row = {"id": user_id, "kind": PLACEHOLDER, **names, "email": None, "email_proved": False, "password_hash": None}
    tx.conn.execute(insert(users).values(**row, created_at=tx.now))
    return True


def forget_placeholders(tx: Tx, user_ids: Collection[str]) -> None:
    """Nobody needs their names any more: they are deleted members."""
    blank = {"kind": "deleted", "first_name": "", "last_name": "", "deleted_at": tx.now}
    them = select(users.c.id).where(users.c.id.in_(list(user_ids)), users.c.kind == PLACEHOLDER)
    tx.conn.execute(update(users).where(users.c.id.in_(them)).values(blank))
