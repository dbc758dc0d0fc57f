"""A group begins, is renamed and ends."""

from sqlalchemy import delete, insert, select, update

from distributed_chat import streams
from distributed_chat.accounts.queries import bots_among
from distributed_chat.db import Tx
from distributed_chat.groups import policy, subscribers
from distributed_chat.groups.actions.comings import add_member, open_streams
from distributed_chat.groups.actions.showing import close_invites, show_invites, streams_shown
from distributed_chat.groups.events import GroupChanged, GroupCreated, GroupDeleted, StreamClosed
from distributed_chat.groups.queries import group_of, locked_role, member_of, role_in
from distributed_chat.groups.schemas import Group, GroupForm, StreamFloor
from distributed_chat.groups.schemas import GroupCreated as Created
from distributed_chat.groups.tables import groups, invites, members
from distributed_chat.kernel import text
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.kernel.ids import GroupId, group_stream, new_id, user_stream


def create_group(tx: Tx, actor: Actor, form: GroupForm) -> tuple[Created, bool]:
    """A group with me as its owner and no rooms yet; the bool says whether it is new.

    Emits `group.created` in `group:` and `stream.opened` in `user:`.
    """
    group_id = form.id or new_id()
    before = streams.creation(tx, group_id, actor.user_id, form)
    if before is not None:
        role_in(tx, group_id, actor.user_id)
        return Created(group=group_of(tx, group_id), stream=before.stream, seq=before.seq), False
    if bots_among(tx, [actor.user_id]):
        raise NotAllowed("not_allowed", "A bot belongs to one group and leads none.")
    name = text.name(form.name, "name")
    tx.conn.execute(insert(groups).values(id=group_id, name=name, created_at=tx.now))
    stream = group_stream(group_id)
    streams.open_stream(tx, stream)
    add_member(tx, group_id, actor.user_id, "owner", floor=0)
    group = group_of(tx, group_id)
    made = GroupCreated(group=group, member=member_of(tx, group_id, actor.user_id))
    logged = streams.append(tx, stream, made, subject=actor.user_id)
    open_streams(tx, actor.user_id, [StreamFloor(stream=stream, floor=0)])
    streams.remember(tx, group_id, actor.user_id, form, stream, logged.seq)
    return Created(group=group, stream=stream, seq=logged.seq), True


def found_group(tx: Tx, name: str) -> Group:
    """A group without anybody, for programs that act for all: who is admitted first owns it."""
    group_id = new_id()
    tx.conn.execute(insert(groups).values(id=group_id, name=text.name(name, "name"), created_at=tx.now))
    streams.open_stream(tx, group_stream(group_id))
    return group_of(tx, group_id)


def rename_group(tx: Tx, actor: Actor, group_id: GroupId, name: str) -> Group:
    """Owners and admins. Emits `group.changed`, and the invitations that are out say the new name."""
    shown = streams_shown(tx, invites.c.group_id == group_id)
    policy.check_leads(locked_role(tx, group_id, actor.user_id, *shown))
    return _rename(tx, group_id, name)


def rename_group_for_all(tx: Tx, group_id: str, name: str) -> Group:
    """As `rename_group`, by a program that acts for all. Raises `NotFound`."""
    streams.lock(tx, group_stream(group_id), *streams_shown(tx, invites.c.group_id == group_id))
    return _rename(tx, group_id, name)


def _rename(tx: Tx, group_id: str, name: str) -> Group:
    tidy = text.name(name, "name")
    before = group_of(tx, group_id)
    if tidy == before.name:
        return before
    tx.conn.execute(update(groups).where(groups.c.id == group_id).values(name=tidy))
    group = group_of(tx, group_id)
    streams.append(tx, group_stream(group_id), GroupChanged(group=group))
    show_invites(tx, invites.c.group_id == group_id)
    return group


def keep_for(tx: Tx, actor: Actor, group_id: GroupId, days: int | None) -> Group:
    """Owners: so long messages stay in its rooms; None: for ever. Emits `group.changed` when that is new."""
    policy.check_owns(locked_role(tx, group_id, actor.user_id))
    if days != group_of(tx, group_id).keep_days:
        tx.conn.execute(update(groups).where(groups.c.id == group_id).values(keep_days=days))
        streams.append(tx, group_stream(group_id), GroupChanged(group=group_of(tx, group_id)))
    return group_of(tx, group_id)


def delete_group(tx: Tx, actor: Actor, group_id: GroupId) -> None:
    """Owners. Nobody reads anything of the group after it.

    Emits `group.deleted`, `room.deleted` in each private room, and `stream.closed` in everybody's `user:`.
    """
    policy.check_owns(role_in(tx, group_id, actor.user_id))  # before the many locks that only an owner may ask for
    policy.check_owns(locked_role(tx, group_id, actor.user_id, *_streams_ended(tx, group_id)))
    end_group(tx, group_id)


def end_group_of_nobody(tx: Tx, group_id: str) -> None:
    """As `delete_group`, by a program that acts for all. Raises `NotFound`."""
    streams.lock(tx, group_stream(group_id), *_streams_ended(tx, group_id))
    group_of(tx, group_id)
    end_group(tx, group_id)


def end_group(tx: Tx, group_id: str) -> None:
    """As `delete_group`, for those who have checked: the last member who leaves takes the group along."""
    for is_going in subscribers.group_is_going:
        is_going(tx, group_id)
    stream = group_stream(group_id)
    streams.append(tx, stream, GroupDeleted(), detaches=["*"])
    closed: dict[str, list[str]] = {user_id: [stream] for user_id in _people(tx, group_id)}
    for goes in subscribers.group_goes:
        for user_id, names in goes(tx, group_id).items():
            closed.setdefault(user_id, []).extend(names)
    close_invites(tx, invites.c.group_id == group_id)
    tx.conn.execute(delete(members).where(members.c.group_id == group_id))
    tx.conn.execute(update(groups).where(groups.c.id == group_id).values(deleted_at=tx.now))
    for user_id in sorted(closed):
        streams.append(tx, user_stream(user_id), StreamClosed(streams=closed[user_id], reason="deleted"))


def _streams_ended(tx: Tx, group_id: str) -> list[str]:
    """What `end_group` writes to beside the group's own stream."""
    rooms = [name for touched in subscribers.streams_touched for name in touched(tx, group_id)]
    shown = streams_shown(tx, invites.c.group_id == group_id)
    return [*rooms, *shown, *map(user_stream, _people(tx, group_id))]


def _people(tx: Tx, group_id: str) -> list[str]:
    return list(tx.conn.execute(select(members.c.user_id).where(members.c.group_id == group_id)).scalars())
