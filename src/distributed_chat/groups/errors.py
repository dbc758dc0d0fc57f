"""What can go wrong in a group, in words."""

from distributed_chat.kernel.errors import Conflict, Invalid, NotFound


class LastOwner(Conflict):
    code, message = "last_owner", "A group needs an owner. Make somebody else an owner first."


class GroupIsFull(Invalid):
    code, message = "group_is_full", "This group has as many members as it may have."


class InviteIsNotValid(NotFound):
    """One answer for an invite that is wrong, used up, expired or taken back."""

    code, message = "invite_is_not_valid", "This invite does not work any more. Ask for a new one."


class TooManyInvites(Invalid):
    code, message = "too_many_invites", "This group has many open invites. Take some back first."
