"""Members change roles, leave and are removed. Leaving is a fence: see `streams.md`, promise 5."""

from sqlalchemy import delete, select, update

from distributed_chat import streams
from distributed_chat.accounts.queries import is_person, persons_among
from distributed_chat.db import Tx
from distributed_chat.groups import policy, subscribers
from distributed_chat.groups.actions.comings import close_invites_of
from distributed_chat.groups.actions.groups import end_group
from distributed_chat.groups.actions.showing import close_invites, streams_shown
from distributed_chat.groups.errors import LastOwner
from distributed_chat.groups.events import MemberChanged, MemberLeft, MemberRemoved, Reason, StreamClosed
from distributed_chat.groups.queries import bots_in, locked_role, member_of, owners_of, role_in, role_of
from distributed_chat.groups.schemas import Member, Role
from distributed_chat.groups.tables import invites, members
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.kernel.ids import GroupId, UserId, group_stream, user_stream


def change_role(tx: Tx, actor: Actor, group_id: GroupId, user_id: UserId, role: Role) -> Member:
    """Owners. Emits `member.changed`. Raises `LastOwner`.

    Whoever is an owner no more can't have invited admins either: those invites end.
    """
    theirs_for_admins = (
        (invites.c.group_id == group_id) & (invites.c.created_by == user_id) & (invites.c.role == "admin")
    )
    mine = locked_role(tx, group_id, actor.user_id, *streams_shown(tx, theirs_for_admins))
    theirs = role_in(tx, group_id, user_id)
    if role != "member" and not is_person(tx, user_id):
        raise NotAllowed("not_for_bots", "A bot leads no group.", field="role")
    policy.check_role_change(mine, theirs, role, owners=len(owners_of(tx, group_id)))
    if role != theirs:
        _set_role(tx, group_id, user_id, role)
    if role != "owner":
        close_invites(tx, theirs_for_admins)
    return member_of(tx, group_id, user_id)


def remove_member(tx: Tx, actor: Actor, group_id: GroupId, user_id: UserId) -> None:
    """Owners, and admins for those who only are members. Raises `LastOwner`."""
    mine = locked_role(tx, group_id, actor.user_id, *_streams_left(tx, group_id, user_id))
    theirs = role_in(tx, group_id, user_id)
    policy.check_may_remove(mine, theirs, owners=len(owners_of(tx, group_id)))
    _end_membership(tx, group_id, user_id, MemberRemoved(user_id=user_id))


def leave_group(tx: Tx, actor: Actor, group_id: GroupId) -> None:
    """The last owner can't go while others are there (`LastOwner`); the last person takes group and bots along."""
    mine = locked_role(tx, group_id, actor.user_id, *_streams_left(tx, group_id, actor.user_id))
    if [person.user_id for person in _living(tx, group_id)] == [actor.user_id]:
        end_group(tx, group_id)
        return
    if mine == "owner" and len(owners_of(tx, group_id)) == 1:
        raise LastOwner
    _end_membership(tx, group_id, actor.user_id, MemberLeft(user_id=actor.user_id))


def depart(tx: Tx, group_id: str, user_id: str) -> None:
    """A deleted account leaves, or somebody whom a program takes out.

    The oldest admin, else the oldest member owns a group that it alone owned. Emits `member.changed` for the heir
    before `member.left`; if nobody is left, the group goes too.
    """
    streams.lock(tx, group_stream(group_id), *_streams_left(tx, group_id, user_id))
    if role_of(tx, group_id, user_id) is None:
        return
    living = [person for person in _living(tx, group_id) if person.user_id != user_id]
    if not living:
        end_group(tx, group_id)
        return
    heir = None if owners_of(tx, group_id) - {user_id} else policy.heir(living)
    if heir is not None:
        _set_role(tx, group_id, heir, "owner")
    _end_membership(tx, group_id, user_id, MemberLeft(user_id=user_id))


def show_new_profile(tx: Tx, user_id: UserId) -> None:
    """Subscriber: the names changed, or are gone. Emits `member.changed` in every group of theirs."""
    mine = select(members.c.group_id).where(members.c.user_id == user_id)
    group_ids = sorted(tx.conn.execute(mine).scalars())
    streams.lock(tx, *map(group_stream, group_ids))
    for group_id in group_ids:
        if role_of(tx, group_id, user_id) is not None:
            _show_member(tx, group_id, user_id)


def _end_membership(tx: Tx, group_id: str, user_id: str, event: MemberLeft | MemberRemoved) -> None:
    """In one transaction, in every stream of the group that the member reads: after it, nothing reaches them.

    Emits the event there, and one `stream.closed` in their `user:`. What they gave out while they were here must not
    bring anybody in, least of all themselves: their invites end.
    """
    for is_going in subscribers.member_is_going:
        is_going(tx, group_id, user_id, event)
    stream = group_stream(group_id)
    streams.append(tx, stream, event, detaches=[user_id])
    closed = [stream, *(name for goes in subscribers.member_goes for name in goes(tx, group_id, user_id, event))]
    close_invites_of(tx, group_id, user_id)
    tx.conn.execute(delete(members).where(members.c.group_id == group_id, members.c.user_id == user_id))
    close_invites(tx, (invites.c.group_id == group_id) & (invites.c.created_by == user_id))
    reason: Reason = "removed" if isinstance(event, MemberRemoved) else "left"
    streams.append(tx, user_stream(user_id), StreamClosed(streams=closed, reason=reason))


def _streams_left(tx: Tx, group_id: str, user_id: str) -> list[str]:
    """What `_end_membership` writes to beside the group's own stream."""
    theirs = (invites.c.group_id == group_id) & (invites.c.created_by == user_id)
    rooms = [name for touched in subscribers.streams_touched for name in touched(tx, group_id)]
    return [user_stream(user_id), *map(user_stream, bots_in(tx, group_id)), *rooms, *streams_shown(tx, theirs)]


def _living(tx: Tx, group_id: str) -> list[policy.Candidate]:
    """The members with an account: those whose own departure is still to come inherit nothing."""
    columns = (members.c.user_id, members.c.role, members.c.joined_at)
    rows = tx.conn.execute(select(*columns).where(members.c.group_id == group_id)).all()
    persons = persons_among(tx, (row.user_id for row in rows))
    return [policy.Candidate(*row) for row in rows if row.user_id in persons]


def _set_role(tx: Tx, group_id: str, user_id: str, role: Role) -> None:
    one = (members.c.group_id == group_id) & (members.c.user_id == user_id)
    tx.conn.execute(update(members).where(one).values(role=role))
    _show_member(tx, group_id, user_id)


def _show_member(tx: Tx, group_id: str, user_id: str) -> None:
    event = MemberChanged(member=member_of(tx, group_id, user_id))
    streams.append(tx, group_stream(group_id), event, subject=user_id)
