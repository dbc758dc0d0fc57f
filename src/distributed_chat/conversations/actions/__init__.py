"""What happens to rooms, chats and markers. Each public verb is one change a person can see, in one transaction."""

from distributed_chat.conversations.actions.chats import create_chat
from distributed_chat.conversations.actions.markers import mark_all_seen, mark_seen, mark_unread
from distributed_chat.conversations.actions.mentions import EVERYBODY, forget_mentions, mention
from distributed_chat.conversations.actions.numbers import Place, check_is_answered, forget_below, take_number
from distributed_chat.conversations.actions.people import (
    close_rooms,
    forget_in_chats,
    leave_rooms,
    mark_rooms_read,
    rename_in_chats,
    room_streams,
)
from distributed_chat.conversations.actions.rooms import change_room, create_room, delete_room
from distributed_chat.conversations.actions.unattended import chat_for, create_open_room, remove_room, rename_room

__all__ = [
    "EVERYBODY",
    "Place",
    "change_room",
    "chat_for",
    "check_is_answered",
    "close_rooms",
    "create_chat",
    "create_open_room",
    "create_room",
    "delete_room",
    "forget_below",
    "forget_in_chats",
    "forget_mentions",
    "leave_rooms",
    "mark_all_seen",
    "mark_rooms_read",
    "mark_seen",
    "mark_unread",
    "mention",
    "remove_room",
    "rename_in_chats",
    "rename_room",
    "room_streams",
    "take_number",
]
