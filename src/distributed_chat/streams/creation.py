"""What was created, once and for ever: the client makes the id, and sending the same request again is always safe.

Called by every action that creates something, around its writes: `creation` first, `remember` last.
"""

from collections.abc import Collection
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

import msgspec
from msgspec.structs import FieldInfo
from sqlalchemy import bindparam, insert, select, update

from distributed_chat.db import Prepared, Tx, advisory_lock
from distributed_chat.kernel.errors import IdTaken
from distributed_chat.streams.tables import created

_find = Prepared(
    select(created.c.actor_id, created.c.digest, created.c.stream, created.c.seq).where(created.c.id == bindparam("it"))
)
_keep = Prepared(insert(created))
_FORGOTTEN = b""
_forget = Prepared(update(created).where(created.c.id == bindparam("it")).values(digest=bindparam("nothing")))


_fields = lru_cache(msgspec.structs.fields)
"""Kept: reading the annotations anew each time was a tenth of sending a message."""


class Created(NamedTuple):
    """Where the first of these requests stands in the log."""

    stream: str
    seq: int


def creation(tx: Tx, id: str, actor_id: str, request: msgspec.Struct | bytes, *, place: str = "") -> Created | None:
    """None: the id is free. A `Created`: this very request was done before; answer with the object as it is now.

    `place` is what the address of the request named (a group's or conversation's id), since the body alone does not say
    where. Raises `IdTaken` when another person or another request used the id, also for something deleted long ago.
    Where the request was forgotten, any by the same person is taken for the first.
    """
    if tx.dialect == "postgresql":
        # Two copies with the same id at once: the second waits here and then finds the first, instead of colliding.
        tx.conn.execute(advisory_lock(id))
    row = _find.first(tx, it=id)
    if row is None:
        return None
    first_actor, digest, stream, seq = row
    if first_actor != actor_id or digest not in {_FORGOTTEN, request_digest(request, place)}:
        raise IdTaken(field="id")
    return Created(stream, seq)


def taken_among(tx: Tx, ids: Collection[str]) -> set[str]:
    """Those of these ids that already name something, also something deleted. One statement; none for none."""
    return set(tx.conn.execute(select(created.c.id).where(created.c.id.in_(ids))).scalars()) if ids else set()


def remember(
    tx: Tx,
    id: str,
    actor_id: str,
    request: msgspec.Struct | bytes,
    stream: str,
    seq: int,
    *,
    place: str = "",
) -> None:
    """Keeps the id for ever, in the transaction that created the object. `request` and `place` as in `creation`."""
    digest = request_digest(request, place)
    _keep.run(tx, id=id, actor_id=actor_id, digest=digest, stream=stream, seq=seq)


def forget_request(tx: Tx, id: str) -> None:
    """The object is erased: its id stays taken, and of what was asked for not even a digest is left.

    Whoever has the database could find out with it what short words were, by trying them.
    """
    _forget.run(tx, it=id, nothing=_FORGOTTEN)


def request_digest(request: msgspec.Struct | bytes, place: str) -> bytes:
    """The same in a year: a field at its default does not count, since it may have been added in between."""
    if isinstance(request, msgspec.Struct):
        given = {
            field.encode_name: value
            for field in _fields(type(request))
            if (value := getattr(request, field.name)) != _default(field)
        }
        request = msgspec.json.encode(given, order="sorted")
    return sha256(place.encode() + b"\0" + request).digest()


def _default(field: FieldInfo) -> object:
    """An empty list is made anew for each request, so its field has no one default."""
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
