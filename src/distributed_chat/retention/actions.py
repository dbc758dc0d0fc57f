"""A rule is set, and what is older than it says goes, room by room and step by step."""

from distributed_chat.conversations.queries import rooms_there, there
from distributed_chat.db import Tx
from distributed_chat.groups.actions import keep_for
from distributed_chat.groups.queries import groups_by_id
from distributed_chat.groups.schemas import Group
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import DAY, HOUR
from distributed_chat.kernel.ids import GroupId
from distributed_chat.messages.actions import expire_some
from distributed_chat.retention.schemas import GroupToLookAt, RoomToShorten

LOOK = "retention.look"
"""The kind of the job that looks at a group with a rule, once an hour."""
SHORTEN = "retention.shorten"
"""The kind of the job that takes the next step in one room."""
EVERY = HOUR


def keep_messages(tx: Tx, actor: Actor, group_id: GroupId, days: int | None) -> Group:
    """Owners. What is older already begins to go at once. Emits `group.changed`. Raises `NotAllowed`."""
    group = keep_for(tx, actor, group_id, days)
    look_at_group(tx, group_id)
    return group


def look_at_group(tx: Tx, group_id: str) -> None:
    """For the job: every room has its next step, and in an hour it is looked at again, as long as there is a rule."""
    if _days(tx, group_id) is None:
        return
    for room in rooms_there(tx, group_id):
        _shorten_later(tx, room.id)
    enqueue(tx, LOOK, group_id, GroupToLookAt(group_id=group_id), due=tx.now + EVERY)


def shorten_room(tx: Tx, room_id: str) -> None:
    """For the job: one step, which leaves the next. By the rule as it is now: what its owner took back does nothing."""
    room = there(tx, room_id)
    days = None if room is None or room.group_id is None else _days(tx, room.group_id)
    if days is not None and expire_some(tx, room_id, tx.now - days * DAY):
        _shorten_later(tx, room_id)


def _shorten_later(tx: Tx, room_id: str) -> None:
    enqueue(tx, SHORTEN, room_id, RoomToShorten(room_id=room_id))


def _days(tx: Tx, group_id: str) -> int | None:
    """None also for a group that is gone."""
    return next((group.keep_days for group in groups_by_id(tx, [group_id])), None)
