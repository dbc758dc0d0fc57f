"""Accepting and declining an invite, and signing up with one."""

from typing import NamedTuple

from distributed_chat import streams
from distributed_chat.accounts.actions import create_account, start_session
from distributed_chat.accounts.policy import comparable_email
from distributed_chat.accounts.schemas import Me
from distributed_chat.db import Tx
from distributed_chat.groups import actions as groups
from distributed_chat.groups.queries import OpenInvite, group_behind, group_of, role_of, usable_invite
from distributed_chat.groups.schemas import Group
from distributed_chat.joining.schemas import SignUp
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import group_stream, user_stream


class NewPerson(NamedTuple):
    me: Me
    token: str
    group: Group | None


def accept_invite(tx: Tx, actor: Actor, code: str) -> Group:
    """Joins the group of the invite; being in it already changes nothing and costs no use.

    `code` is the secret, or the invite's id for whoever has proved its email. Raises `InviteIsNotValid`, `GroupIsFull`.
    """
    mine = group_behind(tx, code, actor.user_id)
    if mine is not None:
        return group_of(tx, mine)
    return _join(tx, actor.user_id, code)


def decline_invite(tx: Tx, actor: Actor, code: str) -> None:
    """Ends an invite that was for one person; for any other, nothing happens. Raises `InviteIsNotValid`."""
    groups.decline_invite(tx, _locked(tx, code, actor.user_id))


def sign_up(tx: Tx, form: SignUp, *, password_hash: str, user_agent: str | None, address: str) -> NewPerson:
    """An account, its first session and, with an invite, its first group: all of it or nothing.

    Whoever holds the code that was mailed to an address, and to nobody else, has proved the address. Raises what
    `create_account` and `accept_invite` raise.
    """
    invite = None if form.invite is None else usable_invite(tx, form.invite, None)
    me = create_account(
        tx,
        id=form.id,
        first_name=form.first_name,
        last_name=form.last_name,
        email=form.email,
        password_hash=password_hash,
        invited=invite is not None,
        email_proved=invite is not None and invite.proves_email and invite.email == comparable_email(form.email),
        setup_code=form.setup_code,
    )
    # After the account: the locks on streams come last, whoever else is waiting for the email or the id.
    group = None if form.invite is None else _join(tx, me.id, form.invite)
    return NewPerson(me, start_session(tx, me.id, user_agent=user_agent, address=address), group)


def _join(tx: Tx, user_id: str, code: str) -> Group:
    invite = _locked(tx, code, user_id)
    if role_of(tx, invite.group_id, user_id) is None:
        groups.use_invite(tx, invite)
        groups.admit(tx, invite.group_id, user_id, invite.role)
    return group_of(tx, invite.group_id)


def _locked(tx: Tx, code: str, user_id: str) -> OpenInvite:
    """The invite as it is under the lock of its group: of many who come at once, each sees the use before.

    Raises `InviteIsNotValid`.
    """
    found = usable_invite(tx, code, user_id)
    streams.lock(tx, group_stream(found.group_id), user_stream(user_id), *groups.streams_shown_of(tx, found.id))
    return usable_invite(tx, code, user_id)
