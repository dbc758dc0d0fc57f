"""Sessions begin and end here. What is stored of a token is its hash."""

from hashlib import sha256

from sqlalchemy import delete, insert, select, update

from distributed_chat import db
from distributed_chat.accounts import policy, subscribers
from distributed_chat.accounts.devices import device_name
from distributed_chat.accounts.queries import live_session
from distributed_chat.accounts.tables import familiar_addresses, sessions
from distributed_chat.accounts.tokens import new_token, token_hash
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import SessionId, new_id


def start_session(tx: Tx, user_id: str, *, user_agent: str | None, address: str) -> str:
    """A new session on this device; returns its token, which nobody can ask for again."""
    _make_room(tx, user_id)
    token = new_token()
    tx.conn.execute(
        insert(sessions).values(
            id=new_id(),
            user_id=user_id,
            token_hash=token_hash(token),
            device=device_name(user_agent),
            created_at=tx.now,
            last_used_at=tx.now,
            expires_at=tx.now + policy.SESSION_LONGEST,
        )
    )
    _remember_address(tx, user_id, address)
    return token


def authenticate(tx: Tx, token: str) -> Actor | None:
    """Who sends this command. Writes `last_used_at` at most once an hour."""
    session = live_session(tx, token)
    if session is None:
        return None
    if tx.now - session.last_used_at > policy.SESSION_TOUCH:
        touch_session(tx, session.actor.session_id)
    return session.actor


def touch_session(tx: Tx, session_id: SessionId) -> None:
    """It was used just now, so its fourteen days begin again."""
    tx.conn.execute(update(sessions).where(sessions.c.id == session_id).values(last_used_at=tx.now))


def end_session(tx: Tx, actor: Actor, session_id: str) -> None:
    """Signs out one of my own devices, this one or another. Raises `NotFound`, also for somebody else's."""
    ended = delete(sessions).where(sessions.c.id == session_id, sessions.c.user_id == actor.user_id)
    if tx.conn.execute(ended).rowcount == 0:
        raise NotFound
    _tell(tx, [SessionId(session_id)])


def end_other_sessions(tx: Tx, user_id: str, *, keep: SessionId | None) -> None:
    """Signs out every device of the account but `keep` (None: every single one)."""
    others = delete(sessions).where(sessions.c.user_id == user_id, sessions.c.id != (keep or ""))
    _tell(tx, list(tx.conn.execute(others.returning(sessions.c.id)).scalars()))


def address_hash(user_id: str, address: str) -> bytes:
    """Per user, so that the table does not say who signs in from the same place."""
    return sha256(f"{user_id}\0{address}".encode("utf-8", "surrogatepass")).digest()


def _make_room(tx: Tx, user_id: str) -> None:
    """Expired sessions go; and of the others the one used longest ago, when there are too many."""
    mine = sessions.c.user_id == user_id
    used_first = select(sessions.c.id).where(mine).order_by(sessions.c.last_used_at.desc(), sessions.c.id)
    surplus = tx.conn.execute(used_first.offset(policy.SESSIONS_AT_MOST - 1).limit(policy.SESSIONS_AT_MOST)).scalars()
    over = delete(sessions).where(
        mine,
        (sessions.c.expires_at <= tx.now)
        | (sessions.c.last_used_at <= tx.now - policy.SESSION_IDLE)
        | sessions.c.id.in_(list(surplus)),
    )
    _tell(tx, list(tx.conn.execute(over.returning(sessions.c.id)).scalars()))


def _remember_address(tx: Tx, user_id: str, address: str) -> None:
    tx.conn.execute(
        delete(familiar_addresses).where(
            familiar_addresses.c.user_id == user_id, familiar_addresses.c.used_at < tx.now - policy.SESSION_LONGEST
        )
    )
    row = {"user_id": user_id, "address_hash": address_hash(user_id, address), "used_at": tx.now}
    db.upsert(tx, familiar_addresses, row, index=["user_id", "address_hash"], update={"used_at": tx.now})


def _tell(tx: Tx, ended: list[SessionId]) -> None:
    """After the commit: a socket that was closed for a change that is then lost would have been closed for nothing."""

    def tell_them() -> None:
        for tell in subscribers.sessions_ended:
            tell(ended)

    if ended:
        tx.ended += ended
        tx.after_commit(tell_them)
