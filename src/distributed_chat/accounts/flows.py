"""What needs the slow hash of a password between two transactions. Called by `http` and by the command line.

Each flow counts before it compares, compares outside any transaction, and looks again inside the one that writes.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

import msgspec

from distributed_chat import jobs, mail
from distributed_chat.accounts import actions, mails, policy, queries
from distributed_chat.accounts.actions import AccountChange, CodeTry, Purpose
from distributed_chat.accounts.errors import (
    CodeIsWrong,
    EmailIsNotValid,
    MailIsOff,
    WrongEmailOrPassword,
    WrongPassword,
)
from distributed_chat.accounts.schemas import Credentials, Me, ProfileChange, ResetConfirmed
from distributed_chat.accounts.tokens import new_code
from distributed_chat.config import Settings
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound, NotSignedIn, TooMany
from distributed_chat.kernel.ids import new_id
from distributed_chat.web import RequestInfo, Services

SEND_RESET_CODE = "accounts.send_reset_code"
SEND_PROOF_CODE = "accounts.send_proof_code"


class SendResetCode(msgspec.Struct, frozen=True, kw_only=True):
    """The email as somebody typed it, whether or not it has an account."""

    email: str
    asked_at: int


class SendProofCode(msgspec.Struct, frozen=True, kw_only=True):
    user_id: str
    asked_at: int


class CodeLetter(Protocol):
    """Words around a code: one of `mails`."""

    def __call__(self, settings: Settings, *, email: str, first_name: str, code: str) -> mail.Mail: ...


class ResetByHand(NamedTuple):
    """What the owner of the server passes on to somebody who forgot their password."""

    email: str
    code: str
    page: str
    expires_at: str


class SignedIn(NamedTuple):
    user: Me
    token: str


async def hash_new_password(services: Services, password: str, *about: str) -> str:
    """The hash to store; raises `PasswordIsWeak`. `about`: names and email, which make bad passwords."""
    return await services.passwords.hash(policy.acceptable_password(password, *about))


async def sign_in(services: Services, request: RequestInfo, given: Credentials) -> SignedIn:
    """Raises `WrongEmailOrPassword` (the same for an email that nobody has, after the same work) and `TooMany`."""
    email = policy.comparable_email(given.email)
    known = await services.database.write(lambda tx: actions.claim_guess(tx, email, request.address))
    password = policy.normal_password(given.password)
    right = await services.passwords.matches(password, known.password_hash if known else None)
    if known is None or not right:
        raise WrongEmailOrPassword
    better = await services.passwords.hash(password) if services.passwords.is_outdated(known.password_hash) else None
    return await services.database.write(
        lambda tx: SignedIn(
            *actions.sign_in(
                tx,
                known,
                email=email,
                address=request.address,
                user_agent=request.user_agent,
                better_hash=better,
            )
        )
    )


async def change_account(services: Services, request: RequestInfo, change: ProfileChange) -> Me:
    """Names at once; email and password only with the current password, so that an open laptop is not an account."""
    hashed = None
    email = None if change.email is None else policy.email_address(change.email)
    if email is not None or change.password is not None:
        before = await services.database.read(lambda tx: queries.me_of(tx, _signed_in(tx, request).user_id))
        if change.password is not None:
            about = (
                change.first_name or before.first_name,
                change.last_name or before.last_name,
                email or before.email,
            )
            policy.acceptable_password(change.password, *about)
        await check_password(services, request, change.current_password, field="current_password")
    if change.password is not None:
        hashed = await services.passwords.hash(policy.normal_password(change.password))
    wanted = AccountChange(first_name=change.first_name, last_name=change.last_name, email=email, password_hash=hashed)

    def apply(tx: Tx) -> Me:
        actor = _signed_in(tx, request)
        _warn(tx, queries.me_of(tx, actor.user_id), wanted)
        return actions.change_account(tx, actor, wanted)

    return await services.database.write(apply)


async def delete_account(services: Services, request: RequestInfo, password: str) -> None:
    await check_password(services, request, password, field="password")
    await services.database.write(lambda tx: actions.delete_account(tx, _signed_in(tx, request).user_id))


async def check_password(services: Services, request: RequestInfo, password: str | None, *, field: str) -> None:
    """That whoever holds this session knows its password too. Raises `WrongPassword`, `TooMany`."""
    if password is None:
        raise WrongPassword(field)

    def claim(tx: Tx) -> queries.Credentials:
        actor = _signed_in(tx, request)
        actions.count_guess(tx, "current_password", actor.user_id)
        known = queries.credentials_of(tx, actor.user_id)
        if known is None:
            raise NotSignedIn
        return known

    known = await services.database.write(claim)
    if not await services.passwords.matches(policy.normal_password(password), known.password_hash):
        raise WrongPassword(field)
    await services.database.write(lambda tx: actions.forgive(tx, "current_password", known.user_id))


async def ask_for_reset(services: Services, email: str) -> None:
    """The same work and the same answer for every email: whether it has an account is found out by the job.

    An email that asks too often, or that is none, is passed over in silence.
    """
    try:
        address = policy.email_address(email)
    except EmailIsNotValid:
        return

    def ask(tx: Tx) -> None:
        if mail.is_on(tx.settings) and actions.may_ask(tx, Purpose.PASSWORD_RESET, address):
            jobs.enqueue(tx, SEND_RESET_CODE, new_id(), SendResetCode(email=address, asked_at=tx.now))

    await services.database.write(ask)


async def send_reset_code(payload: SendResetCode, services: Services) -> None:
    """Job: makes the code and mails it. The code is hashed for nobody too, so that both take as long."""

    def addressee(tx: Tx) -> Me | None:
        known = queries.credentials(tx, payload.email)
        return None if known is None else queries.me_of(tx, known.user_id)

    await _send_code(services, Purpose.PASSWORD_RESET, payload.asked_at, addressee, mails.reset_code_mail)


async def reset_by_hand(services: Services, email: str) -> ResetByHand:
    """For `distributed user reset EMAIL`: a code for an hour, for the owner to pass on. Raises `NotFound`."""
    code = new_code()
    hashed = await services.passwords.hash(code)
    address = policy.email_address(email)

    def issue(tx: Tx) -> ResetByHand:
        known = queries.credentials(tx, address)
        if known is None:
            raise NotFound(message=f"Nobody here has the email {address}.")
        life = policy.CODE_LIFE_BY_HAND
        actions.issue_code(tx, known.user_id, Purpose.PASSWORD_RESET, email=address, code_hash=hashed, life=life)
        return ResetByHand(address, code, f"{tx.settings.origin}/reset", rfc3339(tx.now + life))

    return await services.database.write(issue)


async def confirm_reset(services: Services, request: RequestInfo, given: ResetConfirmed) -> SignedIn:
    """Raises `CodeIsWrong` for every way in which a code can be bad, and for an email that nobody has."""
    email = policy.comparable_email(given.email)
    password = policy.acceptable_password(given.password, email)

    def claim(tx: Tx) -> CodeTry | None:
        known = queries.credentials(tx, email)
        return None if known is None else actions.try_code(tx, known.user_id, Purpose.PASSWORD_RESET)

    right = await _compare(services, given.code, await services.database.write(claim))
    hashed = await services.passwords.hash(password)
    return await services.database.write(
        lambda tx: SignedIn(
            *actions.reset_password(
                tx, right, password_hash=hashed, user_agent=request.user_agent, address=request.address
            )
        )
    )


def ask_for_proof(tx: Tx, actor: Actor) -> None:
    """Mails a code to my own address, unless it is proved. Raises `MailIsOff`, `TooMany`."""
    if not mail.is_on(tx.settings):
        raise MailIsOff
    if queries.me_of(tx, actor.user_id).email_proved:
        return
    if not actions.may_ask(tx, Purpose.EMAIL_PROOF, actor.user_id):
        raise TooMany(message="That is enough codes for now. Try again in an hour.", retry_after=3_600)
    jobs.enqueue(tx, SEND_PROOF_CODE, new_id(), SendProofCode(user_id=actor.user_id, asked_at=tx.now))


async def send_proof_code(payload: SendProofCode, services: Services) -> None:
    """Job: to the address that the account has when the job runs."""

    def addressee(tx: Tx) -> Me | None:
        return queries.me_of(tx, payload.user_id) if queries.is_person(tx, payload.user_id) else None

    await _send_code(services, Purpose.EMAIL_PROOF, payload.asked_at, addressee, mails.proof_code_mail)


async def confirm_proof(services: Services, request: RequestInfo, code: str) -> Me:
    """Raises `CodeIsWrong`."""

    def claim(tx: Tx) -> CodeTry | None:
        return actions.try_code(tx, _signed_in(tx, request).user_id, Purpose.EMAIL_PROOF)

    right = await _compare(services, code, await services.database.write(claim))
    return await services.database.write(lambda tx: actions.prove_email(tx, right))


async def _send_code(
    services: Services, purpose: Purpose, asked_at: int, addressee: Callable[[Tx], Me | None], write: CodeLetter
) -> None:
    """Mailed from here and not by a job of its own: that would keep the code in the database as plain text.

    When the relay refuses, the job runs again and makes another code, until nobody waits for one any longer.
    """
    if services.clock.now() - asked_at > policy.CODE_LIFE:
        return
    code = new_code()
    hashed = await services.passwords.hash(code)

    def issue(tx: Tx) -> mail.Mail | None:
        me = addressee(tx)
        if me is None:
            return None
        actions.issue_code(tx, me.id, purpose, email=me.email, code_hash=hashed)
        return write(tx.settings, email=me.email, first_name=me.first_name, code=code)

    letter = await services.database.write(issue)
    if letter is not None:
        await mail.deliver(letter, services)


async def _compare(services: Services, code: str, counted: CodeTry | None) -> CodeTry:
    digits = code.replace(" ", "").replace("-", "")
    right = await services.passwords.matches(digits, counted.code_hash if counted else None)
    if counted is None or not right:
        raise CodeIsWrong
    return counted


def _reader(tx: Tx, request: RequestInfo) -> Actor:
    """As `_signed_in`, in a transaction that only reads."""
    actor = queries.session_actor(tx, request.token) if request.token else None
    if actor is None:
        raise NotSignedIn
    return actor


def _signed_in(tx: Tx, request: RequestInfo) -> Actor:
    """Looked up again in each transaction: hashing took a while, and the session may have ended meanwhile."""
    actor = actions.authenticate(tx, request.token) if request.token else None
    if actor is None:
        raise NotSignedIn
    return actor


def _warn(tx: Tx, before: Me, wanted: AccountChange) -> None:
    """By mail to the address from before, for the owner of an account that somebody else is taking over."""
    if not before.email_proved or not mail.is_on(tx.settings):
        return
    changed = [("email", wanted.email not in (None, before.email)), ("password", wanted.password_hash is not None)]
    for what in (word for word, is_new in changed if is_new):
        letter = mails.changed_mail(tx.settings, email=before.email, first_name=before.first_name, what=what)
        mail.send_later(tx, letter, key=new_id())
