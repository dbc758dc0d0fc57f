"""Signing in, in two transactions with the slow comparison between them: claim a guess, then open the session."""

from sqlalchemy import exists, select, update

from distributed_chat.accounts.actions import throttle
from distributed_chat.accounts.actions.sessions import address_hash, start_session
from distributed_chat.accounts.errors import WrongEmailOrPassword
from distributed_chat.accounts.queries import Credentials, credentials, credentials_of, me_of
from distributed_chat.accounts.schemas import Me
from distributed_chat.accounts.tables import familiar_addresses, users
from distributed_chat.db import Tx


def claim_guess(tx: Tx, email: str, address: str) -> Credentials | None:
    """Counts a guess at this account and returns what to compare with; None when nobody has the email.

    Where the account signed in before, guesses are counted apart from those of the rest of the world: strangers who
    exhaust theirs never lock the owner out at home. An unknown email is counted just like a known one.
    """
    known = credentials(tx, email)
    throttle.count_guess(tx, *_guesses(tx, email, address, known))
    return known


def sign_in(
    tx: Tx, checked: Credentials, *, email: str, address: str, user_agent: str | None, better_hash: str | None = None
) -> tuple[Me, str]:
    """Opens a session for whoever gave the right password; returns them and the token.

    `better_hash` replaces a hash made with yesterday's costs. Raises `WrongEmailOrPassword` when the password or the
    account was changed between the comparison and now.
    """
    if credentials_of(tx, checked.user_id) != checked:
        raise WrongEmailOrPassword
    throttle.forgive(tx, *_guesses(tx, email, address, checked))
    if better_hash is not None:
        tx.conn.execute(update(users).where(users.c.id == checked.user_id).values(password_hash=better_hash))
    token = start_session(tx, checked.user_id, user_agent=user_agent, address=address)
    return me_of(tx, checked.user_id), token


def _guesses(tx: Tx, email: str, address: str, known: Credentials | None) -> tuple[str, ...]:
    if known is not None and _is_familiar(tx, known.user_id, address):
        return ("sign_in", email, address)
    return ("sign_in", email)


def _is_familiar(tx: Tx, user_id: str, address: str) -> bool:
    here = select(familiar_addresses.c.user_id).where(
        familiar_addresses.c.user_id == user_id,
        familiar_addresses.c.address_hash == address_hash(user_id, address),
    )
    return bool(tx.conn.execute(select(exists(here))).scalar())
