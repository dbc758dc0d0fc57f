"""JSON of a message and of all that hangs on it: files, a poll, previews, reactions.

It lives below `messages`, `files`, `polls` and `embeds`, because a conversation shows its last message. What is not
there is left out of the JSON, so that a plain message stays small.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.kernel.pages import LARGEST_NUMBER

Place = Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]
"""An offset or a length in code points."""


class Entity(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a stretch of the text means: only this notifies anybody, whatever the text looks like."""

    type: Literal["mention", "all", "here", "room", "emoji"]
    offset: Place
    length: Place
    user_id: Annotated[str, Meta(max_length=36)] | None = None
    """Of a `mention`."""
    room_id: Annotated[str, Meta(max_length=36)] | None = None
    """Of a `room`."""
    emoji_id: Annotated[str, Meta(max_length=36)] | None = None
    """Of an `emoji`: one that the group made."""


class Reaction(Struct, frozen=True, kw_only=True):
    emoji: str
    """An emoji, or the id of one that the group made."""
    user_ids: list[str]
    """Who gave it, the first first; never empty."""


class Quoted(Struct, frozen=True, kw_only=True):
    """The message that this one answers: an id, never a copy, so that erasing is real."""

    id: str
    number: int
    author_id: str


class Forwarded(Struct, frozen=True, kw_only=True):
    """Who wrote it first, and when."""

    author_id: str
    sent_at: str


class Pin(Struct, frozen=True, kw_only=True):
    by: str
    at: str


class Thread(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What hangs below a message: its replies are numbered from 1 on their own."""

    count: int
    """The number of the newest reply."""
    last_at: str
    user_ids: list[str]
    """Who wrote in it, the first first, five at most."""
    first_number: int = 1
    """The number of the oldest reply that is kept, where others were erased by age."""


class File(Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    name: str
    type: str
    """What its bytes are, not what its sender said: `image/png`, `application/octet-stream` …"""
    size: int
    """Bytes."""
    url: str
    """Below this server; asks for the right to read each time."""
    thumbnail: str | None = None
    """The address of a smaller WebP picture: of an image that was decoded, or of a PDF's first page."""
    width: int | None = None
    height: int | None = None
    """Pixels, upright."""
    blur: str | None = None
    """Base64 of a WebP of at most 24 pixels, to show until the picture is there."""
    seconds: float | None = None
    """How long a voice note is."""
    waveform: list[int] | None = None
    """Loudness of a voice note, 0 to 100, at most 64 steps. A file with a waveform is shown as a voice note."""
    pages: int | None = None
    """Of a PDF."""


class PollOption(Struct, frozen=True, kw_only=True, omit_defaults=True):
    text: str
    count: int = 0
    user_ids: list[str] = []
    """Who chose it, in the order of their votes; always empty in an anonymous poll."""


class Poll(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The question is the text of its message."""

    options: list[PollOption]
    voters: int = 0
    multiple: bool = False
    anonymous: bool = False
    closes_at: str | None = None
    closed_at: str | None = None


class PreviewImage(Struct, frozen=True, kw_only=True):
    """Fetched and drawn anew by this server, so that no reader's address reaches the site."""

    url: str
    width: int
    height: int


class Preview(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a link in a message leads to."""

    id: str
    url: str
    title: str = ""
    description: str = ""
    site: str = ""
    image: PreviewImage | None = None
    player: Literal["youtube", "vimeo", "spotify", "x"] | None = None
    player_url: str | None = None
    """Loaded in a sandboxed frame, and only when somebody clicks."""


class Message(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message. Deleted: `deleted_at` is there and nothing else that was in it."""

    id: str
    conversation_id: str
    number: int
    """Dense from 1 in its conversation; of a reply in a thread, dense from 1 in that thread."""
    author_id: str
    text: str
    """Markdown as it was typed. Empty when deleted; may be empty when there are files."""
    sent_at: str
    kind: Literal["text", "action"] = "text"
    """An `action` is what /me makes: "Ann waves"."""
    entities: list[Entity] = []
    edited_at: str | None = None
    deleted_at: str | None = None
    undone: bool = False
    """Deleted by its author within ten seconds: clients show nothing in its place."""
    reply_to: Quoted | None = None
    thread_of: str | None = None
    """The id of the message whose thread this is in."""
    thread: Thread | None = None
    forwarded: Forwarded | None = None
    pinned: Pin | None = None
    reactions: list[Reaction] = []
    """In the order of their first."""
    files: list[File] = []
    poll: Poll | None = None
    previews: list[Preview] = []
