"""Rules for the shelf, on plain values."""

import re
import unicodedata

from distributed_chat.gifs.errors import NotAGif, TagsAreWrong
from distributed_chat.groups.schemas import Role
from distributed_chat.kernel.errors import NotAllowed

MOST = 1_000
"""On one shelf."""
LARGEST = 16 * 1024 * 1024
MOST_TAGS = 10
LONGEST_TAG = 32
SHOWN = 24
"""Of a provider's at once."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """What somebody typed, as it is looked for: folded, each word once."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return list(dict.fromkeys(_WORD.findall(folded)))


def tags_of(text: str) -> list[str]:
    """Raises `TagsAreWrong`."""
    tags = words_of(text)
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise TagsAreWrong(field="tags")
    return tags


def check_picture(media_type: str, width: int | None) -> None:
    """`width` in pixels; None for what could not be drawn. Raises `NotAGif`."""
    if width is None or not media_type.startswith("image/"):
        raise NotAGif(field="file")


def check_may_remove(role: Role, *, is_maker: bool) -> None:
    """Whoever added it, and those who lead the group."""
    if not (is_maker or role in {"owner", "admin"}):
        raise NotAllowed
