"""A deleted account leaves its groups: a durable job, registered in `app`, one group in each transaction."""

from functools import partial

import msgspec

from distributed_chat import jobs
from distributed_chat.db import Tx
from distributed_chat.groups.actions import depart, show_new_profile
from distributed_chat.groups.queries import group_ids_of
from distributed_chat.kernel.ids import UserId
from distributed_chat.web import Services

LEAVE_GROUPS = "groups.leave_groups"


class LeaveGroups(msgspec.Struct, frozen=True, kw_only=True):
    user_id: str


def leave_groups_later(tx: Tx, user_id: UserId) -> None:
    """Subscriber of deleted accounts. Every right of theirs has ended already; here their name goes from the lists.

    Emits `member.changed` in each group; leaving follows.
    """
    show_new_profile(tx, user_id)
    jobs.enqueue(tx, LEAVE_GROUPS, user_id, LeaveGroups(user_id=user_id))


async def leave_groups(payload: LeaveGroups, services: Services) -> None:
    """Job. Running it again goes on where it stopped: a group that was left is no longer in the list."""
    user_id = payload.user_id
    for group_id in await services.database.read(lambda tx: group_ids_of(tx, user_id)):
        await services.database.write(partial(depart, group_id=group_id, user_id=user_id))
