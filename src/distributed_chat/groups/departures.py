"""A deleted account leaves its groups: a durable job, one group in each transaction."""

from collections.abc import Iterable

import msgspec

from distributed_chat import jobs
from distributed_chat.db import Tx
from distributed_chat.groups.actions.members import depart
from distributed_chat.groups.queries import groups_of
from distributed_chat.kernel.ids import GroupId, UserId
from distributed_chat.web import Services

LEAVE_GROUPS = "groups.leave_groups"


class LeaveGroups(msgspec.Struct, frozen=True, kw_only=True):
    user_id: str


def leave_groups_later(tx: Tx, user_id: UserId) -> None:
    """Subscriber of deleted accounts; every right of theirs has ended already."""
    jobs.enqueue(tx, LEAVE_GROUPS, user_id, LeaveGroups(user_id=user_id))


async def leave_groups(payload: LeaveGroups, services: Services) -> None:
    """Job. Running it again goes on where it stopped: a group that was left is no longer in the list."""
    user_id = UserId(payload.user_id)
    for group_id in await services.database.read(lambda tx: _group_ids(tx, user_id)):
        await services.database.write(lambda tx, left=group_id: depart(tx, left, user_id))  # type: ignore[misc]  # a default binds the loop's value


def _group_ids(tx: Tx, user_id: UserId) -> Iterable[GroupId]:
    return [GroupId(group.id) for group in groups_of(tx, user_id)]
