"""What a provider of gifs is to us."""

from typing import NamedTuple, Protocol

from distributed_chat.kernel.errors import Unavailable

MOST_PIXELS = 10_000
"""On one side; whoever says more of a small gif is not believed."""


class ProviderIsAway(Unavailable):
    code, message = "gif_provider_is_away", "The gifs can't be reached at the moment. Try again in a while."


class FoundGif(NamedTuple):
    """A gif of a provider's. Its addresses are for this server alone: readers never go there."""

    id: str
    title: str
    width: int
    height: int
    """Of the small one, in pixels."""
    small: str
    """Where the picture is that is shown in a list."""
    full: str


def has_size(width: int, height: int) -> bool:
    """Whether a picture can be so large."""
    return 1 <= width <= MOST_PIXELS and 1 <= height <= MOST_PIXELS


class Provider(Protocol):
    async def search(self, words: str, *, limit: int) -> list[FoundGif]:
        """The best first; for no words what many send now. Raises `ProviderIsAway`."""

    async def gif(self, gif_id: str) -> FoundGif | None:
        """None when there is none with that id. Raises `ProviderIsAway`."""
