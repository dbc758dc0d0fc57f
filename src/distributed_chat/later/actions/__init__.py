"""What a person does with what they keep for later, and what is done when its time has come."""

from distributed_chat.later.actions.drafts import keep_draft
from distributed_chat.later.actions.leaving import (
    forget_person,
    forget_room,
    forget_rooms_of_group,
    forget_rooms_of_member,
)
from distributed_chat.later.actions.saving import REMIND, Reminder, remind, save_message, unsave_message
from distributed_chat.later.actions.scheduling import (
    SEND,
    Due,
    Made,
    change_scheduled,
    delete_scheduled,
    schedule_message,
)
from distributed_chat.later.actions.sending import refuse, send_due, send_now

__all__ = [
    "REMIND",
    "SEND",
    "Due",
    "Made",
    "Reminder",
    "change_scheduled",
    "delete_scheduled",
    "forget_person",
    "forget_room",
    "forget_rooms_of_group",
    "forget_rooms_of_member",
    "keep_draft",
    "refuse",
    "remind",
    "save_message",
    "schedule_message",
    "send_due",
    "send_now",
    "unsave_message",
]
