"""Ids: UUID strings in lower case, of a type per noun so that one can't stand for another.

Our own ids are version 7 (RFC 9562): they begin with the time, so that rows made together lie together.
"""

import re
import secrets
import time
import uuid
from typing import Annotated, NewType

from msgspec import Meta

UserId = NewType("UserId", str)
SessionId = NewType("SessionId", str)
GroupId = NewType("GroupId", str)
InviteId = NewType("InviteId", str)
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
PreviewId = NewType("PreviewId", str)
FileId = NewType("FileId", str)
EmojiId = NewType("EmojiId", str)
GifId = NewType("GifId", str)
KeyId = NewType("KeyId", str)
SecretId = NewType("SecretId", str)
HookId = NewType("HookId", str)
DeliveryId = NewType("DeliveryId", str)
CommandId = NewType("CommandId", str)
ImportId = NewType("ImportId", str)
ExportId = NewType("ExportId", str)
StreamName = NewType("StreamName", str)

_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID = re.compile(_PATTERN)

GivenId = Annotated[
    str,
    Meta(
        min_length=36,  # `$` alone would let a newline follow
        max_length=36,
        pattern=f"^{_PATTERN}$",
        description="A UUID in lower case.",
    ),
]
"""An id in a request's body: refused at the door when it is none."""


def new_id() -> str:
    """A fresh version 7 UUID: 48 bits of milliseconds, 12 of their fraction, 62 random.

    With the fraction (RFC 9562, section 6.2, method 3) what one process makes is in the order in which it was made.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    value = (milliseconds << 80) | (0x7 << 76) | (fraction << 64) | (0x2 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def is_id(text: str) -> bool:
    """Whether the text is a UUID as we write them: 36 characters, lower case, with hyphens."""
    return _ID.fullmatch(text) is not None


def group_stream(group_id: str) -> StreamName:
    return StreamName(f"group:{group_id}")


def room_stream(room_id: str) -> StreamName:
    return StreamName(f"room:{room_id}")


def chat_stream(chat_id: str) -> StreamName:
    return StreamName(f"chat:{chat_id}")


def user_stream(user_id: str) -> StreamName:
    return StreamName(f"user:{user_id}")
