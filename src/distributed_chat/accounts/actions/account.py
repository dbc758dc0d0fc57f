"""An account is made, changed and deleted here."""

import msgspec
from sqlalchemy import delete, exists, insert, select, update

from distributed_chat import db, streams
from distributed_chat.accounts import policy, subscribers
from distributed_chat.accounts.actions.sessions import end_other_sessions
from distributed_chat.accounts.errors import EmailTaken
from distributed_chat.accounts.events import UserChanged
from distributed_chat.accounts.queries import expected_setup_code, is_owned, me_of, user_of
from distributed_chat.accounts.schemas import Me, User
from distributed_chat.accounts.tables import familiar_addresses, one_time_codes, ownership, setup_codes, users
from distributed_chat.accounts.tokens import new_setup_code
from distributed_chat.db import Tx
from distributed_chat.kernel import text
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import IdTaken
from distributed_chat.kernel.ids import UserId, new_id, user_stream

_OWNER_SLOT = 1
_SETUP_SLOT = 1


class AccountChange(msgspec.Struct, frozen=True, kw_only=True):
    """What to change; None leaves it. The password is hashed already and the current one was compared."""

    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    password_hash: str | None = None


def create_account(
    tx: Tx,
    *,
    id: str | None = None,
    first_name: str,
    last_name: str,
    email: str,
    password_hash: str,
    invited: bool = False,
    email_proved: bool = False,
    setup_code: str | None = None,
) -> Me:
    """A new account with its `user:` stream; the first one owns the instance.

    `invited`: the caller has checked a valid invite in this transaction. `email_proved`: they hold a secret that was
    mailed to this address. Raises `SignUpIsClosed`, `SetupCodeIsWrong`, `EmailTaken`, `IdTaken` and `Invalid` by field.
    """
    owned = _admit(tx, invited=invited, setup_code=setup_code)
    user_id = id or new_id()
    names = {"first_name": text.name(first_name, "first_name"), "last_name": text.name(last_name, "last_name")}
    address = policy.email_address(email)
    _claim_id(tx, user_id)
    _claim_email(tx, address, but=user_id)
    row = {"id": user_id, "kind": "person", **names, "email": address, "email_proved": email_proved}
    tx.conn.execute(insert(users).values(**row, password_hash=password_hash, created_at=tx.now))
    streams.open_stream(tx, user_stream(user_id))
    if not owned and not _claim_instance(tx, user_id):
        # Somebody else was first between the check and now: the ordinary rule holds.
        _admit(tx, invited=invited, setup_code=setup_code)
    return me_of(tx, user_id)


def create_bot(tx: Tx, user_id: str, name: str) -> User:
    """A user who never signs in: no email, no password. The caller has made sure that the id is free."""
    row = {"id": user_id, "kind": "bot", "first_name": text.name(name, "name"), "last_name": "", "email_proved": False}
    tx.conn.execute(insert(users).values(**row, created_at=tx.now))
    streams.open_stream(tx, user_stream(user_id))
    return user_of(tx, user_id)


def rename_bot(tx: Tx, user_id: str, name: str) -> None:
    """Its groups show the new name."""
    changed = update(users).where(users.c.id == user_id, users.c.kind == "bot")
    tx.conn.execute(changed.values(first_name=text.name(name, "name")))
    for tell in subscribers.profile_changed:
        tell(tx, UserId(user_id))


def change_account(tx: Tx, actor: Actor, change: AccountChange) -> Me:
    """Changes names, email or password. Emits `user.changed` when there is something to see.

    A new email is not proved yet. A new email or password ends every other session and every code that is on its way.
    """
    before = me_of(tx, actor.user_id)
    values = _values(tx, change, before)
    if not values:
        return before
    if "email" in values and before.email_proved:
        for tell in subscribers.email_given_up:
            tell(tx, actor.user_id)
    tx.conn.execute(update(users).where(users.c.id == actor.user_id).values(values))
    if "email" in values or "password_hash" in values:
        end_other_sessions(tx, actor.user_id, keep=actor.session_id)
        tx.conn.execute(delete(one_time_codes).where(one_time_codes.c.user_id == actor.user_id))
    after = me_of(tx, actor.user_id)
    if (before.first_name, before.last_name) != (after.first_name, after.last_name):
        for tell in subscribers.profile_changed:
            tell(tx, actor.user_id)
    if after != before:
        announce(tx, after)
    return after


