"""Reads of accounts, for this package and for those above it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, exists, select

from distributed_chat import __version__, mail
from distributed_chat.accounts import policy
from distributed_chat.accounts.schemas import Instance, Me, Session, User
from distributed_chat.accounts.tables import ownership, sessions, setup_codes, users
from distributed_chat.accounts.tokens import token_hash
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import SessionId, UserId

_A_USER = select(users.c.id, users.c.first_name, users.c.last_name, users.c.kind)

_SOME_USERS = {
    size: Prepared(_A_USER.where(users.c.id.in_([bindparam(f"id_{place}") for place in range(size)])))
    for size in (1, 4, 16, 64)
}

_ME = select(
    users.c.id,
    users.c.first_name,
    users.c.last_name,
    users.c.kind,
    users.c.email,
    users.c.email_proved,
    users.c.created_at,
    exists(select(ownership.c.slot).where(ownership.c.user_id == users.c.id)).label("is_owner"),
).where(users.c.id == bindparam("user_id"), users.c.kind.in_(("person", "bot")))

# The hot path of every request: one look into one unique index. A deleted account has no sessions, so no join.
_LIVE_SESSION = Prepared(
    select(sessions.c.id, sessions.c.user_id, sessions.c.last_used_at).where(
        sessions.c.token_hash == bindparam("token_hash"),
        sessions.c.expires_at > bindparam("now"),
        sessions.c.last_used_at > bindparam("idle_since"),
    )
)


class Credentials(NamedTuple):
    user_id: UserId
    password_hash: str


class LiveSession(NamedTuple):
    actor: Actor
    last_used_at: int


def users_by_id(tx: Tx, ids: Iterable[str]) -> dict[str, User]:
    """The users with these ids, deleted ones too; unknown ids are left out. One statement.

    A page of messages has few authors: for those the statement is prepared, its places filled up with repeats. Having
    Core write out the list each time was most of the cost of reading a page.
    """
    wanted = list(set(ids))
    if not wanted:
        return {}
    size = next((size for size in _SOME_USERS if len(wanted) <= size), None)
    if size is None:
        rows: Iterable[Any] = tx.conn.execute(_A_USER.where(users.c.id.in_(wanted)))
    else:
        filled = [*wanted, *[wanted[0]] * (size - len(wanted))]
        rows = _SOME_USERS[size].all(tx, **{f"id_{place}": id for place, id in enumerate(filled)})
    return {id: User(id=id, first_name=first, last_name=last, kind=kind) for id, first, last, kind in rows}


def user_of(tx: Tx, user_id: str) -> User:
    """That user, deleted or not; raises `NotFound`."""
    row = tx.conn.execute(_A_USER.where(users.c.id == user_id)).first()
    if row is None:
        raise NotFound
    return _user(row)


def me_of(tx: Tx, user_id: str) -> Me:
    """What I am shown of myself. Raises `NotFound` for a deleted account."""
    row = tx.conn.execute(_ME, {"user_id": user_id}).first()
    if row is None:
        raise NotFound
    return Me(
        id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        kind=row.kind,
        email=row.email or "",
        email_proved=row.email_proved,
        is_owner=bool(row.is_owner),
        created_at=rfc3339(row.created_at),
    )


class Known(NamedTuple):
    """A person with their address: for the owner of the instance, and for programs with its key."""

    id: str
    first_name: str
    last_name: str
    email: str


_KNOWN = select(users.c.id, users.c.first_name, users.c.last_name, users.c.email).where(users.c.kind == "person")


def known_by_id(tx: Tx, ids: Iterable[str]) -> dict[str, Known]:
    rows = tx.conn.execute(_KNOWN.where(users.c.id.in_(set(ids))))
    return {row.id: Known(row.id, row.first_name, row.last_name, row.email or "") for row in rows}


def known_by_email(tx: Tx, emails: Iterable[str]) -> dict[str, Known]:
    """By address, in lower case."""
    rows = tx.conn.execute(_KNOWN.where(users.c.email.in_(set(emails))))
    return {row.email: Known(row.id, row.first_name, row.last_name, row.email) for row in rows if row.email}


def known_people(tx: Tx, most: int) -> list[Known]:
    """Who came first, first."""
    rows = tx.conn.execute(_KNOWN.order_by(users.c.created_at, users.c.id).limit(most))
    return [Known(row.id, row.first_name, row.last_name, row.email or "") for row in rows]


def was_session(tx: Tx, token: str) -> bool:
    """Whether that token opened a session that is over by its time."""
    return tx.conn.execute(select(sessions.c.id).where(sessions.c.token_hash == token_hash(token))).first() is not None


def is_person(tx: Tx, user_id: str) -> bool:
    """Whether the account exists and was not deleted. A deleted one has no right to anything."""
    return bool(tx.conn.execute(select(_person(user_id))).scalar())


def persons_among(tx: Tx, ids: Iterable[str]) -> set[str]:
    """As `is_person` for several: those of these accounts that exist and were not deleted. One statement."""
    persons = select(users.c.id).where(users.c.id.in_(set(ids)), users.c.kind == "person")
    return set(tx.conn.execute(persons).scalars())


def bots_among(tx: Tx, ids: Iterable[str]) -> set[str]:
    bots = select(users.c.id).where(users.c.id.in_(set(ids)), users.c.kind == "bot")
    return set(tx.conn.execute(bots).scalars())


def proved_email(tx: Tx, user_id: str) -> str | None:
    """The address that this user has shown to be theirs, in lower case."""
    proved = select(users.c.email).where(users.c.id == user_id, users.c.email_proved)
    return tx.conn.execute(proved).scalar()


def user_with_proved_email(tx: Tx, email: str) -> UserId | None:
    """Who has shown that this address (in lower case) is theirs."""
    holder = select(users.c.id).where(users.c.email == email, users.c.email_proved)
    return tx.conn.execute(holder).scalar()


def users_with_proved_emails(tx: Tx, emails: Iterable[str]) -> dict[str, UserId]:
    """As `user_with_proved_email` for several: those that somebody has proved. One statement."""
    holders = select(users.c.email, users.c.id).where(users.c.email.in_(set(emails)), users.c.email_proved)
    return {email: UserId(user_id) for email, user_id in tx.conn.execute(holders) if email is not None}


def credentials(tx: Tx, email: str) -> Credentials | None:
    """Whose email this is, and the hash that their password must match. For checking passwords only."""
    return _credentials(tx, users.c.email == email)


def credentials_of(tx: Tx, user_id: str) -> Credentials | None:
    return _credentials(tx, users.c.id == user_id)


def live_session(tx: Tx, token: str) -> LiveSession | None:
    """The session of this token, unless it ended, expired or lay idle for 14 days."""
    idle_since = tx.now - policy.SESSION_IDLE
    row = _LIVE_SESSION.first(tx, token_hash=token_hash(token), now=tx.now, idle_since=idle_since)
    if row is None:
        return None
    session_id, user_id, last_used_at = row
    return LiveSession(Actor(UserId(user_id), SessionId(session_id)), last_used_at)


def session_actor(tx: Tx, token: str) -> Actor | None:
    """Who asks. Looked up inside the transaction that does the work, so an ended session ends at once."""
    session = live_session(tx, token)
    return None if session is None else session.actor


def actor_of_session(tx: Tx, session_id: str) -> Actor | None:
    """Of a session that somebody else vouches for (a signed link), unless it ended, expired or lay idle."""
    live = select(sessions.c.user_id).where(
        sessions.c.id == session_id,
        sessions.c.expires_at > tx.now,
        sessions.c.last_used_at > tx.now - policy.SESSION_IDLE,
    )
    user_id = tx.conn.execute(live).scalar()
    return None if user_id is None else Actor(UserId(user_id), SessionId(session_id))


def sessions_of(tx: Tx, actor: Actor) -> list[Session]:
    """My devices that are signed in, the one used last first."""
    rows = tx.conn.execute(
        select(sessions)
        .where(
            sessions.c.user_id == actor.user_id,
            sessions.c.expires_at > tx.now,
            sessions.c.last_used_at > tx.now - policy.SESSION_IDLE,
        )
        .order_by(sessions.c.last_used_at.desc(), sessions.c.id)
        .limit(policy.SESSIONS_AT_MOST)
    )
    return [_session(row, actor) for row in rows]


def instance_owner(tx: Tx) -> UserId | None:
    return tx.conn.execute(select(ownership.c.user_id)).scalar()


def is_owned(tx: Tx) -> bool:
    return bool(tx.conn.execute(select(exists(select(ownership.c.slot)))).scalar())


def expected_setup_code(tx: Tx) -> str | None:
    return tx.conn.execute(select(setup_codes.c.code)).scalar()


def instance_of(tx: Tx) -> Instance:
    """What a stranger's page needs in order to show the right first screen."""
    owned = is_owned(tx)
    return Instance(
        name="Distributed",
        version=__version__,
        owned=owned,
        sign_up=policy.sign_up_rule(tx.settings.sign_up, owned=owned).value,
        setup_code_needed=policy.setup_code_needed(owned=owned, is_private=tx.settings.is_private),
        mail=mail.is_on(tx.settings),
        public_url=tx.settings.origin,
        file_size=tx.settings.file_size,
        gif_provider=tx.settings.gif_provider,
    )


def _credentials(tx: Tx, of: Any) -> Credentials | None:
    row = tx.conn.execute(select(users.c.id, users.c.password_hash).where(of, users.c.kind == "person")).first()
    return None if row is None else Credentials(UserId(row.id), row.password_hash)


def _person(user_id: str) -> Any:
    return exists(select(users.c.id).where(users.c.id == user_id, users.c.kind == "person"))


def _user(row: Row[*tuple[Any, ...]]) -> User:
    return User(id=row.id, first_name=row.first_name, last_name=row.last_name, kind=row.kind)


def _session(row: Row[*tuple[Any, ...]], actor: Actor) -> Session:
    return Session(
        id=row.id,
        current=row.id == actor.session_id,
        device=row.device,
        created_at=rfc3339(row.created_at),
        last_used_at=rfc3339(row.last_used_at),
        expires_at=rfc3339(min(row.expires_at, row.last_used_at + policy.SESSION_IDLE)),
    )
