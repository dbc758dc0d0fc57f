"""Facts about messages, in the stream of their conversation."""

from distributed_chat.conversations.schemas import Message
from distributed_chat.kernel.events import Event


class MessagePosted(Event, frozen=True, kw_only=True):
    """It also moves the author's own marker to its number; no event of its own says so."""

    type = "message.posted"

    message: Message
