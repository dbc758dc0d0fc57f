"""Accepting and declining an invite, and signing up with one."""

from typing import NamedTuple

from distributed_chat import streams
from distributed_chat.accounts.actions import create_account, start_session
from distributed_chat.accounts.queries import proved_email
from distributed_chat.accounts.schemas import Me
from distributed_chat.db import Tx
from distributed_chat.groups.actions import admit, close_invites_into, use_invite
from distributed_chat.groups.actions import decline_invite as decline
from distributed_chat.groups.queries import OpenInvite, group_behind, group_of, members_among, usable_invite
from distributed_chat.groups.schemas import Group
from distributed_chat.joining.schemas import SignUp
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import UserId, group_stream


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
    return _join(tx, actor.user_id, _locked(tx, code, actor.user_id))


def decline_invite(tx: Tx, actor: Actor, code: str) -> None:
    """Ends an invite that was for one person; for any other, nothing happens. Raises `InviteIsNotValid`."""
    decline(tx, _locked(tx, code, actor.user_id))


def sign_up(tx: Tx, form: SignUp, *, password_hash: str, user_agent: str | None, address: str) -> NewPerson:
    """An account, its first session and, with an invite, its first group: all of it or nothing.

    Whoever holds the code that was mailed to an address has proved the address. Raises what `create_account` and
    `accept_invite` raise.
    """
    invite = None if form.invite is None else _locked(tx, form.invite, None)
    me = create_account(
        tx,
        id=form.id,
        first_name=form.first_name,
        last_name=form.last_name,
        email=form.email,
        password_hash=password_hash,
        invited=invite is not None,
        email_proved=invite is not None and invite.email is not None and invite.email == form.email.strip().lower(),
        setup_code=form.setup_code,
    )
    group = None if invite is None else _join(tx, UserId(me.id), invite)
    return NewPerson(me, start_session(tx, me.id, user_agent=user_agent, address=address), group)


def _locked(tx: Tx, code: str, user_id: UserId | None) -> OpenInvite:
    """The invite as it is once its group's stream is locked: of many who come at once, each sees the use before."""
    found = usable_invite(tx, code, user_id)
    streams.lock(tx, group_stream(found.group_id))
    return usable_invite(tx, code, user_id)


def _join(tx: Tx, user_id: UserId, invite: OpenInvite) -> Group:
    if not members_among(tx, invite.group_id, [user_id]):
        use_invite(tx, invite)
        email = proved_email(tx, user_id)
        if email is not None:
            close_invites_into(tx, invite.group_id, email)
        admit(tx, invite.group_id, user_id, invite.role)
    return group_of(tx, invite.group_id)
