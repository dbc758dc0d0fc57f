"""Invites are made, used, declined and taken back. Whoever is invited by email sees it in their own stream."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, insert, select, update

from distributed_chat import mail, streams
from distributed_chat.accounts.actions.throttle import spend
from distributed_chat.accounts.policy import email_address
from distributed_chat.accounts.queries import user_of, user_with_proved_email
from distributed_chat.db import Tx
from distributed_chat.groups import mails, policy
from distributed_chat.groups.errors import TooManyInvites
from distributed_chat.groups.events import InviteClosed, InviteCreated
from distributed_chat.groups.queries import (
    OpenInvite,
    group_of,
    invite,
    invites_to,
    letters_by_id,
    locked_role,
    member_count,
    members_among,
    works,
)
from distributed_chat.groups.schemas import Invite, InviteDraft, NewInvite
from distributed_chat.groups.schemas import InviteCreated as Created
from distributed_chat.groups.tables import invite_codes, invites
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import HOUR, SECOND
from distributed_chat.kernel.errors import NotFound, TooMany
from distributed_chat.kernel.ids import GroupId, InviteId, UserId, group_stream, new_id, user_stream


def create_invite(tx: Tx, actor: Actor, group_id: GroupId, draft: InviteDraft) -> tuple[Created, bool]:
    """An invite and its secret, which nobody can ask for again; mailed when it has an email. The bool: it is new.

    Emits `invite.created` in the `user:` of whoever has proved that email. The same request again gets another code of
    the same invite, since the answer with the first may be lost. Raises `TooManyInvites` and `TooMany`.
    """
    role = locked_role(tx, group_id, actor.user_id)
    policy.check_may_invite(role, invited_as=draft.role)
    invite_id = draft.id or new_id()
    before = streams.creation(tx, invite_id, actor.user_id, draft, place=group_id)
    if before is not None:
        return Created(invite=_with_code(tx, _invite(tx, invite_id), again=True), mailed=False), False
    email = None if draft.email is None else _claim_email(tx, actor, draft.email)
    _insert(tx, actor, group_id, draft, invite_id=invite_id, email=email)
    made = _with_code(tx, _invite(tx, invite_id))
    mailed = email is not None and _send(tx, actor, made)
    if email is not None:
        _show(tx, [invite_id])
    streams.remember(tx, invite_id, actor.user_id, draft, group_stream(group_id), 0, place=group_id)
    return Created(invite=made, mailed=mailed), True


def use_invite(tx: Tx, used: OpenInvite) -> None:
    """Counts one use, under the lock on the group's stream. Emits `invite.closed` when it was the last."""
    if used.uses + 1 == used.max_uses:
        close_invites(tx, [used.id])
    tx.conn.execute(update(invites).where(invites.c.id == used.id).values(uses=invites.c.uses + 1))


def decline_invite(tx: Tx, declined: OpenInvite) -> None:
    """One that is for one person is over; one that is for many stays for the others."""
    if declined.email is not None:
        close_invites(tx, [declined.id])


def take_back_invite(tx: Tx, actor: Actor, invite_id: InviteId) -> None:
    """Whoever made it, and the owners and admins. Raises `NotFound` to everybody outside the group."""
    row = tx.conn.execute(select(invites).where(invites.c.id == invite_id, works(tx))).first()
    if row is None:
        raise NotFound
    role = locked_role(tx, row.group_id, actor.user_id)
    policy.check_may_close_invite(role, is_maker=row.created_by == actor.user_id)
    close_invite(tx, invite_id)


def close_invite(tx: Tx, invite_id: str) -> None:
    close_invites(tx, [invite_id])


def close_invites(tx: Tx, invite_ids: Sequence[str]) -> None:
    """Emits `invite.closed` in the `user:` of those who saw them."""
    if not invite_ids:
        return
    these = invites.c.id.in_(invite_ids)
    seen = _readers(tx, these)
    tx.conn.execute(update(invites).where(these).values(closed_at=tx.now))
    for user_id, invite_id in seen:
        streams.append(tx, user_stream(user_id), InviteClosed(invite_id=invite_id))


