"""GIPHY, by its API of 2026 (developers.giphy.com/docs/api/endpoint): search, trending, one gif."""

import re

from msgspec import Struct

from distributed_chat.gifs.providers.port import FoundGif, has_size
from distributed_chat.gifs.providers.web import Web

_ID = re.compile(r"[A-Za-z0-9]{1,64}")


class _Picture(Struct, frozen=True):
    url: str = ""
    width: str = "0"
    height: str = "0"


class _Pictures(Struct, frozen=True):
    fixed_width: _Picture = _Picture()
    downsized: _Picture = _Picture()
    original: _Picture = _Picture()


class _Gif(Struct, frozen=True):
    id: str
    title: str = ""
    images: _Pictures = _Pictures()


class _Found(Struct, frozen=True):
    data: list[_Gif] = []


class _One(Struct, frozen=True):
    data: _Gif


class Giphy:
    address = "https://api.giphy.com"
    hosts = ("giphy.com",)

    def __init__(self, web: Web, key: str) -> None:
        self._web = web
        self._key = key

    async def search(self, words: str, *, limit: int) -> list[FoundGif]:
        asked = {"api_key": self._key, "limit": str(limit), "rating": "pg"}
        path, more = ("/v1/gifs/search", {"q": words}) if words else ("/v1/gifs/trending", {})
        found = await self._web.ask(path, asked | more, _Found)
        return [gif for gif in map(_shown, found.data if found else []) if gif]

    async def gif(self, gif_id: str) -> FoundGif | None:
        if _ID.fullmatch(gif_id) is None:
            return None
        found = await self._web.ask(f"/v1/gifs/{gif_id}", {"api_key": self._key}, _One)
        return _shown(found.data) if found else None


def _shown(gif: _Gif) -> FoundGif | None:
    small, full = gif.images.fixed_width, gif.images.downsized
    if not full.url:
        full = gif.images.original
    width, height = _pixels(small.width), _pixels(small.height)
    if not (_ID.fullmatch(gif.id) and small.url and full.url and has_size(width, height)):
        return None
    return FoundGif(gif.id, gif.title, width, height, small.url, full.url)


def _pixels(text: str) -> int:
    """0 for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
