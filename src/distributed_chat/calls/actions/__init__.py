"""What happens to calls. Each public verb is one change a person can see, in one transaction."""

from distributed_chat.calls.actions.coming import Joined, join_call, move_call
from distributed_chat.calls.actions.going import (
    end_call_in,
    end_calls_in_group,
    end_seats_of_sessions,
    leave_before_account_goes,
    leave_before_member_goes,
    leave_call,
    lose,
    note_heard,
)

__all__ = [
    "Joined",
    "end_call_in",
    "end_calls_in_group",
    "end_seats_of_sessions",
    "join_call",
    "leave_before_account_goes",
    "leave_before_member_goes",
    "leave_call",
    "lose",
    "move_call",
    "note_heard",
]
