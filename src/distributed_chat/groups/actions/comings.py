"""Coming into a group: the one way in, for whoever makes it and for whoever is invited."""

from collections.abc import Sequence

from sqlalchemy import insert

from distributed_chat import streams
from distributed_chat.accounts.queries import proved_email
from distributed_chat.db import Tx
from distributed_chat.groups import subscribers
from distributed_chat.groups.actions.showing import close_invites
from distributed_chat.groups.errors import GroupIsFull
from distributed_chat.groups.events import MemberJoined, StreamOpened
from distributed_chat.groups.queries import member_count, member_of
from distributed_chat.groups.schemas import Role, StreamFloor
from distributed_chat.groups.tables import invites, members
from distributed_chat.kernel.ids import group_stream, user_stream


def admit(tx: Tx, group_id: str, user_id: str, role: Role) -> None:
    """Makes the user a member, under the locks that the caller holds on the streams of both.

    Emits `member.joined` in `group:` and `stream.opened` in `user:`, after `invite.closed` for each invitation of
    theirs into this group, which they need no more. Raises `GroupIsFull`.
    """
    if member_count(tx, group_id) >= tx.settings.group_size:
        raise GroupIsFull
    close_invites_of(tx, group_id, user_id)
    stream = group_stream(group_id)
    floor = streams.lock(tx, stream)[stream] + 1
    add_member(tx, group_id, user_id, role, floor=floor)
    for joins in subscribers.member_joins:
        joins(tx, group_id, user_id)
    streams.append(tx, stream, MemberJoined(member=member_of(tx, group_id, user_id)), subject=user_id)
    open_streams(tx, user_id, [StreamFloor(stream=stream, floor=floor)])


def add_member(tx: Tx, group_id: str, user_id: str, role: Role, *, floor: int) -> None:
    row = {"group_id": group_id, "user_id": user_id, "role": role, "joined_at": tx.now, "floor": floor}
    tx.conn.execute(insert(members).values(row))


def open_streams(tx: Tx, user_id: str, opened: Sequence[StreamFloor]) -> None:
    """Tells the user, and the hub, what there is to read from now on."""
    attaches = [(user_id, one.stream, one.floor) for one in opened]
    streams.append(tx, user_stream(user_id), StreamOpened(streams=list(opened)), attaches=attaches)


def close_invites_of(tx: Tx, group_id: str, user_id: str) -> None:
    """Whoever is in, or was and goes, must not find an old invitation into this group later."""
    email = proved_email(tx, user_id)
    if email is not None:
        close_invites(tx, (invites.c.group_id == group_id) & (invites.c.email == email))
