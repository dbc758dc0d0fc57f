"""Invites are made, mailed, used, declined and taken back."""

import msgspec
from sqlalchemy import func, insert, select, update

from distributed_chat import jobs, mail, streams
from distributed_chat.accounts.actions.throttle import spend
from distributed_chat.accounts.policy import email_address
from distributed_chat.accounts.queries import user_of, user_with_proved_email
from distributed_chat.db import Tx
from distributed_chat.groups import codes, mails, policy
from distributed_chat.groups.actions.showing import close_invites, show_invites, streams_shown
from distributed_chat.groups.errors import TooManyInvites
from distributed_chat.groups.queries import OpenInvite, group_of, invite, locked_role, member_count, works
from distributed_chat.groups.schemas import Invite, InviteForm, NewInvite
from distributed_chat.groups.schemas import InviteCreated as Created
from distributed_chat.groups.tables import invite_codes, invites
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import DAY, HOUR, SECOND
from distributed_chat.kernel.errors import NotFound, TooMany
from distributed_chat.kernel.ids import GroupId, InviteId, group_stream, new_id, user_stream

SEND_INVITE = "groups.send_invite"


class SendInvite(msgspec.Struct, frozen=True, kw_only=True):
    """The job that mails an invite."""

    invite_id: str


def create_invite(tx: Tx, actor: Actor, group_id: GroupId, form: InviteForm) -> tuple[Created, bool]:
    """An invite and its secret, which nobody can ask for again; mailed when it has an email. The bool: it is new.

    Emits `invite.created` in the `user:` of whoever has proved that email. The same request again gets another code of
    the same invite, since the answer with the first may be lost. Raises `TooManyInvites` and `TooMany`.
    """
    invite_id = form.id or new_id()
    email = None if form.email is None else email_address(form.email)
    before = streams.creation(tx, invite_id, actor.user_id, form, place=group_id)
    invited = None if email is None else user_with_proved_email(tx, email)
    role = locked_role(tx, group_id, actor.user_id, *([user_stream(invited)] if invited else []))
    policy.check_may_invite(role, invited_as=form.role)
    if before is not None:
        return Created(invite=_with_code(tx, _invite(tx, invite_id), again=True), mailed=False), False
    _insert(tx, actor, group_id, form, invite_id=invite_id, email=email)
    made = _with_code(tx, _invite(tx, invite_id))
    show_invites(tx, invites.c.id == invite_id)
    mailed = email is not None and _mail_later(tx, actor, invite_id, email)
    streams.remember(tx, invite_id, actor.user_id, form, group_stream(group_id), 0, place=group_id)
    return Created(invite=made, mailed=mailed), True


def write_invite_mail(tx: Tx, invite_id: str) -> mail.Mail | None:
    """The mail, with a code of its own that nobody else has seen: who uses it has shown that the mailbox is theirs.

    None when the invite no longer works.
    """
    row = tx.conn.execute(select(invites).where(invites.c.id == invite_id, works(tx))).first()
    if row is None:
        return None
    sender = user_of(tx, row.created_by)
    return mails.invite_mail(
        tx.settings,
        to=row.email,
        who=f"{sender.first_name} {sender.last_name}",
        group=group_of(tx, row.group_id).name,
        url=_url(tx, _add_code(tx, invite_id, mailed=True)),
        lasts=row.expires_at - tx.now,
    )


def use_invite(tx: Tx, used: OpenInvite) -> None:
    """Counts one use, under the lock on the group's stream. Emits `invite.closed` when it was the last."""
    this = invites.c.id == used.id
    if used.uses + 1 == used.max_uses:
        close_invites(tx, this)
    tx.conn.execute(update(invites).where(this).values(uses=invites.c.uses + 1))


def decline_invite(tx: Tx, declined: OpenInvite) -> None:
    """One that is for one person is over; one that is for many stays for the others."""
    if declined.email is not None:
        close_invites(tx, invites.c.id == declined.id)


def take_back_invite(tx: Tx, actor: Actor, invite_id: InviteId) -> None:
    """Whoever made it, and the owners and admins. Raises `NotFound` to everybody outside the group."""
    this = invites.c.id == invite_id
    row = tx.conn.execute(select(invites.c.group_id, invites.c.created_by).where(this, works(tx))).first()
    if row is None:
        raise NotFound
    role = locked_role(tx, row.group_id, actor.user_id, *streams_shown(tx, this))
    policy.check_may_take_back(role, is_maker=row.created_by == actor.user_id)
    close_invites(tx, this)


def _insert(tx: Tx, actor: Actor, group_id: str, form: InviteForm, *, invite_id: str, email: str | None) -> None:
    open_ones = select(func.count()).select_from(invites).where(invites.c.group_id == group_id, works(tx))
    if tx.conn.execute(open_ones).scalar_one() >= policy.OPEN_INVITES_AT_MOST:
        raise TooManyInvites
    tx.conn.execute(
        insert(invites).values(
            id=invite_id,
            group_id=group_id,
            email=email,
            role=form.role,
            expires_at=tx.now + form.expires_in * SECOND,
            max_uses=form.max_uses if email is None else 1,
            uses=0,
            created_by=actor.user_id,
            created_at=tx.now,
            member_count=member_count(tx, group_id),
        )
    )


def _invite(tx: Tx, invite_id: str) -> Invite:
    row = tx.conn.execute(select(invites).where(invites.c.id == invite_id, works(tx))).first()
    if row is None:
        raise NotFound
    return invite(row)


def _with_code(tx: Tx, made: Invite, *, again: bool = False) -> NewInvite:
    """The invite with a code of its own. `again` is bounded, or repeating one request would fill the table."""
    here = select(func.count()).select_from(invite_codes).where(invite_codes.c.invite_id == made.id)
    if again and tx.conn.execute(here).scalar_one() >= policy.CODES_AT_MOST:
        raise TooMany(retry_after=3_600)
    code = _add_code(tx, made.id, mailed=False)
    return NewInvite(**msgspec.structs.asdict(made), code=code, url=_url(tx, code))


def _add_code(tx: Tx, invite_id: str, *, mailed: bool) -> str:
    code = codes.new_code()
    row = {"code_hash": codes.code_hash(code), "invite_id": invite_id, "mailed": mailed}
    tx.conn.execute(insert(invite_codes).values(row))
    return code


def _url(tx: Tx, code: str) -> str:
    return f"{tx.settings.origin}/join/{code}"


def _mail_later(tx: Tx, actor: Actor, invite_id: str, email: str) -> bool:
    """False when the instance sends no mail, or this address got enough: the maker has the link to pass on.

    A job of our own and not a mail in the queue, which would keep the code in the database as plain text.
    """
    if not mail.is_on(tx.settings):
        return False
    if not spend(tx, "invite_mail", actor.user_id, at_most=policy.INVITE_MAILS_AN_HOUR, within=HOUR):
        raise TooMany(message="That is enough invitations by mail for now.", retry_after=3_600)
    if not spend(tx, "invite_mail_to", email, at_most=policy.INVITE_MAILS_TO_ONE_A_DAY, within=DAY):
        return False
    jobs.enqueue(tx, SEND_INVITE, invite_id, SendInvite(invite_id=invite_id))
    return True
