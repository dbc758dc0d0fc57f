"""What happens to hooks and commands. Each public verb is one change a person can see, in one transaction."""

from distributed_chat.hooks.actions.answers import (
    BEGIN,
    Place,
    answered_among,
    erased_in,
    forget_answers,
    look_for_erased,
)
from distributed_chat.hooks.actions.commands import (
    change_command,
    make_command,
    remove_command,
    say_answer,
)
from distributed_chat.hooks.actions.delivering import Parcel, Taken, forget_old, hand_on, settle, spoken, take
from distributed_chat.hooks.actions.ending import end_hooks_of_group, end_hooks_of_member, end_hooks_of_room
from distributed_chat.hooks.actions.incoming import make_incoming_hook, remove_incoming_hook, renew_address, say
from distributed_chat.hooks.actions.outgoing import (
    change_outgoing_hook,
    make_outgoing_hook,
    ping,
    redeliver,
    remove_outgoing_hook,
    renew_secret,
)

__all__ = [
    "BEGIN",
    "Parcel",
    "Place",
    "Taken",
    "answered_among",
    "change_command",
    "change_outgoing_hook",
    "end_hooks_of_group",
    "end_hooks_of_member",
    "end_hooks_of_room",
    "erased_in",
    "forget_answers",
    "forget_old",
    "hand_on",
    "look_for_erased",
    "make_command",
    "make_incoming_hook",
    "make_outgoing_hook",
    "ping",
    "redeliver",
    "remove_command",
    "remove_incoming_hook",
    "remove_outgoing_hook",
    "renew_address",
    "renew_secret",
    "say",
    "say_answer",
    "settle",
    "spoken",
    "take",
]
