"""The crew of the tests about messages, an internet with one newspaper, and links that are looked at when told."""

from collections.abc import Awaitable, Callable

import pytest

from distributed_chat.app import App
from tests.embeds.internet import SmallInternet, meta, page, picture
from tests.messages.conftest import Crew, crew

__all__ = ["Crew", "crew"]

Look = Callable[[], Awaitable[int]]
NEWS = "https://news.example/tomatoes"


@pytest.fixture
async def look(app: App) -> Look:
    """`await look()` looks at every link that waits, and says how many jobs there were."""
    await app.link_worker.stop()

    async def run() -> int:
        jobs = 0
        while ran := await app.link_worker.run_due():
            jobs += ran
        return jobs

    return run


@pytest.fixture
def news(internet: SmallInternet) -> SmallInternet:
    """The internet with `NEWS` in it, and a picture there."""
    story = page(
        "Tomatoes | News",
        meta("og:title", "Tomatoes are ripe"),
        meta("og:description", "All of them."),
        meta("og:site_name", "The News"),
        meta("og:image", "https://pictures.example/tomato.png"),
    )
    internet.pages("news.example", {"/tomatoes": ("text/html; charset=utf-8", story)})
    internet.pages("pictures.example", {"/tomato.png": ("image/png", picture())})
    return internet
