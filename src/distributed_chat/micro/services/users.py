"""users: accounts of this instance, who can sign in to our own page too."""

import re
from typing import Any

from distributed_chat.accounts import policy
from distributed_chat.accounts.actions import (
    AccountChange,
    authenticate,
    change_account,
    claim_guess,
    create_account,
    delete_account,
    end_other_sessions,
    sign_in,
    start_session,
)
from distributed_chat.accounts.errors import EmailIsNotValid, EmailTaken, PasswordIsWeak, WrongEmailOrPassword
from distributed_chat.accounts.queries import Credentials, Known, known_by_email, known_by_id, known_people, was_session
from distributed_chat.db import Tx
from distributed_chat.kernel.ids import UserId
from distributed_chat.micro.actions import as_user
from distributed_chat.micro.call import Call, Handler, as_id
from distributed_chat.micro.errors import MicroError, missing, not_found

_EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
SHORTEST_PASSWORD = 8
"""Bytes."""
LISTED_AT_MOST = 1_000
_DEVICE = "Micro API"

_INVALID_EMAIL = MicroError("INVALID_EMAIL", "The email provided is invalid")
_SHORT_PASSWORD = MicroError("INVALID_PASSWORD", "Password must be at least 8 characters long")
_TAKEN = MicroError("DUPLICATE_EMAIL", "A user with this email address already exists")


def shown(known: Known) -> dict[str, Any]:
    return known._asdict()


async def create(call: Call) -> dict[str, Any]:
    first = call.need("FIRST_NAME", "Missing first name", "first_name")
    last = call.need("LAST_NAME", "Missing last name", "last_name")
    email = _email(call.need("EMAIL", "Missing email", "email"))
    password = _password(call.text("password"), first, last, email)
    hashed = await call.services.passwords.hash(password)

    def make(tx: Tx) -> dict[str, Any]:
        me = create_account(tx, first_name=first, last_name=last, email=email, password_hash=hashed, invited=True)
        token = start_session(tx, me.id, user_agent=_DEVICE, address=call.address)
        return {"user": shown(known_by_id(tx, [me.id])[me.id]), "token": token}

    try:
        return await call.write(make)
    except EmailTaken:
        raise _TAKEN from None


async def login(call: Call) -> dict[str, Any]:
    email = policy.comparable_email(call.need("EMAIL", "Missing email", "email"))
    password = call.text("password")
    if not password:
        raise _SHORT_PASSWORD
    known: Credentials | None = await call.write(lambda tx: claim_guess(tx, email, call.address))
    right = await call.services.passwords.matches(
        policy.normal_password(password), known.password_hash if known else None
    )
    if known is None:
        raise not_found("User not found")
    if not right:
        raise MicroError("INCORRECT_PASSWORD", "Incorrect password")

    def start(tx: Tx) -> dict[str, Any]:
        me, token = sign_in(tx, known, email=email, address=call.address, user_agent=_DEVICE, better_hash=None)
        return {"user": shown(known_by_id(tx, [me.id])[me.id]), "token": token}

    try:
        return await call.write(start)
    except WrongEmailOrPassword:
        raise MicroError("INCORRECT_PASSWORD", "Incorrect password") from None


async def logout(call: Call) -> dict[str, Any]:
    user_id = as_id(call.need("ID", "Missing ID", "id"))

    def end(tx: Tx) -> None:
        if user_id not in known_by_id(tx, [user_id]):
            raise not_found("User not found")
        end_other_sessions(tx, user_id, keep=None)

    await call.write(end)
    return {}


async def validate(call: Call) -> dict[str, Any]:
    token = call.need("TOKEN", "Missing token", "token")

    def look(tx: Tx) -> dict[str, Any]:
        actor = authenticate(tx, token)
        if actor is not None:
            return {"user": shown(known_by_id(tx, [actor.user_id])[actor.user_id])}
        if was_session(tx, token):
            raise MicroError("TOKEN_EXPIRED", "Token has expired")
        raise MicroError("INVALID_TOKEN", "Token is invalid")

    return await call.write(look)


async def read(call: Call) -> dict[str, Any]:
    ids = call.texts("ids")
    if not ids:
        raise missing("IDS", "One or more ids are required")
    found = await call.read(lambda tx: known_by_id(tx, map(as_id, ids)))
    return {"users": {user_id: shown(known) for user_id, known in found.items()}}


async def read_by_email(call: Call) -> dict[str, Any]:
    emails = call.texts("emails")
    if not emails:
        raise missing("EMAILS", "One or more emails are required")
    found = await call.read(lambda tx: known_by_email(tx, [policy.comparable_email(one) for one in emails]))
    return {"users": {email: shown(known) for email, known in found.items()}}


async def update(call: Call) -> dict[str, Any]:
    user_id = as_id(call.need("ID", "Missing ID", "id"))
    given = {name: call.maybe(name) for name in ("first_name", "last_name", "email", "password")}
    for name, value in given.items():
        if value == "":
            raise missing(name.upper(), f"Missing {name.replace('_', ' ')}")
    email = None if given["email"] is None else _email(given["email"])
    hashed = None
    if given["password"] is not None:
        if len(given["password"].encode()) < SHORTEST_PASSWORD:
            raise _INVALID_EMAIL  # so those services said it, and clients show the sentence
        hashed = await call.services.passwords.hash(_password(given["password"]))
    change = AccountChange(
        first_name=given["first_name"], last_name=given["last_name"], email=email, password_hash=hashed
    )

    def apply(tx: Tx) -> dict[str, Any]:
        if user_id not in known_by_id(tx, [user_id]):
            raise not_found("User not found")
        change_account(tx, as_user(user_id), change)
        return {"user": shown(known_by_id(tx, [user_id])[user_id])}

    try:
        return await call.write(apply)
    except EmailTaken:
        raise _TAKEN from None


async def delete(call: Call) -> dict[str, Any]:
    user_id = as_id(call.need("ID", "Missing ID", "id"))

    def go(tx: Tx) -> None:
        if user_id in known_by_id(tx, [user_id]):
            delete_account(tx, UserId(user_id))

    await call.write(go)
    return {}


async def list_all(call: Call) -> dict[str, Any]:
    return {"users": [shown(known) for known in await call.read(lambda tx: known_people(tx, LISTED_AT_MOST))]}


def _email(given: str) -> str:
    if _EMAIL.fullmatch(given) is None:
        raise _INVALID_EMAIL
    try:
        return policy.email_address(given)
    except EmailIsNotValid:
        raise _INVALID_EMAIL from None


def _password(given: str, *about: str) -> str:
    if len(given.encode("utf-8", "surrogatepass")) < SHORTEST_PASSWORD:
        raise _SHORT_PASSWORD
    try:
        policy.acceptable_password(given, *about)
    except PasswordIsWeak as weak:
        raise MicroError("INVALID_PASSWORD", weak.message) from None
    return policy.normal_password(given)


ENDPOINTS: dict[str, Handler] = {
    "create": create,
    "login": login,
    "logout": logout,
    "validate": validate,
    "read": read,
    "readbyemail": read_by_email,
    "update": update,
    "delete": delete,
    "list": list_all,
}
