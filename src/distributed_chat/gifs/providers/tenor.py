"""Tenor, by version 2 of its API (developers.google.com/tenor/guides/endpoints): search, featured, posts."""

import re

from msgspec import Struct

from distributed_chat.gifs.providers.port import FoundGif, has_size
from distributed_chat.gifs.providers.web import Web

_ID = re.compile(r"[0-9]{1,64}")


class _Picture(Struct, frozen=True):
    url: str = ""
    dims: list[int] = []


class _Pictures(Struct, frozen=True):
    gif: _Picture = _Picture()
    tinygif: _Picture = _Picture()


class _Gif(Struct, frozen=True):
    id: str
    content_description: str = ""
    media_formats: _Pictures = _Pictures()


class _Found(Struct, frozen=True):
    results: list[_Gif] = []


class Tenor:
    address = "https://tenor.googleapis.com"
    hosts = ("tenor.com",)

    def __init__(self, web: Web, key: str) -> None:
        self._web = web
        self._asked = {"key": key, "client_key": "distributed", "media_filter": "gif,tinygif"}

    async def search(self, words: str, *, limit: int) -> list[FoundGif]:
        asked = {**self._asked, "limit": str(limit), "contentfilter": "medium"}
        path, more = ("/v2/search", {"q": words}) if words else ("/v2/featured", {})
        found = await self._web.ask(path, asked | more, _Found)
        return [gif for gif in map(_shown, found.results if found else []) if gif]

    async def gif(self, gif_id: str) -> FoundGif | None:
        if _ID.fullmatch(gif_id) is None:
            return None
        found = await self._web.ask("/v2/posts", {**self._asked, "ids": gif_id}, _Found)
        return next((gif for gif in map(_shown, found.results if found else []) if gif), None)


def _shown(gif: _Gif) -> FoundGif | None:
    small, full = gif.media_formats.tinygif, gif.media_formats.gif
    if not (_ID.fullmatch(gif.id) and small.url and full.url and len(small.dims) == 2 and has_size(*small.dims)):
        return None
    return FoundGif(gif.id, gif.content_description, small.dims[0], small.dims[1], small.url, full.url)
