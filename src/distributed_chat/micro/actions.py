"""What changes by a call: over the actions of the packages below, as anyone, and in the tables of this package."""

import secrets
from hashlib import sha256

from sqlalchemy import delete, insert, select, update

from distributed_chat import db
from distributed_chat.conversations.actions import mark_seen, mark_unread
from distributed_chat.db import Tx
from distributed_chat.groups import actions as groups
from distributed_chat.groups.queries import owners_of, role_of
from distributed_chat.groups.schemas import InviteForm
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import GroupId, InviteId, SessionId, UserId, group_stream, new_id, user_stream
from distributed_chat.messages.queries import number_at
from distributed_chat.micro.queries import MicroInvite, conversation_seen, invite_row, open_invite_to
from distributed_chat.micro.tables import micro_codes, micro_invites, micro_seen
from distributed_chat.streams import lock

CODE_TRIES = 5
_DIGITS = 10**8


def as_user(user_id: str) -> Actor:
    """Whoever it is: the key may act as anyone."""
    return Actor(UserId(user_id), SessionId(""))


def add_member(tx: Tx, group_id: str, user_id: str) -> None:
    """Who is in already stays; whoever comes first owns the group. Raises `GroupIsFull`."""
    lock(tx, group_stream(group_id), user_stream(user_id))
    if role_of(tx, group_id, user_id) is None:
        groups.admit(tx, group_id, user_id, "member" if owners_of(tx, group_id) else "owner")


def create_invite(tx: Tx, group_id: str, email: str) -> MicroInvite:
    """One that is open for this address stays as it is. Raises `NotFound` for a group without an owner."""
    before = open_invite_to(tx, group_id, email)
    if before is not None:
        return before
    owner = next(iter(sorted(owners_of(tx, group_id))), None)
    if owner is None:
        raise NotFound
    made, _new = groups.create_invite(tx, as_user(owner), GroupId(group_id), InviteForm(email=email))
    code = f"{secrets.randbelow(_DIGITS):08d}"
    while tx.conn.execute(select(micro_invites.c.code).where(micro_invites.c.code == code)).first() is not None:
        code = f"{secrets.randbelow(_DIGITS):08d}"
    tx.conn.execute(insert(micro_invites).values(invite_id=made.invite.id, code=code))
    return MicroInvite(made.invite.id, group_id, email, code)


def delete_invite(tx: Tx, invite_id: str) -> None:
    """One that is not there is nothing."""
    found = invite_row(tx, invite_id)
    if found is not None:
        owner = next(iter(sorted(owners_of(tx, found.group_id))), None)
        if owner is not None:
            groups.take_back_invite(tx, as_user(owner), InviteId(invite_id))
    tx.conn.execute(delete(micro_invites).where(micro_invites.c.invite_id == invite_id))


def set_seen(tx: Tx, user_id: str, resource_type: str, resource_id: str, at: int) -> None:
    """Never moves back. Of a thread or a chat it moves the marker of our page too."""
    keys = {"user_id": user_id, "resource_type": resource_type, "resource_id": resource_id}
    row = select(micro_seen.c.seen_at).filter_by(**keys)
    before = tx.conn.execute(row).scalar()
    if before is None or before < at:
        db.upsert(tx, micro_seen, keys | {"seen_at": at}, index=list(keys), update={"seen_at": at})
    conversation = conversation_seen(tx, user_id, resource_type, resource_id)
    if conversation is not None:
        number = number_at(tx, conversation, at)
        if number:
            mark_seen(tx, as_user(user_id), conversation, number)


def unset_seen(tx: Tx, user_id: str, resource_type: str, resource_id: str) -> None:
    """Of a thread or a chat, everything is unread again."""
    keys = {"user_id": user_id, "resource_type": resource_type, "resource_id": resource_id}
    tx.conn.execute(delete(micro_seen).filter_by(**keys))
    conversation = conversation_seen(tx, user_id, resource_type, resource_id)
    if conversation is not None:
        mark_unread(tx, as_user(user_id), conversation, 1)


def create_code(tx: Tx, identity: str, expires_at: int) -> str:
    """Eight digits for one use; several may be out for one identity."""
    tx.conn.execute(delete(micro_codes).where(micro_codes.c.expires_at < tx.now - 3_600_000_000))
    code = f"{secrets.randbelow(_DIGITS):08d}"
    keys = {"identity_hash": _hash(identity), "code_hash": _hash(f"{identity}\0{code}")}
    fresh = {"tries": 0, "expires_at": expires_at}
    db.upsert(tx, micro_codes, {"id": new_id(), **keys, **fresh}, index=list(keys), update=fresh)
    return code


def use_code(tx: Tx, identity: str, code: str) -> bool | None:
    """True: it was right and is used up. False: expired. None: wrong, which all codes of the identity remember."""
    mine = micro_codes.c.identity_hash == _hash(identity)
    this = mine & (micro_codes.c.code_hash == _hash(f"{identity}\0{code}")) & (micro_codes.c.tries < CODE_TRIES)
    row = tx.conn.execute(select(micro_codes.c.expires_at).where(this)).first()
    if row is None:
        tx.conn.execute(update(micro_codes).where(mine).values(tries=micro_codes.c.tries + 1))
        return None
    tx.conn.execute(delete(micro_codes).where(this))
    return bool(row.expires_at > tx.now)


def forget_user(tx: Tx, user_id: UserId) -> None:
    """The account goes."""
    tx.conn.execute(delete(micro_seen).where(micro_seen.c.user_id == user_id))


def _hash(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
