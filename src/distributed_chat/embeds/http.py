"""The routes of previews. They are made by sending a message with links."""

from distributed_chat.db import Tx
from distributed_chat.embeds import actions, queries
from distributed_chat.files.content import picture
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import MessageId, PreviewId
from distributed_chat.web import Content, Routes, Services

routes = Routes("previews", service="messages")


@routes.command("DELETE", "/api/messages/{message_id}/previews", errors=("not_allowed",))
def remove_previews(tx: Tx, actor: Actor, message_id: MessageId) -> None:
    """Takes away what the links of a message of mine show, for everybody. Whoever leads the group may do so too."""
    actions.remove_previews(tx, actor, message_id)


@routes.task("GET", "/api/previews/{preview_id}/image")
async def read_preview_image(services: Services, actor: Actor, preview_id: PreviewId) -> Content:
    """The picture of a preview, for those who may read its message: a WebP, drawn anew by this server."""
    key = await services.database.read(lambda tx: queries.readable_image(tx, preview_id, actor.user_id))
    size = await services.blobs.size(key)
    if size is None:
        raise NotFound
    return picture(services.blobs, key, size, preview_id)
