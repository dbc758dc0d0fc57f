"""The log: append events to streams, in the transaction of the command that caused them.

Called by every domain action. The order inside a command is always: `creation`, `lock`, check membership, write rows,
`append`. Commit order is then `seq` order, because a head stays locked until the transaction ends.
"""

import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select, tuple_, update

from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.events import Event, Logged, payload_of
from distributed_chat.streams.tables import events, streams

HASH_DIGITS = 16
"""How much of an event's hash travels: enough to notice another history, short enough for every frame."""

STORED = (
    events.c.stream,
    events.c.seq,
    events.c.type,
    events.c.at,
    events.c.payload,
    events.c.hash,
    events.c.detaches,
    events.c.attaches,
)
"""What `logged_of` reads."""

_NOTHING = bytes(32)
_detaches = msgspec.json.Decoder(tuple[str, ...])
_attaches = msgspec.json.Decoder(tuple[tuple[str, str, int], ...])
_lock_head = Prepared(
    select(streams.c.head, streams.c.hash, streams.c.at).where(streams.c.name == bindparam("stream")).with_for_update()
)
_raise_head = Prepared(
    update(streams)
    .where(streams.c.name == bindparam("stream"))
    .values(head=bindparam("seq"), hash=bindparam("link"), at=bindparam("moment"), changed_at=bindparam("now"))
)
_insert_event = Prepared(insert(events))
_NOBODYS = {"payload": None, "salt": None, "subject": None}
"""What is blank has no subject any more: whose it was need not be kept, nor be looked through the next time."""
_blank = update(events).where(events.c.subject == bindparam("whose")).values(_NOBODYS).returning(*STORED)
_whose = (
    select(events.c.stream, events.c.seq)
    .where(events.c.subject == bindparam("whose"))
    .order_by(events.c.stream, events.c.seq)
    .limit(bindparam("most"))
)
_blank_some = (
    update(events).where(tuple_(events.c.stream, events.c.seq).in_(_whose)).values(_NOBODYS).returning(*STORED)
)


class StreamIsMissing(LookupError):
    """An event for a stream that was never opened: a mistake in the calling action, not something a person did."""


def open_stream(tx: Tx, stream: str) -> None:
    """A new stream with head 0, so that its first event gets `seq` 1."""
    tx.conn.execute(insert(streams).values(name=stream, head=0, hash=_NOTHING, at=0, changed_at=tx.now))
    tx.heads[stream] = (0, _NOTHING, 0)


def lock(tx: Tx, *names: str) -> dict[str, int]:
    """Locks the heads of these streams in name order until the transaction ends; returns those that exist.

    Membership is checked only after it: before, a removal could slip in between the check and the commit.
    """
    heads: dict[str, int] = {}
    for name in sorted(set(names)):
        found = _locked(tx, name)
        if found is not None:
            heads[name] = found[0]
    return heads


def append(
    tx: Tx,
    stream: str,
    event: Event,
    *,
    subject: str | None = None,
    detaches: Sequence[str] = (),
    attaches: Sequence[tuple[str, str, int]] = (),
) -> Logged:
    """Adds one event at the head of the stream, chained to the one before, and hands it on with the commit.

    `subject` is the id whose `erase` blanks this event. `detaches`: user ids (or `*`) who read nothing of this stream
    after it. `attaches`: (user id, other stream, floor), for `stream.opened`. Raises `StreamIsMissing`.
    """
    locked = _locked(tx, stream)
    if locked is None:
        raise StreamIsMissing(stream)
    head, before, earlier = locked
    seq, at = head + 1, max(tx.now, earlier + 1)
    payload, salt = payload_of(event), secrets.token_bytes(16)
    digest = sha256(salt + payload).digest()
    link = chained(before, stream, seq, event.type, at, digest)
    _insert_event.run(
        tx,
        stream=stream,
        seq=seq,
        type=event.type,
        at=at,
        payload=payload,
        salt=salt,
        digest=digest,
        hash=link,
        subject=subject,
        detaches=_kept(detaches),
        attaches=_kept(attaches),
    )
    _raise_head.run(tx, stream=stream, seq=seq, link=link, moment=at, now=tx.now)
    tx.heads[stream] = (seq, link, at)
    logged = Logged(stream, seq, event.type, at, payload, shown(link), tuple(detaches), tuple(attaches))
    tx.logged.append(logged)
    return logged


def _locked(tx: Tx, stream: str) -> tuple[int, bytes, int] | None:
    """Head, hash and time of the stream's last event. Locked once, nobody else moves it before the transaction ends."""
    known = tx.heads.get(stream) or tx.known_heads.get(stream)
    if known is None:
        found = _lock_head.first(tx, stream=stream)
        if found is None:
            return None
        known = tx.heads[stream] = (found[0], found[1], found[2])
    return known


def erase(tx: Tx, subject: str, *, most: int | None = None) -> dict[str, list[int]]:
    """Blanks every event of the subject: payload and salt become null, digest and chain stay whole.

    Each blanked event is handed on once more, without its payload: a hub never delivers it a second time, but it drops
    what its replay buffer held. Returns the seqs by stream, for the event that tells the clients to blank theirs.
    `most`: so many at once, the oldest of the first stream first; who gets as many calls again.
    """
    blanked: dict[str, list[int]] = {}
    statement, limit = (_blank, {}) if most is None else (_blank_some, {"most": most})
    for row in tx.conn.execute(statement, {"whose": subject, **limit}).all():
        blanked.setdefault(row.stream, []).append(row.seq)
        tx.logged.append(logged_of(row))
    return {stream: sorted(seqs) for stream, seqs in blanked.items()}


def chained(before: bytes, stream: str, seq: int, kind: str, at: int, digest: bytes) -> bytes:
    """SHA-256 of the previous hash, the stream, the seq, the type, the time and the digest, parted by NUL."""
    return sha256(before + f"{stream}\0{seq}\0{kind}\0{at}\0".encode() + digest).digest()


def shown(link: bytes) -> str:
    """A hash as frames and snapshots carry it: its first 16 hex digits."""
    return link[: HASH_DIGITS // 2].hex()


def logged_of(row: Any) -> Logged:
    """A stored event, from a row of `STORED`."""
    return Logged(
        row.stream,
        row.seq,
        row.type,
        row.at,
        row.payload,
        shown(row.hash),
        _detaches.decode(row.detaches) if row.detaches else (),
        _attaches.decode(row.attaches) if row.attaches else (),
    )


def _kept(value: Sequence[object]) -> str | None:
    return msgspec.json.encode(value).decode() if value else None
