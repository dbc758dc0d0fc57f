"""A group makes emoji of its own, and throws them away."""

from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import delete, exists, insert, select

from distributed_chat import streams
from distributed_chat.db import Tx
from distributed_chat.emoji import policy
from distributed_chat.emoji.errors import EmojiNameIsTaken, TooManyEmoji
from distributed_chat.emoji.events import EmojiCreated, EmojiDeleted
from distributed_chat.emoji.queries import emoji_count, emoji_of
from distributed_chat.emoji.schemas import EmojiCreated as Created
from distributed_chat.emoji.tables import emoji
from distributed_chat.groups.queries import locked_role
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import MINUTE
from distributed_chat.kernel.ids import EmojiId, GroupId, group_stream, new_id

DISCARD = "emoji.discard"
_MADE_WITHIN = 10 * MINUTE


class Discard(Struct, frozen=True, kw_only=True):
    """The picture of an emoji that may not be there."""

    emoji_id: str


class Picture(NamedTuple):
    """What lies in the blobs under the emoji's id."""

    emoji_id: str
    size: int
    animated: bool


def expect_picture(tx: Tx) -> str:
    """An id for a picture that is about to be kept: if it becomes no emoji, it goes."""
    emoji_id = new_id()
    enqueue(tx, DISCARD, emoji_id, Discard(emoji_id=emoji_id), due=tx.now + _MADE_WITHIN)
    return emoji_id


def create_emoji(tx: Tx, actor: Actor, group_id: GroupId, name: str, picture: Picture) -> Created:
    """Any member. Emits `emoji.created`. Raises `NotFound`, `EmojiNameIsTaken`, `EmojiNameIsWrong`, `TooManyEmoji`."""
    locked_role(tx, group_id, actor.user_id)
    policy.check_name(name)
    if emoji_count(tx, group_id) >= policy.MOST:
        raise TooManyEmoji
    taken = select(exists().where(emoji.c.group_id == group_id, emoji.c.name == name))
    if tx.conn.execute(taken).scalar_one():
        raise EmojiNameIsTaken(field="name")
    tx.conn.execute(
        insert(emoji).values(
            id=picture.emoji_id,
            group_id=group_id,
            name=name,
            animated=picture.animated,
            size=picture.size,
            created_by=actor.user_id,
            created_at=tx.now,
        )
    )
    made = emoji_of(tx, picture.emoji_id, actor.user_id)
    logged = streams.append(tx, group_stream(group_id), EmojiCreated(emoji=made), subject=made.id)
    return Created(emoji=made, stream=logged.stream, seq=logged.seq)


def delete_emoji(tx: Tx, actor: Actor, emoji_id: EmojiId) -> None:
    """Its maker, owners and admins. Emits `emoji.deleted`; what told of it is blank from now on."""
    group_id = emoji_of(tx, emoji_id, actor.user_id).group_id
    role = locked_role(tx, group_id, actor.user_id)
    found = emoji_of(tx, emoji_id, actor.user_id)
    policy.check_may_delete(role, is_maker=found.created_by == actor.user_id)
    _remove(tx, emoji_id)
    streams.erase(tx, emoji_id)
    streams.append(tx, group_stream(group_id), EmojiDeleted(emoji_id=emoji_id))


def forget_group(tx: Tx, group_id: str) -> dict[str, list[str]]:
    """The group is deleted, and its emoji with it."""
    for emoji_id in tx.conn.execute(select(emoji.c.id).where(emoji.c.group_id == group_id)).scalars().all():
        _remove(tx, emoji_id)
    return {}


def is_gone(tx: Tx, emoji_id: str) -> bool:
    return not tx.conn.execute(select(exists().where(emoji.c.id == emoji_id))).scalar_one()


def _remove(tx: Tx, emoji_id: str) -> None:
    tx.conn.execute(delete(emoji).where(emoji.c.id == emoji_id))
    enqueue(tx, DISCARD, emoji_id, Discard(emoji_id=emoji_id))
