"""Members change roles, leave and are removed. Leaving is a fence: see `streams.md`, promise 5."""

from sqlalchemy import delete, select, update

from distributed_chat import streams
from distributed_chat.accounts.queries import proved_email
from distributed_chat.db import Tx
from distributed_chat.groups import policy, subscribers
from distributed_chat.groups.actions.comings import close_invites_into
from distributed_chat.groups.actions.groups import end_group
from distributed_chat.groups.actions.invitations import close_invites
from distributed_chat.groups.errors import LastOwner
from distributed_chat.groups.events import MemberChanged, MemberLeft, MemberRemoved, StreamClosed
from distributed_chat.groups.queries import locked_role, member_count, member_of, owner_count, role_in, works
from distributed_chat.groups.schemas import Member, Role
from distributed_chat.groups.tables import invites, members
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import GroupId, UserId, group_stream, user_stream


def change_role(tx: Tx, actor: Actor, group_id: GroupId, user_id: UserId, role: Role) -> Member:
    """Owners. Emits `member.changed`. Raises `LastOwner`."""
    mine = locked_role(tx, group_id, actor.user_id)
    theirs = role_in(tx, group_id, user_id)
    policy.check_role_change(mine, theirs, role, owners=owner_count(tx, group_id))
    if role != theirs:
        _set_role(tx, group_id, user_id, role)
    return member_of(tx, group_id, user_id)


def remove_member(tx: Tx, actor: Actor, group_id: GroupId, user_id: UserId) -> None:
    """Owners, and admins for those who only are members. Raises `LastOwner`."""
    mine = locked_role(tx, group_id, actor.user_id)
    theirs = role_in(tx, group_id, user_id)
    policy.check_may_remove(mine, theirs, owners=owner_count(tx, group_id))
    end_membership(tx, group_id, user_id, removed=True)


def leave_group(tx: Tx, actor: Actor, group_id: GroupId) -> None:
    """The last owner can't go while others are there (`LastOwner`); the last member takes the group along."""
    mine = locked_role(tx, group_id, actor.user_id)
    if member_count(tx, group_id) == 1:
        end_group(tx, group_id)
        return
    if mine == "owner" and owner_count(tx, group_id) == 1:
        raise LastOwner
    end_membership(tx, group_id, actor.user_id, removed=False)


def depart(tx: Tx, group_id: GroupId, user_id: UserId) -> None:
    """An account that was deleted leaves: if it was the only owner, the oldest admin, else member, owns the group."""
    mine = locked_role(tx, group_id, user_id)
    if member_count(tx, group_id) == 1:
        end_group(tx, group_id)
        return
    others = select(members.c.user_id, members.c.role, members.c.joined_at).where(
        members.c.group_id == group_id, members.c.user_id != user_id
    )
    next_owner = policy.heir([(row.user_id, row.role, row.joined_at) for row in tx.conn.execute(others)])
    if mine == "owner" and owner_count(tx, group_id) == 1 and next_owner is not None:
        _set_role(tx, group_id, next_owner, "owner")
    end_membership(tx, group_id, user_id, removed=False)


def end_membership(tx: Tx, group_id: GroupId, user_id: UserId, *, removed: bool) -> None:
    """In one transaction, in every stream of the group that the member reads: after it, nothing reaches them.

    Emits `member.removed` or `member.left` there, and one `stream.closed` in their `user:`.
    """
    stream = group_stream(group_id)
    event = MemberRemoved(user_id=user_id) if removed else MemberLeft(user_id=user_id)
    streams.append(tx, stream, event, detaches=[user_id])
    closed: list[str] = [stream]
    for goes in subscribers.member_goes:
        closed += goes(tx, group_id, user_id, event)
    email = proved_email(tx, user_id)
    if email is not None:
        # Made for somebody who was here already: it must not come to light now.
        close_invites_into(tx, group_id, email)
    tx.conn.execute(delete(members).where(members.c.group_id == group_id, members.c.user_id == user_id))
    streams.append(tx, user_stream(user_id), StreamClosed(streams=closed, reason="removed" if removed else "left"))
    # What they gave out while they were here must not bring anybody in, least of all themselves.
    theirs = (invites.c.group_id == group_id) & (invites.c.created_by == user_id)
    close_invites(tx, list(tx.conn.execute(select(invites.c.id).where(theirs, works(tx))).scalars()))


def show_new_profile(tx: Tx, user_id: UserId) -> None:
    """Subscriber: the names changed. Emits `member.changed` in every group of theirs."""
    mine = select(members.c.group_id).where(members.c.user_id == user_id).order_by(members.c.group_id)
    for group_id in tx.conn.execute(mine).scalars().all():
        event = MemberChanged(member=member_of(tx, group_id, user_id))
        streams.append(tx, group_stream(group_id), event, subject=user_id)


def _set_role(tx: Tx, group_id: str, user_id: str, role: Role) -> None:
    one = (members.c.group_id == group_id) & (members.c.user_id == user_id)
    tx.conn.execute(update(members).where(one).values(role=role))
    event = MemberChanged(member=member_of(tx, group_id, user_id))
    streams.append(tx, group_stream(group_id), event, subject=user_id)
