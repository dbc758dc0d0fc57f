"""The routes of a group's own emoji."""

from distributed_chat.db import Tx
from distributed_chat.emoji import actions, policy, queries, upkeep
from distributed_chat.emoji.schemas import EmojiCreated
from distributed_chat.files.content import picture
from distributed_chat.files.receiving import receive_small
from distributed_chat.groups.queries import role_in
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import Malformed
from distributed_chat.kernel.ids import EmojiId, GroupId
from distributed_chat.web import BodyStream, Content, Routes, Services

routes = Routes("emoji", service="files")


@routes.task(
    "POST",
    "/api/groups/{group_id}/emoji",
    status=201,
    takes="multipart/form-data",
    errors=("emoji_name_is_taken", "emoji_name_is_wrong", "not_a_picture", "picture_is_too_large", "too_many_emoji"),
    limit="300/hour",
)
async def create_emoji(services: Services, actor: Actor, group_id: GroupId, stream: BodyStream) -> EmojiCreated:
    """An emoji of the group, for any member to make: a form with `name` (a to z, 0 to 9, _) and `file`, a picture.

    It is drawn anew, at most 64 pixels wide and high; what moves goes on moving.
    """
    await services.database.read(lambda tx: role_in(tx, group_id, actor.user_id))
    content, fields = await receive_small(actor, stream, most=policy.LARGEST_UPLOAD)
    name = policy.check_name(_name(fields))
    made = await upkeep.draw(services, actor.user_id, content)
    return await services.database.write(lambda tx: actions.create_emoji(tx, actor, group_id, name, made))


@routes.command("DELETE", "/api/emoji/{emoji_id}", errors=("not_allowed",))
def delete_emoji(tx: Tx, actor: Actor, emoji_id: EmojiId) -> None:
    """Whoever made it, owners and admins."""
    actions.delete_emoji(tx, actor, emoji_id)


@routes.query("GET", "/api/emoji/{emoji_id}/image")
def read_emoji(tx: Tx, services: Services, actor: Actor, emoji_id: EmojiId) -> Content:
    """A WebP of at most 64 pixels, for members of its group."""
    size = queries.picture_size(tx, emoji_id, actor.user_id)
    return picture(services.blobs, upkeep.picture_key(emoji_id), size, emoji_id)


def _name(fields: dict[str, str]) -> str:
    if set(fields) != {"name"}:
        raise Malformed("missing", "The form has a field named name, and one named file.", field="name")
    return fields["name"]
