"""Rules for the emoji of a group, on plain values."""

import re

from distributed_chat.emoji.errors import EmojiNameIsWrong
from distributed_chat.groups.schemas import Role
from distributed_chat.kernel.errors import NotAllowed

MOST = 500
"""In one group."""
SIDE = 64
"""Pixels."""
LARGEST_UPLOAD = 4 * 1024 * 1024
LARGEST_PICTURE = 512 * 1024
"""Bytes of what was drawn of it: one that moves for long is large."""

_NAME = re.compile(r"[a-z0-9_]{2,32}")


def check_name(name: str) -> str:
    """Raises `EmojiNameIsWrong`."""
    if _NAME.fullmatch(name) is None:
        raise EmojiNameIsWrong(field="name")
    return name


def check_may_delete(role: Role, *, is_maker: bool) -> None:
    """Whoever made it, and those who lead the group."""
    if not (is_maker or role in {"owner", "admin"}):
        raise NotAllowed
