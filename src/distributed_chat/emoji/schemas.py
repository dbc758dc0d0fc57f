"""JSON of emoji that a group made."""

from msgspec import Struct


class CustomEmoji(Struct, frozen=True, kw_only=True):
    id: str
    group_id: str
    name: str
    """Unique in its group; written as `:name:`."""
    url: str
    """A WebP of at most 64 pixels."""
    animated: bool
    created_by: str


class EmojiCreated(Struct, frozen=True, kw_only=True):
    emoji: CustomEmoji
    stream: str
    seq: int
