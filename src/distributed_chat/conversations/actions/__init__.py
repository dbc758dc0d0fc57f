"""What happens to rooms, chats and markers. Each public verb is one change a person can see, in one transaction."""

from distributed_chat.conversations.actions.chats import create_chat
from distributed_chat.conversations.actions.markers import mark_seen
from distributed_chat.conversations.actions.numbers import Place, take_number
from distributed_chat.conversations.actions.people import (
    close_rooms,
    forget_in_chats,
    leave_rooms,
    mark_rooms_read,
    rename_in_chats,
    room_streams,
)
from distributed_chat.conversations.actions.rooms import change_room, create_room, delete_room

__all__ = [
    "Place",
    "change_room",
    "close_rooms",
    "create_chat",
    "create_room",
    "delete_room",
    "forget_in_chats",
    "leave_rooms",
    "mark_rooms_read",
    "mark_seen",
    "rename_in_chats",
    "room_streams",
    "take_number",
]
