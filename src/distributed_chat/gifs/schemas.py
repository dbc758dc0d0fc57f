"""JSON of gifs: those of the group's shelf, and those that a provider has."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.kernel.ids import GivenId
from distributed_chat.kernel.pages import LARGEST_NUMBER

Words = Annotated[str, Meta(max_length=200)]


class Gif(Struct, frozen=True, kw_only=True):
    """On the shelf of a group, for its members to send."""

    id: str
    group_id: str
    url: str
    width: int
    height: int
    """Pixels."""
    tags: list[str]
    created_by: str


class GifAdded(Struct, frozen=True, kw_only=True):
    gif: Gif
    stream: str
    seq: int


class ShelfCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    q: Words = ""
    """Beginnings of tags; all of them are meant."""
    before: GivenId | None = None
    """The id of a gif: those that were added before it."""
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None


class Shelf(Struct, frozen=True, kw_only=True):
    gifs: list[Gif]
    """The newest first."""
    has_older: bool
    provider: Literal["giphy", "tenor"] | None
    """Who else may be asked; null: nobody."""


class SearchWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    q: Words = ""
    """Nothing: what many send now."""


class ProviderGif(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    url: str
    """A small one, by way of this server: the provider sees no reader."""
    width: int
    height: int


class ProviderGifs(Struct, frozen=True, kw_only=True):
    provider: Literal["giphy", "tenor"]
    gifs: list[ProviderGif]


class UseForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: Annotated[str, Meta(max_length=64)]
    """Of a provider's gif."""
