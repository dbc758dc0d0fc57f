"""Facts about emoji, in `group:`."""

from distributed_chat.emoji.schemas import CustomEmoji
from distributed_chat.kernel.events import Event


class EmojiCreated(Event, frozen=True, kw_only=True):
    type = "emoji.created"

    emoji: CustomEmoji


class EmojiDeleted(Event, frozen=True, kw_only=True):
    """Where it was used its name stays."""

    type = "emoji.deleted"

    emoji_id: str
