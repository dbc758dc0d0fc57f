"""What happens to groups. Each public verb is one change that people see, in one transaction."""

from distributed_chat.groups.actions.comings import admit, close_invites_into, open_streams
from distributed_chat.groups.actions.groups import create_group, delete_group, rename_group
from distributed_chat.groups.actions.invitations import (
    close_invite,
    create_invite,
    decline_invite,
    show_invites_to,
    show_new_inviter,
    take_back_invite,
    use_invite,
)
from distributed_chat.groups.actions.members import change_role, leave_group, remove_member, show_new_profile

__all__ = [
    "admit",
    "change_role",
    "close_invite",
    "close_invites_into",
    "create_group",
    "create_invite",
    "decline_invite",
    "delete_group",
    "leave_group",
    "open_streams",
    "remove_member",
    "rename_group",
    "show_invites_to",
    "show_new_inviter",
    "show_new_profile",
    "take_back_invite",
    "use_invite",
]
