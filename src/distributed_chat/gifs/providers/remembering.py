"""A provider with a memory: what was found lately need not be asked for again when its pictures are."""

from collections import OrderedDict
from typing import Literal

from distributed_chat.gifs.providers.port import FoundGif, Provider, ProviderIsAway
from distributed_chat.gifs.providers.web import Web
from distributed_chat.kernel.errors import NotFound

REMEMBERED = 2_000
LARGEST_SMALL = 3 * 1024 * 1024
LARGEST_FULL = 16 * 1024 * 1024


class Library:
    """One for each app."""

    def __init__(self, name: Literal["giphy", "tenor"], provider: Provider, web: Web) -> None:
        self.name = name
        self._provider = provider
        self._web = web
        self._known: OrderedDict[str, FoundGif] = OrderedDict()

    async def search(self, words: str, *, limit: int) -> list[FoundGif]:
        """Raises `ProviderIsAway`."""
        found = await self._provider.search(words, limit=limit)
        for gif in found:
            self._remember(gif)
        return found

    async def gif(self, gif_id: str) -> FoundGif:
        """Raises `NotFound`, `ProviderIsAway`."""
        known = self._known.get(gif_id)
        if known is None:
            known = await self._provider.gif(gif_id)
            if known is None:
                raise NotFound
            self._remember(known)
        return known

    async def small(self, gif_id: str) -> bytes:
        return await self._web.picture((await self.gif(gif_id)).small, most=LARGEST_SMALL)

    async def full(self, gif_id: str) -> bytes:
        gif = await self.gif(gif_id)
        try:
            return await self._web.picture(gif.full, most=LARGEST_FULL)
        except ProviderIsAway:  # or larger than we take
            return await self._web.picture(gif.small, most=LARGEST_SMALL)

    async def close(self) -> None:
        await self._web.close()

    def _remember(self, gif: FoundGif) -> None:
        self._known[gif.id] = gif
        self._known.move_to_end(gif.id)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
