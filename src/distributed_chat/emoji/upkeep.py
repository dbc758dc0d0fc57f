"""Where the pictures of emoji lie, how they are drawn, and the job that clears away those of no emoji."""

from distributed_chat.blobs import Blobs
from distributed_chat.emoji import actions, policy
from distributed_chat.emoji.errors import NotAPicture
from distributed_chat.kernel.errors import Invalid
from distributed_chat.pictures import PictureIsTooLarge, Pictures
from distributed_chat.web import Services


def picture_key(emoji_id: str) -> str:
    return f"emoji/{emoji_id}"


async def draw(services: Services, person: str, content: bytes) -> actions.Picture:
    """Keeps a small picture of these bytes. Raises `NotAPicture`, `PictureIsTooLarge`, `PicturesAreBusy`."""
    pictures: Pictures = services.pictures
    blobs: Blobs = services.blobs
    try:
        async with pictures.turns.of(person):
            drawn = await pictures.icon(content, side=policy.SIDE)
    except PictureIsTooLarge as refused:
        raise Invalid(refused.code, refused.message, field="file") from None
    if drawn is None:
        raise NotAPicture(field="file")
    if len(drawn.webp) > policy.LARGEST_PICTURE:
        raise Invalid("picture_is_too_large", "That picture moves for too long.", field="file")
    emoji_id = await services.database.write(actions.expect_picture)
    await blobs.put(picture_key(emoji_id), drawn.webp)
    return actions.Picture(emoji_id, len(drawn.webp), drawn.animated)


async def discard(job: actions.Discard, services: Services) -> None:
    blobs: Blobs = services.blobs
    if await services.database.read(lambda tx: actions.is_gone(tx, job.emoji_id)):
        await blobs.delete(picture_key(job.emoji_id))
