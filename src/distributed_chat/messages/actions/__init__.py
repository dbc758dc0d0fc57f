"""What happens to messages. Each public verb is one change a person can see, in one transaction."""

from distributed_chat.messages.actions.changing import Changed
from distributed_chat.messages.actions.delete import (
    DELETE_FORWARDS,
    delete_forward,
    delete_message,
)
from distributed_chat.messages.actions.edit import edit_message
from distributed_chat.messages.actions.erasing import ERASE_ON, erase_on
from distributed_chat.messages.actions.expiring import expire_some
from distributed_chat.messages.actions.forward import forward_message
from distributed_chat.messages.actions.pin import pin_message, unpin_message
from distributed_chat.messages.actions.purge import PURGE, purge_room_later, purge_rooms_later, purge_some
from distributed_chat.messages.actions.react import add_reaction, remove_reaction
from distributed_chat.messages.actions.send import Sent, send_message

__all__ = [
    "DELETE_FORWARDS",
    "ERASE_ON",
    "PURGE",
    "Changed",
    "Sent",
    "add_reaction",
    "delete_forward",
    "delete_message",
    "edit_message",
    "erase_on",
    "expire_some",
    "forward_message",
    "pin_message",
    "purge_room_later",
    "purge_rooms_later",
    "purge_some",
    "remove_reaction",
    "send_message",
    "unpin_message",
]
