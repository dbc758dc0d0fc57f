"""The real server, whose links lead into a small internet of one newspaper.

It takes `--host` and `--port` as the real command does, and its settings from the environment.
"""

import asyncio
import os
import sys

from distributed_chat.cli.serve import serve
from distributed_chat.config.settings import load
from tests.embeds.internet import SmallInternet, meta, page, picture

FILM = "https://youtu.be/dQw4w9WgXcQ"
STORY = "https://news.example/tomatoes"


def small_internet() -> SmallInternet:
    internet = SmallInternet()
    story = page(
        "Tomatoes",
        meta("og:title", "Tomatoes are ripe"),
        meta("og:description", "All of them, since this morning."),
        meta("og:site_name", "The News"),
        meta("og:image", "/tomato.png"),
    )
    pages = {"/tomatoes": ("text/html", story), "/tomato.png": ("image/png", picture(600, 315))}
    internet.pages("news.example", pages)
    return internet


def main(arguments: list[str]) -> None:
    host, port = (arguments[arguments.index(name) + 1] for name in ("--host", "--port"))
    asyncio.run(serve(load(os.environ, host=host, port=port), network=small_internet()))


if __name__ == "__main__":
    main(sys.argv[1:])
