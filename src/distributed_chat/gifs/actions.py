"""Gifs are put on the shelf of a group, taken off, and sent."""

from sqlalchemy import delete, insert, select

from distributed_chat import streams
from distributed_chat.conversations.schemas import File
from distributed_chat.db import Tx
from distributed_chat.files.actions import copy_held, hold, let_go
from distributed_chat.gifs import policy
from distributed_chat.gifs.errors import TooManyGifs
from distributed_chat.gifs.events import GifAdded, GifRemoved
from distributed_chat.gifs.queries import file_id_of, gif_count, gif_of
from distributed_chat.gifs.schemas import GifAdded as Added
from distributed_chat.gifs.tables import gifs
from distributed_chat.groups.queries import locked_role
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import GifId, GroupId, group_stream, new_id

HELD_BY = "gif"


def add_gif(tx: Tx, actor: Actor, group_id: GroupId, file_id: str, tags: list[str]) -> Added:
    """A picture that I uploaded, for all members to send. Emits `gif.added`. Raises `NotFound`, `TooManyGifs`."""
    locked_role(tx, group_id, actor.user_id)
    if gif_count(tx, group_id) >= policy.MOST:
        raise TooManyGifs
    hold(tx, actor.user_id, file_id, held_by=HELD_BY)
    gif_id = new_id()
    tx.conn.execute(
        insert(gifs).values(
            id=gif_id,
            group_id=group_id,
            file_id=file_id,
            tags=f" {' '.join(tags)} ",
            created_by=actor.user_id,
            created_at=tx.now,
        )
    )
    gif = gif_of(tx, gif_id, actor.user_id)
    logged = streams.append(tx, group_stream(group_id), GifAdded(gif=gif), subject=gif_id)
    return Added(gif=gif, stream=logged.stream, seq=logged.seq)


def remove_gif(tx: Tx, actor: Actor, gif_id: GifId) -> None:
    """Whoever added it, owners and admins. Emits `gif.removed`."""
    group_id = gif_of(tx, gif_id, actor.user_id).group_id
    role = locked_role(tx, group_id, actor.user_id)
    gif = gif_of(tx, gif_id, actor.user_id)
    policy.check_may_remove(role, is_maker=gif.created_by == actor.user_id)
    file_id = file_id_of(tx, gif_id, actor.user_id)
    tx.conn.execute(delete(gifs).where(gifs.c.id == gif_id))
    let_go(tx, [file_id])
    streams.erase(tx, gif_id)
    streams.append(tx, group_stream(group_id), GifRemoved(gif_id=gif_id))


def use_gif(tx: Tx, actor: Actor, gif_id: GifId) -> File:
    """A file of mine, ready for a message. Raises `NotFound`."""
    return copy_held(tx, actor.user_id, file_id_of(tx, gif_id, actor.user_id))


def forget_group(tx: Tx, group_id: str) -> dict[str, list[str]]:
    """The group is deleted, and its shelf with it."""
    held = list(tx.conn.execute(select(gifs.c.file_id).where(gifs.c.group_id == group_id)).scalars())
    if held:
        tx.conn.execute(delete(gifs).where(gifs.c.group_id == group_id))
        let_go(tx, held)
    return {}
