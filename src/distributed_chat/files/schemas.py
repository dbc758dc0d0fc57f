"""JSON of uploads, and of the files of a conversation. `File` itself is with conversations, which show it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import File
from distributed_chat.kernel.ids import GivenId
from distributed_chat.kernel.pages import LARGEST_NUMBER


class FileAnswer(Struct, frozen=True, kw_only=True):
    file: File


class Upload(Struct, frozen=True, kw_only=True):
    """Something on its way, by the tus protocol (1.0)."""

    id: str
    """The file's, once it is all there."""
    name: str
    size: int
    offset: int
    """So many bytes are kept: send what comes after them."""
    expires_at: str


class UploadAnswer(Struct, frozen=True, kw_only=True):
    upload: Upload


class LinkAnswer(Struct, frozen=True, kw_only=True):
    url: str
    """Opens the file without a cookie or a header, as long as the session that asked for it lives."""
    expires_in: int
    """Seconds."""


class LinkKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    link: Annotated[str, Meta(max_length=400)] | None = None
    """What `POST /api/files/{id}/link` has made."""
    save: bool = False
    """To save it, also what a browser would show."""


class GalleryCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Literal["media", "file", "voice"] | None = None
    """Pictures and videos, anything else, or voice notes. Without it: all."""
    before: GivenId | None = None
    """The id of a file: those that were posted before it."""
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None


class GalleryFile(Struct, frozen=True, kw_only=True):
    file: File
    message_id: str
    number: int
    """Of its message: in the conversation, or in the thread that it is in."""
    thread_of: str | None
    author_id: str
    sent_at: str


class MyFile(Struct, frozen=True, kw_only=True):
    """One that I uploaded."""

    file: File
    conversation_id: str | None
    """Where I sent it; null while it is in no message."""
    number: int | None
    """Of its message: in the conversation, or in the thread that it is in."""
    thread_of: str | None
    sent_at: str | None


class MyFiles(Struct, frozen=True, kw_only=True):
    bytes: int
    """Of everything that I uploaded and that is still there, what is on its way among it."""
    most: int | None
    """So many there may be; null: as many as the server has room for."""
    largest: list[MyFile]
    """At most 20, the largest first, of those that I may still read."""


class Gallery(Struct, frozen=True, kw_only=True):
    files: list[GalleryFile]
    """The newest first."""
    users: list[User]
    """Who posted them: some may be in the group no more."""
    has_older: bool
