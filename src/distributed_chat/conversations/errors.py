"""What can go wrong with rooms and chats, in words."""

from distributed_chat.kernel.errors import Invalid, NotAllowed


class RoomKindIsFixed(Invalid):
    code, message = "room_kind_is_fixed", "Whether a room is private is decided when it is made."


class NotInTheGroup(Invalid):
    """Somebody chosen for a private room is no member of the group, or is nobody at all: the same answer."""

    code, message = "not_in_the_group", "Everybody in a private room must be a member of the group."


class OnlyPrivateRoomsChoose(Invalid):
    code, message = "only_private_rooms_choose", "An open room is for the whole group; only a private one has members."


class NobodyElse(Invalid):
    code, message = "nobody_else", "A chat needs somebody else."


class ChatIsReadOnly(NotAllowed):
    code, message = "chat_is_read_only", "Everybody else in this chat is gone; there is nobody to read it."


class IdIsNotValid(Invalid):
    code, message = "id_is_not_valid", "An id is a UUID in lower case."
