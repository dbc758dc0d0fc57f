"""Making, changing and revoking keys; and what is written of their use."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update

from distributed_chat import db
from distributed_chat.accounts.queries import me_of
from distributed_chat.conversations import queries as conversations
from distributed_chat.db import Tx
from distributed_chat.groups import queries as groups
from distributed_chat.groups.events import MemberLeft, MemberRemoved
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import DAY, SECOND
from distributed_chat.kernel.errors import IdTaken, NotAllowed, NotFound
from distributed_chat.kernel.ids import new_id
from distributed_chat.keys import policy, queries, subscribers
from distributed_chat.keys.errors import TooManyKeys, TwoSecrets
from distributed_chat.keys.schemas import Key, KeyChange, KeyKind, NewKey
from distributed_chat.keys.secrets import hint, new_secret, secret_hash
from distributed_chat.keys.tables import api_keys, audit_entries, key_secrets, key_usage


class Made(NamedTuple):
    key: Key
    secret: str
    again: bool


class Calls(NamedTuple):
    """How often a route was called with a key, of these refused (4xx) and failed (5xx)."""

    calls: int
    refused: int
    failed: int


class Counted(NamedTuple):
    key_id: str
    day: int
    """Since 1970-01-01, UTC."""
    route: str


class Noted(NamedTuple):
    """For the audit log."""

    key_id: str
    key_name: str
    action: str
    about: str
    address: str


def make_own_key(tx: Tx, actor: Actor, form: NewKey) -> Made:
    """A key that acts as me. Raises `NotFound` for a place that is not mine, `NotAllowed` for an instance key."""
    kind: KeyKind = "micro" if policy.MICRO in form.scopes else "person"
    if kind == "micro" and not me_of(tx, actor.user_id).is_owner:
        raise NotAllowed("not_allowed", "Only the owner of the instance makes its keys.", field="scopes")
    return make_key(tx, form, user_id=actor.user_id, made_by=actor.user_id, kind=kind)


def make_key(tx: Tx, form: NewKey, *, user_id: str, made_by: str, kind: KeyKind) -> Made:
    """A key that acts as this user, who may read the place that it is for. Whether `made_by` may is for the caller."""
    policy.check_scopes(form.scopes, bound=form.group_id is not None or form.room_id is not None)
    policy.check_kind(form.scopes, is_micro=kind == "micro")
    policy.check_origins(form.origins)
    group_id = _place(tx, user_id, form.group_id, form.room_id)
    key_id = form.id or new_id()
    if form.id is not None and (again := _again(tx, form, user_id=user_id, made_by=made_by)) is not None:
        return again
    if _count(tx, user_id) >= policy.KEYS_AT_MOST:
        raise TooManyKeys
    row = {
        "id": key_id,
        "kind": kind,
        "user_id": user_id,
        "made_by": made_by,
        "name": form.name,
        "scopes": _scopes(form),
        "group_id": group_id,
        "room_id": form.room_id,
        "origins": " ".join(dict.fromkeys(form.origins)),
        "per_minute": form.per_minute,
        "per_day": form.per_day,
        "created_at": tx.now,
        "expires_at": None if form.expires_in is None else tx.now + form.expires_in * SECOND,
    }
    tx.conn.execute(insert(api_keys).values(**row))
    secret = _add_secret(tx, key_id)
    return Made(queries.key_of(tx, key_id), secret, again=False)


def change_key(tx: Tx, actor: Actor, key_id: str, change: KeyChange) -> Key:
    queries.check_manages(tx, actor, key_id)
    values: dict[str, object] = {
        name: value for name, value in (("name", change.name), ("per_minute", change.per_minute)) if value is not None
    }
    if change.per_day is not None:
        values["per_day"] = change.per_day or None
    if change.origins is not None:
        policy.check_origins(change.origins)
        values["origins"] = " ".join(dict.fromkeys(change.origins))
    if values:
        tx.conn.execute(update(api_keys).where(api_keys.c.id == key_id).values(**values))
    return queries.key_of(tx, key_id)


def revoke_key(tx: Tx, actor: Actor, key_id: str) -> None:
    """It and what is known of its use are gone, and its sockets close. Raises `NotFound`."""
    queries.check_manages(tx, actor, key_id)
    _revoke(tx, api_keys.c.id == key_id)


def renew_secret(tx: Tx, actor: Actor, key_id: str, old_ends_in: int) -> Made:
    """Another secret; the one before goes on working for so many seconds. Raises `TwoSecrets`."""
    queries.check_manages(tx, actor, key_id)
    mine = key_secrets.c.key_id == key_id
    live = or_(key_secrets.c.ends_at.is_(None), key_secrets.c.ends_at > tx.now)
    ids = list(tx.conn.execute(select(key_secrets.c.id).where(mine, live)).scalars())
    if len(ids) >= policy.SECRETS_AT_MOST:
        raise TwoSecrets
    tx.conn.execute(delete(key_secrets).where(mine, ~live))
    tx.conn.execute(update(key_secrets).where(mine).values(ends_at=tx.now + old_ends_in * SECOND))
    secret = _add_secret(tx, key_id)
    return Made(queries.key_of(tx, key_id), secret, again=False)


def end_secret(tx: Tx, actor: Actor, key_id: str, secret_id: str) -> None:
    """Ends one of two at once. The last one ends with its key only. Raises `NotFound`."""
    queries.check_manages(tx, actor, key_id)
    key = queries.key_of(tx, key_id)
    if secret_id not in {secret.id for secret in key.secrets}:
        raise NotFound
    if len(key.secrets) == 1:
        raise NotAllowed("last_secret", "It is the only secret of this key. Revoke the key.")
    tx.conn.execute(delete(key_secrets).where(key_secrets.c.id == secret_id))
    # The one that stays was perhaps to end: with nothing to follow it, it stays for good.
    tx.conn.execute(update(key_secrets).where(key_secrets.c.key_id == key_id).values(ends_at=None))
    _tell(tx, [secret_id])


# What ends keys elsewhere


def revoke_keys_of(tx: Tx, user_id: str) -> None:
    """The account or the bot goes."""
    _revoke(tx, api_keys.c.user_id == user_id)


def revoke_keys_of_member(tx: Tx, group_id: str, user_id: str, _left: MemberLeft | MemberRemoved) -> None:
    _revoke(tx, (api_keys.c.group_id == group_id) & (api_keys.c.user_id == user_id))


def revoke_keys_of_group(tx: Tx, group_id: str) -> None:
    _revoke(tx, api_keys.c.group_id == group_id)


def revoke_keys_of_room(tx: Tx, room_id: str) -> None:
    _revoke(tx, api_keys.c.room_id == room_id)


# Use


def add_usage(tx: Tx, counted: Mapping[Counted, Calls], used: Mapping[str, tuple[str, int]]) -> None:
    """`counted` by key and route; `used`: by secret, its key and when it was used last. What is gone is left out."""
    key_ids = {one.key_id for one in counted} | {key_id for key_id, _at in used.values()}
    there = set(tx.conn.execute(select(api_keys.c.id).where(api_keys.c.id.in_(key_ids))).scalars())
    for one, calls in counted.items():
        if one.key_id in there:
            row = {**one._asdict(), **calls._asdict()}
            more = {name: key_usage.c[name] + count for name, count in calls._asdict().items()}
            db.upsert(tx, key_usage, row, index=["key_id", "day", "route"], update=more)
    for secret_id, (key_id, at) in used.items():
        tx.conn.execute(update(key_secrets).where(key_secrets.c.id == secret_id).values(last_used_at=at))
        tx.conn.execute(update(api_keys).where(api_keys.c.id == key_id).values(last_used_at=at))


def note(tx: Tx, noted: Noted) -> None:
    """One line in the audit log."""
    tx.conn.execute(insert(audit_entries).values(id=new_id(), at=tx.now, **noted._asdict()))


def forget_old(tx: Tx) -> None:
    """What was counted and noted long ago."""
    tx.conn.execute(delete(key_usage).where(key_usage.c.day < (tx.now - policy.USAGE_KEPT) // DAY))
    tx.conn.execute(delete(audit_entries).where(audit_entries.c.at < tx.now - policy.AUDIT_KEPT))


def _place(tx: Tx, user_id: str, group_id: str | None, room_id: str | None) -> str | None:
    """The group that the key is for. Raises `NotFound` where its user reads nothing."""
    if room_id is not None:
        room = conversations.found(tx, room_id, user_id)
        if room.kind != "room" or (group_id is not None and room.group_id != group_id):
            raise NotFound
        return room.group_id
    if group_id is not None:
        groups.role_in(tx, group_id, user_id)
    return group_id


def _again(tx: Tx, form: NewKey, *, user_id: str, made_by: str) -> Made | None:
    """Of a key that was made by this id before: its answer was lost, so it has another secret instead of that one.

    Only as it was made then, and as long as nobody has used it or given it other secrets: whoever leads a group may
    have rotated it since. Raises `IdTaken`.
    """
    key = tx.conn.execute(select(api_keys).where(api_keys.c.id == form.id)).first()
    if key is None:
        return None
    secrets = tx.conn.execute(select(key_secrets.c.created_at).where(key_secrets.c.key_id == key.id)).scalars().all()
    same = (key.user_id, key.made_by, key.scopes, key.room_id) == (user_id, made_by, _scopes(form), form.room_id)
    if not same or key.last_used_at is not None or list(secrets) != [key.created_at]:
        raise IdTaken
    tx.conn.execute(delete(key_secrets).where(key_secrets.c.key_id == key.id))
    secret = _add_secret(tx, key.id, made_at=key.created_at)
    return Made(queries.key_of(tx, key.id), secret, again=True)


def _scopes(form: NewKey) -> str:
    return " ".join(sorted(set(form.scopes)))


def _add_secret(tx: Tx, key_id: str, *, made_at: int | None = None) -> str:
    secret = new_secret()
    row = {"id": new_id(), "key_id": key_id, "secret_hash": secret_hash(secret), "hint": hint(secret)}
    tx.conn.execute(insert(key_secrets).values(**row, created_at=tx.now if made_at is None else made_at))
    return secret


def _count(tx: Tx, user_id: str) -> int:
    return tx.conn.execute(select(func.count()).where(api_keys.c.user_id == user_id)).scalar() or 0


def _revoke(tx: Tx, which: ColumnElement[bool]) -> None:
    ids = list(tx.conn.execute(select(api_keys.c.id).where(which)).scalars())
    if not ids:
        return
    ended = delete(key_secrets).where(key_secrets.c.key_id.in_(ids)).returning(key_secrets.c.id)
    secrets = list(tx.conn.execute(ended).scalars())
    tx.conn.execute(delete(key_usage).where(key_usage.c.key_id.in_(ids)))
    tx.conn.execute(delete(api_keys).where(api_keys.c.id.in_(ids)))
    _tell(tx, secrets)


def _tell(tx: Tx, secret_ids: Collection[str]) -> None:
    """After the commit, as with sessions: no socket outlives what it was opened with."""

    def tell_them() -> None:
        for tell in subscribers.secrets_ended:
            tell(list(secret_ids))

    if secret_ids:
        tx.ended += secret_ids
        tx.after_commit(tell_them)
