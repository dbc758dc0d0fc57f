"""Facts about what I keep for later, in my `user:` stream alone.

What carries words has the draft or the scheduled message as its subject; the rest, which goes with the account, me.
"""

from typing import Literal

from distributed_chat.kernel.events import Event
from distributed_chat.later.schemas import Draft, Saved, Scheduled


class SavedChanged(Event, frozen=True, kw_only=True):
    type = "saved.changed"

    saved: Saved


class SavedRemoved(Event, frozen=True, kw_only=True):
    type = "saved.removed"

    message_id: str


class ReminderDue(Event, frozen=True, kw_only=True):
    """The time has come; it waits until I look at it, on whichever device."""

    type = "reminder.due"

    saved: Saved


class DraftChanged(Event, frozen=True, kw_only=True):
    """With an empty text: there is no draft any more. Those before it are erased."""

    type = "draft.changed"

    draft: Draft


class ScheduledChanged(Event, frozen=True, kw_only=True):
    """New, changed, or refused when it was due. Those before it are erased."""

    type = "scheduled.changed"

    scheduled: Scheduled


class ScheduledRemoved(Event, frozen=True, kw_only=True):
    type = "scheduled.removed"

    scheduled_id: str
    reason: Literal["sent", "deleted"]
