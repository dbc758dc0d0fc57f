"""What happens to groups. Each public verb is one change that people see, in one transaction."""

from distributed_chat.groups.actions.comings import admit, open_streams
from distributed_chat.groups.actions.groups import (
    create_group,
    delete_group,
    end_group_of_nobody,
    found_group,
    keep_for,
    rename_group,
    rename_group_for_all,
)
from distributed_chat.groups.actions.invitations import (
    SEND_INVITE,
    SendInvite,
    create_invite,
    decline_invite,
    take_back_invite,
    use_invite,
    write_invite_mail,
)
from distributed_chat.groups.actions.members import (
    change_role,
    depart,
    leave_group,
    remove_member,
    show_new_profile,
)
from distributed_chat.groups.actions.showing import hide_invites_to, show_invites_to, show_new_inviter, streams_shown_of

__all__ = [
    "SEND_INVITE",
    "SendInvite",
    "admit",
    "change_role",
    "create_group",
    "create_invite",
    "decline_invite",
    "delete_group",
    "depart",
    "end_group_of_nobody",
    "found_group",
    "hide_invites_to",
    "keep_for",
    "leave_group",
    "open_streams",
    "remove_member",
    "rename_group",
    "rename_group_for_all",
    "show_invites_to",
    "show_new_inviter",
    "show_new_profile",
    "streams_shown_of",
    "take_back_invite",
    "use_invite",
    "write_invite_mail",
]
