"""One-time codes by mail: eight digits, ten minutes, five tries, used once, each for one purpose.

A try is counted before the slow comparison, in a transaction of its own, so that racing tries are not free. The chance
to hit one code is 5 in 10^8, and an account gets at most ten codes a day.
"""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import delete, update

from distributed_chat import db
from distributed_chat.accounts import policy, subscribers
from distributed_chat.accounts.actions import throttle
from distributed_chat.accounts.actions.account import announce
from distributed_chat.accounts.actions.sessions import end_other_sessions, start_session
from distributed_chat.accounts.errors import CodeIsWrong
from distributed_chat.accounts.queries import me_of
from distributed_chat.accounts.schemas import Me
from distributed_chat.accounts.tables import one_time_codes, users
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import DAY, HOUR
from distributed_chat.kernel.ids import UserId

CODES_AN_HOUR = 3
CODES_A_DAY = 10


class Purpose(StrEnum):
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a purpose, not a password
    EMAIL_PROOF = "email_proof"


class CodeTry(NamedTuple):
    """A try that was counted, and the hash that the code must match."""

    user_id: UserId
    purpose: Purpose
    email: str
    code_hash: str


def may_ask(tx: Tx, purpose: Purpose, who: str) -> bool:
    """Takes one of three codes an hour and ten a day. `who`: a user id, or the email that a stranger typed."""
    return throttle.spend(tx, purpose, "hour", who, at_most=CODES_AN_HOUR, within=HOUR) and throttle.spend(
        tx, purpose, "day", who, at_most=CODES_A_DAY, within=DAY
    )


def issue_code(
    tx: Tx, user_id: str, purpose: Purpose, *, email: str, code_hash: str, life: int = policy.CODE_LIFE
) -> None:
    """Makes this the only code of its purpose, for `life` microseconds; the one before no longer works."""
    fresh = {"email": email, "code_hash": code_hash, "tries": 0, "expires_at": tx.now + life}
    row = {"user_id": user_id, "purpose": purpose, **fresh}
    db.upsert(tx, one_time_codes, row, index=["user_id", "purpose"], update=fresh)


def try_code(tx: Tx, user_id: str, purpose: Purpose) -> CodeTry | None:
    """Counts one try at the live code; None when there is none, it expired, or its five tries are used up."""
    live = (
        one_time_codes.c.user_id == user_id,
        one_time_codes.c.purpose == purpose,
        one_time_codes.c.tries < policy.CODE_TRIES,
        one_time_codes.c.expires_at > tx.now,
    )
    counted = update(one_time_codes).where(*live).values(tries=one_time_codes.c.tries + 1)
    row = tx.conn.execute(counted.returning(one_time_codes.c.email, one_time_codes.c.code_hash)).first()
    return None if row is None else CodeTry(UserId(user_id), purpose, row.email, row.code_hash)


def reset_password(
    tx: Tx, right: CodeTry, *, password_hash: str, user_agent: str | None, address: str
) -> tuple[Me, str]:
    """Sets the password, ends every session and code of the account, and opens one session: here.

    Raises `CodeIsWrong` when another request used the code first.
    """
    _use_up(tx, right)
    tx.conn.execute(update(users).where(users.c.id == right.user_id).values(password_hash=password_hash))
    tx.conn.execute(delete(one_time_codes).where(one_time_codes.c.user_id == right.user_id))
    end_other_sessions(tx, right.user_id, keep=None)
    me = me_of(tx, right.user_id)
    throttle.forgive(tx, "sign_in", me.email)
    throttle.forgive(tx, "sign_in", me.email, address)
    return me, start_session(tx, right.user_id, user_agent=user_agent, address=address)


def prove_email(tx: Tx, right: CodeTry) -> Me:
    """The account's email is theirs from now on. Emits `user.changed`; invitations made to it are shown by subscribers.

    Raises `CodeIsWrong` when the code was used, or mailed to an address that is no longer the account's.
    """
    _use_up(tx, right)
    still = update(users).where(users.c.id == right.user_id, users.c.email == right.email)
    if tx.conn.execute(still.values(email_proved=True)).rowcount == 0:
        raise CodeIsWrong
    me = me_of(tx, right.user_id)
    announce(tx, me)
    for tell in subscribers.email_proved:
        tell(tx, right.user_id)
    return me


def _use_up(tx: Tx, right: CodeTry) -> None:
    this = delete(one_time_codes).where(
        one_time_codes.c.user_id == right.user_id,
        one_time_codes.c.purpose == right.purpose,
        one_time_codes.c.code_hash == right.code_hash,
    )
    if tx.conn.execute(this).rowcount == 0:
        raise CodeIsWrong
