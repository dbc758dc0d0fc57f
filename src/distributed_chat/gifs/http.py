"""The routes of gifs: the shelf of a group, and a provider's by way of this server."""

from collections.abc import AsyncIterator

from distributed_chat.db import Tx
from distributed_chat.files import content as file_content
from distributed_chat.files.actions import sweep
from distributed_chat.files.receiving import keep_bytes, receive_picture
from distributed_chat.files.schemas import FileAnswer
from distributed_chat.files.sniffing import sniff
from distributed_chat.gifs import actions, policy, queries
from distributed_chat.gifs.errors import GifsAreOff, NotAGif
from distributed_chat.gifs.providers import Library
from distributed_chat.gifs.schemas import (
    GifAdded,
    ProviderGif,
    ProviderGifs,
    SearchWords,
    Shelf,
    ShelfCut,
    UseForm,
)
from distributed_chat.groups.queries import role_in
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import GifId, GroupId
from distributed_chat.web import BodyStream, Content, Routes, Services

routes = Routes("gifs", service="files")

_MOVING = frozenset({"image/gif", "image/webp", "image/png"})


@routes.query("GET", "/api/groups/{group_id}/gifs")
def list_gifs(tx: Tx, services: Services, actor: Actor, group_id: GroupId, query: ShelfCut) -> Shelf:
    """The shelf of a group, the newest first, or what of it has tags that begin with these words."""
    found, has_older = queries.shelf_page(tx, group_id, actor.user_id, query)
    library: Library | None = services.gifs
    return Shelf(gifs=found, has_older=has_older, provider=library.name if library else None)


@routes.task(
    "POST",
    "/api/groups/{group_id}/gifs",
    status=201,
    takes="multipart/form-data",
    errors=("not_a_gif", "tags_are_wrong", "too_many_gifs", "picture_is_too_large", "file_is_empty", "no_room_left"),
    limit="300/hour",
)
async def add_gif(services: Services, actor: Actor, group_id: GroupId, stream: BodyStream) -> GifAdded:
    """Puts a picture on the shelf, for any member to do: a form with `file` (16 MiB at most) and `tags`, words."""
    await services.database.read(lambda tx: role_in(tx, group_id, actor.user_id))
    file, fields = await receive_picture(services, actor, stream, most=policy.LARGEST, fields={"tags"})
    try:
        policy.check_picture(file.type, file.width)
        tags = policy.tags_of(fields.get("tags", ""))
        return await services.database.write(lambda tx: actions.add_gif(tx, actor, group_id, file.id, tags))
    except BaseException:  # what could not go onto the shelf is kept nowhere
        await services.database.write(lambda tx: sweep(tx, file.id))
        raise


@routes.command("DELETE", "/api/gifs/{gif_id}", errors=("not_allowed",))
def remove_gif(tx: Tx, actor: Actor, gif_id: GifId) -> None:
    """Takes a gif off the shelf: whoever added it, owners and admins."""
    actions.remove_gif(tx, actor, gif_id)


@routes.query("GET", "/api/gifs/{gif_id}/image")
def read_gif(tx: Tx, services: Services, actor: Actor, gif_id: GifId) -> Content:
    """The picture, for members of its group."""
    return file_content.whole(services.blobs, queries.gif_picture(tx, gif_id, actor.user_id))


@routes.command("POST", "/api/gifs/{gif_id}/use", status=201, limit="1200/hour")
def use_gif(tx: Tx, actor: Actor, gif_id: GifId) -> FileAnswer:
    """A file of mine, as if I had uploaded it, ready for a message."""
    return FileAnswer(file=actions.use_gif(tx, actor, gif_id))


@routes.task(
    "GET", "/api/gifs/search", errors=("not_found", "gifs_are_off", "gif_provider_is_away"), limit="120/minute"
)
async def search_gifs(services: Services, actor: Actor, query: SearchWords) -> ProviderGifs:
    """What the provider of this instance has for these words."""
    library = _library(services)
    found = await library.search(query.q.strip(), limit=policy.SHOWN)
    shown = [
        ProviderGif(
            id=gif.id,
            title=gif.title[:200],
            url=f"/api/gifs/provided/{gif.id}",
            width=gif.width,
            height=gif.height,
        )
        for gif in found
    ]
    return ProviderGifs(provider=library.name, gifs=shown)


@routes.task("GET", "/api/gifs/provided/{provider_id}", limit="3000/minute")
async def read_provided_gif(services: Services, actor: Actor, provider_id: str) -> Content:
    """A small gif of the provider's, fetched by this server, so that the provider sees no reader."""
    library = _library(services)
    small = await library.small(provider_id)
    media_type = sniff(small)
    if media_type not in _MOVING:
        raise NotAGif

    async def opened(start: int, end: int) -> AsyncIterator[bytes]:
        yield small[start:end]

    return Content(open=opened, size=len(small), media_type=media_type, tag=provider_id, name="gif", shown=True)


@routes.task(
    "POST",
    "/api/gifs/use",
    status=201,
    errors=("gifs_are_off", "gif_provider_is_away", "no_room_left"),
    limit="600/hour",
)
async def use_provided_gif(services: Services, actor: Actor, body: UseForm) -> FileAnswer:
    """A gif of the provider's as a file of mine, ready for a message."""
    library = _library(services)
    gif = await library.gif(body.id)
    full = await library.full(body.id)
    if sniff(full) not in _MOVING:
        raise NotAGif
    return FileAnswer(file=await keep_bytes(services, actor, f"{gif.title or library.name}.{sniff(full)[6:]}", full))


def _library(services: Services) -> Library:
    library: Library | None = services.gifs
    if library is None:
        raise GifsAreOff
    return library