def show_invites_to(tx: Tx, user_id: UserId) -> None:
    """Subscriber: an email was proved, and what was sent to it is shown. Emits `invite.created` for each."""
    for letter in invites_to(tx, user_id):
        event = InviteCreated(invite=letter)
        streams.append(tx, user_stream(user_id), event, subject=letter.invited_by.id)


def show_name_in_invites(tx: Tx, these: ColumnElement[bool]) -> None:
    """The group or the one who invites has another name: invitations that are out say it too."""
    _show(
        tx, list(tx.conn.execute(select(invites.c.id).where(these, invites.c.email.is_not(None), works(tx))).scalars())
    )


def show_new_inviter(tx: Tx, user_id: UserId) -> None:
    """Subscriber: the names of somebody changed who has invited others."""
    show_name_in_invites(tx, invites.c.created_by == user_id)


def _insert(tx: Tx, actor: Actor, group_id: str, draft: InviteDraft, *, invite_id: str, email: str | None) -> None:
    open_ones = select(func.count()).select_from(invites).where(invites.c.group_id == group_id, works(tx))
    if tx.conn.execute(open_ones).scalar_one() >= policy.OPEN_INVITES_AT_MOST:
        raise TooManyInvites
    tx.conn.execute(
        insert(invites).values(
            id=invite_id,
            group_id=group_id,
            email=email,
            role=draft.role,
            expires_at=tx.now + draft.expires_in * SECOND,
            max_uses=draft.max_uses if email is None else 1,
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
    """The invite with a code of its own. `again` is bounded: each code is one more thing that could be guessed."""
    here = select(func.count()).select_from(invite_codes).where(invite_codes.c.invite_id == made.id)
    if again and tx.conn.execute(here).scalar_one() >= policy.CODES_AT_MOST:
        raise TooMany(retry_after=3_600)
    code = policy.new_code()
    tx.conn.execute(insert(invite_codes).values(code_hash=policy.code_hash(code), invite_id=made.id, mailed=False))
    fields = {name: getattr(made, name) for name in made.__struct_fields__}
    return NewInvite(**fields, code=code, url=f"{tx.settings.origin}/join/{code}")


def _claim_email(tx: Tx, actor: Actor, given: str) -> str:
    if mail.is_on(tx.settings):
        left = spend(tx, "invite_mail", actor.user_id, at_most=policy.INVITE_MAILS_PER_HOUR, within=HOUR)
        if not left:
            raise TooMany(message="That is enough invitations by mail for now.", retry_after=3_600)
    return email_address(given)


def _send(tx: Tx, actor: Actor, made: NewInvite) -> bool:
    assert made.email is not None
    sender = user_of(tx, actor.user_id)
    group = group_of(tx, made.group_id)
    row = tx.conn.execute(select(invites.c.expires_at).where(invites.c.id == made.id)).scalar_one()
    letter = mails.invite_mail(
        tx.settings,
        to=made.email,
        who=f"{sender.first_name} {sender.last_name}",
        group=group.name,
        url=made.url,
        lasts=row - tx.now,
    )
    return mail.send_later(tx, letter, key=f"invite:{made.id}")


def _show(tx: Tx, invite_ids: Sequence[str]) -> None:
    if not invite_ids:
        return
    shown = letters_by_id(tx, invite_ids)
    for user_id, invite_id in _readers(tx, invites.c.id.in_(invite_ids)):
        letter = shown[invite_id]
        event = InviteCreated(invite=letter)
        streams.append(tx, user_stream(user_id), event, subject=letter.invited_by.id)


def _readers(tx: Tx, these: ColumnElement[bool]) -> list[tuple[str, str]]:
    """Who is shown which of these: (user, invite), for proved emails of people outside the group, by user id."""
    rows = tx.conn.execute(
        select(invites.c.id, invites.c.email, invites.c.group_id).where(these, invites.c.email.is_not(None), works(tx))
    ).all()
    found = [(user_with_proved_email(tx, row.email), row.id, row.group_id) for row in rows]
    return sorted(
        (user_id, invite_id)
        for user_id, invite_id, group_id in found
        if user_id is not None and not members_among(tx, group_id, [user_id])
    )