def delete_account(tx: Tx, user_id: UserId) -> None:
    """Blanks the account: what it wrote stays under "Deleted member", every right of it ends with this transaction.

    Sessions, codes and the events that carry the profile go; leaving the groups follows by `account_deleted`.
    """
    if tx.dialect == "postgresql":
        # One after the other: whoever inherits the instance must not be going at the same moment.
        tx.conn.execute(db.advisory_lock("accounts that go"))
    end_other_sessions(tx, user_id, keep=None)
    for mine in (one_time_codes, familiar_addresses):
        tx.conn.execute(delete(mine).where(mine.c.user_id == user_id))
    blank = {"kind": "deleted", "first_name": "", "last_name": "", "email": None, "password_hash": None}
    gone = update(users).where(users.c.id == user_id)
    tx.conn.execute(gone.values(**blank, email_proved=False, deleted_at=tx.now))
    streams.erase(tx, user_id)
    _pass_the_instance_on(tx, user_id)
    for tell in subscribers.account_deleted:
        tell(tx, user_id)


def setup_code_to_print(tx: Tx) -> str | None:
    """The code that the first account must give, the same at every start; None when none is needed."""
    if not policy.setup_code_needed(owned=is_owned(tx), is_private=tx.settings.is_private):
        return None
    row = {"slot": _SETUP_SLOT, "code": new_setup_code()}
    db.upsert(tx, setup_codes, row, index=["slot"], update={})
    return expected_setup_code(tx)


def announce(tx: Tx, me: Me) -> None:
    """Tells my own devices how the account looks now."""
    streams.append(tx, user_stream(me.id), UserChanged(user=me), subject=me.id)


def _admit(tx: Tx, *, invited: bool, setup_code: str | None) -> bool:
    """Whether the instance has an owner; raises when this sign-up is not allowed."""
    owned = is_owned(tx)
    policy.check_sign_up(policy.sign_up_rule(tx.settings.sign_up, owned=owned), invited=invited)
    if policy.setup_code_needed(owned=owned, is_private=tx.settings.is_private):
        policy.check_setup_code(setup_code, expected_setup_code(tx))
    return owned


def _claim_id(tx: Tx, user_id: str) -> None:
    """Ids are global: what a message or a room was called, no account may be called, and the reverse."""
    if streams.creation(tx, user_id, user_id, b"account") is not None:
        raise IdTaken(field="id")
    streams.remember(tx, user_id, user_id, b"account", user_stream(user_id), 0)


def _claim_email(tx: Tx, email: str, *, but: str) -> None:
    taken = select(users.c.id).where(users.c.email == email, users.c.id != but)
    if tx.dialect == "postgresql":
        # Two at once: the second waits here and then sees the first, instead of failing at the unique index.
        tx.conn.execute(db.advisory_lock(f"email:{email}"))
    if tx.conn.execute(select(exists(taken))).scalar():
        raise EmailTaken


def _claim_instance(tx: Tx, user_id: str) -> bool:
    """True for exactly one of all who race to be first."""
    db.upsert(tx, ownership, {"slot": _OWNER_SLOT, "user_id": user_id}, index=["slot"], update={})
    owner = tx.conn.execute(select(ownership.c.user_id).where(ownership.c.slot == _OWNER_SLOT)).scalar()
    if owner == user_id:
        tx.conn.execute(delete(setup_codes))
    return owner == user_id


def _pass_the_instance_on(tx: Tx, user_id: str) -> None:
    """To the oldest account that is left; with none left the instance is unowned, as on its first day."""
    heir = (
        select(users.c.id)
        .where(users.c.kind == "person", users.c.id != user_id)
        .order_by(users.c.created_at, users.c.id)
    )
    owned = ownership.c.user_id == user_id
    if not tx.conn.execute(select(exists(select(ownership.c.slot).where(owned)))).scalar():
        return
    next_owner = tx.conn.execute(heir.limit(1)).scalar()
    if next_owner is None:
        tx.conn.execute(delete(ownership).where(owned))
    else:
        tx.conn.execute(update(ownership).where(owned).values(user_id=next_owner))
        announce(tx, me_of(tx, next_owner))


def _values(tx: Tx, change: AccountChange, before: Me) -> dict[str, object]:
    values: dict[str, object] = {}
    if change.first_name is not None:
        values["first_name"] = text.name(change.first_name, "first_name")
    if change.last_name is not None:
        values["last_name"] = text.name(change.last_name, "last_name")
    if change.email is not None and change.email != before.email:
        _claim_email(tx, change.email, but=before.id)
        values |= {"email": change.email, "email_proved": False}
    if change.password_hash is not None:
        values["password_hash"] = change.password_hash
    return values
