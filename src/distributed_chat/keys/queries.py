"""Reads of keys: who signs in with one, mine, what was called."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, select

from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.actor import Actor, Reach
from distributed_chat.kernel.clock import DAY, SECOND, rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import SessionId, UserId
from distributed_chat.kernel.pages import page_limit
from distributed_chat.keys import subscribers
from distributed_chat.keys.schemas import Audit, AuditCut, AuditEntry, Key, KeySecret, RouteUsage, Usage
from distributed_chat.keys.secrets import is_secret, secret_hash
from distributed_chat.keys.tables import api_keys, audit_entries, key_secrets, key_usage

_ENDS: BindParameter[int] = bindparam("now")
_WORKS = or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > _ENDS) & or_(
    key_secrets.c.ends_at.is_(None), key_secrets.c.ends_at > _ENDS
)
_BY_SECRET = Prepared(
    select(
        key_secrets.c.id,
        api_keys.c.id,
        api_keys.c.user_id,
        api_keys.c.scopes,
        api_keys.c.group_id,
        api_keys.c.room_id,
        api_keys.c.origins,
        api_keys.c.per_minute,
        api_keys.c.per_day,
        api_keys.c.name,
        api_keys.c.kind,
    )
    .join_from(key_secrets, api_keys, key_secrets.c.key_id == api_keys.c.id)
    .where(key_secrets.c.secret_hash == bindparam("secret_hash"), _WORKS)
)


class UsedKey(NamedTuple):
    """A key that works, as whoever sends its secret."""

    actor: Actor
    origins: tuple[str, ...]
    per_minute: int
    per_day: int | None
    name: str
    kind: str

    @property
    def reach(self) -> Reach:
        assert self.actor.reach is not None
        return self.actor.reach


def used_key(tx: Tx, secret: str) -> UsedKey | None:
    """Whose secret this is, unless the key was revoked, has expired, or the secret was replaced. One statement."""
    if not is_secret(secret):
        return None
    row = _BY_SECRET.first(tx, secret_hash=secret_hash(secret), now=tx.now)
    if row is None:
        return None
    secret_id, key_id, user_id, scopes, group_id, room_id, origins, per_minute, per_day, name, kind = row
    reach = Reach(key_id, frozenset(scopes.split()), group_id, room_id)
    actor = Actor(UserId(user_id), SessionId(secret_id), reach)
    return UsedKey(actor, tuple(origins.split()), per_minute, per_day, name, kind)


def secrets_that_work(tx: Tx, secret_ids: Collection[str]) -> set[str]:
    """Those of these secrets that still open something. One statement."""
    rows = (
        select(key_secrets.c.id)
        .join_from(key_secrets, api_keys, key_secrets.c.key_id == api_keys.c.id)
        .where(key_secrets.c.id.in_(secret_ids), _WORKS)
    )
    return set(tx.conn.execute(rows, {"now": tx.now}).scalars())


def keys_of(tx: Tx, user_id: str) -> list[Key]:
    """Of this person or bot, the oldest first."""
    return _keys(tx, api_keys.c.user_id == user_id)


def keys_of_users(tx: Tx, user_ids: Collection[str]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in _keys(tx, api_keys.c.user_id.in_(user_ids)):
        found[key.user_id].append(key)
    return found


def key_of(tx: Tx, key_id: str) -> Key:
    """For those who have checked. Raises `NotFound`."""
    for key in _keys(tx, api_keys.c.id == key_id):
        return key
    raise NotFound


def holder_of(tx: Tx, key_id: str) -> str:
    """As whom the key acts. Raises `NotFound`."""
    holder = tx.conn.execute(select(api_keys.c.user_id).where(api_keys.c.id == key_id)).scalar()
    if holder is None:
        raise NotFound
    return str(holder)


def check_manages(tx: Tx, actor: Actor, key_id: str) -> None:
    """Mine, or that of somebody for whom I answer (a bot of a group that I lead). Raises `NotFound`."""
    holder = holder_of(tx, key_id)
    if holder != actor.user_id and not any(answers(tx, actor, holder) for answers in subscribers.answers_for):
        raise NotFound


def origins_in_use(tx: Tx) -> set[str]:
    """The origins that some key allows which works."""
    works = or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > tx.now) & (api_keys.c.origins != "")
    found = tx.conn.execute(select(api_keys.c.origins).where(works).distinct()).scalars()
    return {origin for origins in found for origin in origins.split()}


def used_today(tx: Tx, key_ids: Collection[str]) -> dict[str, int]:
    rows = (
        select(key_usage.c.key_id, func.sum(key_usage.c.calls))
        .where(key_usage.c.key_id.in_(key_ids), key_usage.c.day == tx.now // DAY)
        .group_by(key_usage.c.key_id)
    )
    return {key_id: int(calls) for key_id, calls in tx.conn.execute(rows)}


def usage_of(tx: Tx, key_id: str, days: int) -> Usage:
    rows = (
        select(key_usage)
        .where(key_usage.c.key_id == key_id, key_usage.c.day > tx.now // DAY - days)
        .order_by(key_usage.c.day, key_usage.c.route)
    )
    return Usage(
        usage=[
            RouteUsage(day=_date(row.day), route=row.route, calls=row.calls, refused=row.refused, failed=row.failed)
            for row in tx.conn.execute(rows)
        ]
    )


def audit_page(tx: Tx, cut: AuditCut) -> Audit:
    """The newest first. An entry's id begins with its time, so that it is the order too."""
    limit = page_limit(cut.limit)
    rows = select(audit_entries).order_by(audit_entries.c.id.desc()).limit(limit + 1)
    if cut.before is not None:
        rows = rows.where(audit_entries.c.id < cut.before)
    found = tx.conn.execute(rows).all()
    entries = [
        AuditEntry(
            id=row.id,
            at=rfc3339(row.at),
            key_id=row.key_id,
            key_name=row.key_name,
            action=row.action,
            about=row.about,
            address=row.address,
        )
        for row in found[:limit]
    ]
    return Audit(entries=entries, has_older=len(found) > limit)


