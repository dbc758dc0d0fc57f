"""The jobs of previews: looking at a link, and letting go of a picture that nothing shows. Registered by `app`."""

import asyncio
from contextlib import suppress
from typing import Any

import structlog

from distributed_chat.blobs import BlobIsMissing
from distributed_chat.db import Tx
from distributed_chat.embeds.actions import LinkToLookAt, PictureToForget, forget_picture_later, show
from distributed_chat.embeds.fetching import Fetched, Fetcher
from distributed_chat.embeds.found import Found, Picture
from distributed_chat.embeds.pages import Facts, facts_in_oembed, facts_of, file_name_in, site_of
from distributed_chat.embeds.players import player_of
from distributed_chat.embeds.queries import Link, found_since, is_used, link_of
from distributed_chat.embeds.targets import NotFetched
from distributed_chat.kernel.clock import DAY, MINUTE, Clock
from distributed_chat.kernel.errors import TooMany
from distributed_chat.kernel.ids import new_id
from distributed_chat.pictures import Pictures
from distributed_chat.web import Services
from distributed_chat.web.limits import Limit, Limiter

SECONDS = 5.0
"""For everything that is fetched for one link."""
KEPT_FOR = DAY
"""What was found behind an address is taken over by the next message with it."""
FAILED_FOR = 10 * MINUTE
FAILURES_AT_MOST = 1_000
MOST_PIXELS = 800 * 800
_UNUSED_FOR = 10 * MINUTE
_PAGES = ("text/html", "application/xhtml+xml", "image/")
_OEMBED = ("application/json", "text/json", "application/json+oembed")
_PER_PERSON, _PER_SITE = Limit("60/minute"), Limit("60/minute")

_log = structlog.get_logger("embeds")


class Looker:
    """One for each app: fetches, and remembers for a while where there was nothing."""

    def __init__(self, fetcher: Fetcher, pictures: Pictures, clock: Clock, *, seconds: float = SECONDS) -> None:
        """`pictures` is our own: what strangers' sites send must not keep people's uploads waiting."""
        self.pictures = pictures
        self._fetcher = fetcher
        self._clock = clock
        self.seconds = seconds
        self._limiter = Limiter(clock)
        self._failed: dict[str, int] = {}

    async def look(self, link: Link) -> tuple[Facts, bytes | None] | None:
        """What the page says, and the bytes of its picture; None when there is nothing, now or a while ago."""
        if self._failed.get(link.url_hash, 0) > self._clock.now():
            return None
        try:
            self._limiter.spend(_PER_PERSON, "person", link.author_id)
            self._limiter.spend(_PER_SITE, "site", site_of(link.url))
            return await self._look(link.url)
        except (NotFetched, TooMany, TimeoutError) as why:
            _log.info("link_not_looked_at", preview=link.id, why=str(why) or "late")
        if len(self._failed) >= FAILURES_AT_MOST:
            self._failed.clear()
        self._failed[link.url_hash] = self._clock.now() + FAILED_FOR
        return None

    async def close(self) -> None:
        await self._fetcher.close()
        await self.pictures.stop()

    async def _look(self, url: str) -> tuple[Facts, bytes | None]:
        """What has come when the time is over, counts."""
        async with asyncio.timeout(self.seconds) as limit:
            page = await self._fetcher.get(url, types=_PAGES)
        if page.content_type.startswith("image/"):
            return Facts(title=file_name_in(page.url)), page.body if page.whole else None
        facts = await asyncio.to_thread(facts_of, page)
        image: bytes | None = None
        with suppress(NotFetched, TimeoutError):
            async with asyncio.timeout_at(limit.when()):
                facts = await self._with_oembed(facts)
                image = await self._image(facts)
        return facts, image

    async def _with_oembed(self, facts: Facts) -> Facts:
        if facts.oembed is None or (facts.title and facts.image):
            return facts
        with suppress(NotFetched):
            more = facts_in_oembed(await self._fetcher.get(facts.oembed, types=_OEMBED))
            return facts._replace(
                title=facts.title or more.title, site=facts.site or more.site, image=facts.image or more.image
            )
        return facts

    async def _image(self, facts: Facts) -> bytes | None:
        if facts.image is None:
            return None
        image: Fetched = await self._fetcher.get(facts.image, types=("image/",))
        return image.body if image.whole else None


async def look_at_link(job: LinkToLookAt, services: Services) -> None:
    """Safe to run twice. What can't be fetched gets no preview, and is not tried again for this message."""

    def read(tx: Tx) -> tuple[Link | None, Any]:
        link = link_of(tx, job.preview_id)
        return link, None if link is None else found_since(tx, link.url_hash, tx.now - KEPT_FOR)

    link, known = await services.database.read(read)
    if link is None or link.removed or link.found_at is not None or services.settings.previews == "off":
        return
    what = await _taken_over(known, services) if known is not None else None
    what = what or await _found(link, services)
    if not what.shows_something:
        return
    shown = await services.database.write(lambda tx: show(tx, link.id, what))
    if not shown and what.picture is not None:
        key = what.picture.blob_key
        await services.database.write(lambda tx: forget_picture_later(tx, key))


async def forget_picture(job: PictureToForget, services: Services) -> None:
    """Safe to run twice. A preview that shows it keeps it."""
    if not await services.database.read(lambda tx: is_used(tx, job.blob_key)):
        await services.blobs.delete(job.blob_key)


async def _found(link: Link, services: Services) -> Found:
    looker: Looker = services.looker
    played = player_of(link.url)
    facts, image = await looker.look(link) or (Facts(), None)
    drawn = None if image is None else await looker.pictures.redraw(image, most_pixels=MOST_PIXELS)
    picture = None if drawn is None else await _kept(drawn.webp, drawn.width, drawn.height, services)
    says = bool(facts.title or picture)
    return Found(
        title=facts.title,
        description=facts.description,
        site=facts.site or (played.site if played else site_of(link.url) if says else ""),
        picture=picture,
        player=played.player if played else None,
        player_url=played.url if played else None,
    )


async def _taken_over(known: Any, services: Services) -> Found | None:
    """A copy of what another message shows, with a picture of its own: whichever is deleted first."""
    picture = None
    if known.blob_key is not None:
        try:
            picture = await _kept(await services.blobs.read(known.blob_key), known.width, known.height, services)
        except BlobIsMissing:
            return None  # that message was deleted in the meantime
    return Found(known.title, known.description, known.site, picture, known.player, known.player_url)


async def _kept(webp: bytes, width: int, height: int, services: Services) -> Picture:
    """Under a new key; were we to die before a preview shows it, the job that is left first deletes it."""
    key = f"previews/{new_id()}"
    await services.database.write(lambda tx: forget_picture_later(tx, key, due=tx.now + _UNUSED_FOR))
    await services.blobs.put(key, webp)
    return Picture(key, width, height)