def _keys(tx: Tx, which: ColumnElement[bool]) -> list[Key]:
    rows = tx.conn.execute(select(api_keys).where(which).order_by(api_keys.c.created_at, api_keys.c.id)).all()
    ids = [row.id for row in rows]
    if not ids:
        return []
    secrets, today = _secrets(tx, ids), used_today(tx, ids)
    return [_key(row, secrets.get(row.id, []), today.get(row.id, 0)) for row in rows]


def _secrets(tx: Tx, key_ids: Iterable[str]) -> dict[str, list[KeySecret]]:
    still = or_(key_secrets.c.ends_at.is_(None), key_secrets.c.ends_at > tx.now)
    rows = select(key_secrets).where(key_secrets.c.key_id.in_(key_ids), still).order_by(key_secrets.c.created_at)
    found: dict[str, list[KeySecret]] = defaultdict(list)
    for row in tx.conn.execute(rows):
        found[row.key_id].append(
            KeySecret(
                id=row.id,
                hint=row.hint,
                created_at=rfc3339(row.created_at),
                ends_at=_moment(row.ends_at),
                last_used_at=_moment(row.last_used_at),
            )
        )
    return found


def _key(row: Any, secrets: list[KeySecret], today: int) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        kind=row.kind,
        user_id=row.user_id,
        scopes=row.scopes.split(),
        group_id=row.group_id,
        room_id=row.room_id,
        origins=row.origins.split(),
        per_minute=row.per_minute,
        per_day=row.per_day,
        created_at=rfc3339(row.created_at),
        expires_at=_moment(row.expires_at),
        last_used_at=_moment(row.last_used_at),
        used_today=today,
        secrets=secrets,
    )


def _moment(instant: int | None) -> str | None:
    return None if instant is None else rfc3339(instant)


def _date(day: int) -> str:
    return datetime.fromtimestamp(day * DAY // SECOND, UTC).date().isoformat()
