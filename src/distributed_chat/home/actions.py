"""Having seen: a thread, or everything."""

from sqlalchemy import delete

from distributed_chat import db
from distributed_chat.conversations.actions import mark_all_seen
from distributed_chat.conversations.schemas import Marker
from distributed_chat.db import Tx
from distributed_chat.home.tables import catch_ups, thread_markers
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import UserId
from distributed_chat.messages.queries import readable_message


def see_all(tx: Tx, actor: Actor) -> list[Marker]:
    """Everything that I may read is read, threads too; returns the markers that moved.

    Emits one `markers.moved` in my `user:` when any did.
    """
    moved = mark_all_seen(tx, actor)
    row = {"user_id": actor.user_id, "at": tx.now}
    db.upsert(tx, catch_ups, row, index=["user_id"], update={"at": tx.now})
    tx.conn.execute(delete(thread_markers).where(thread_markers.c.user_id == actor.user_id))
    return moved


def see_thread(tx: Tx, actor: Actor, message_id: str, number: int) -> int:
    """I have read the thread below this message up to that reply, or to its newest; returns how far.

    Tells nobody: only catching up asks. Raises `NotFound`.
    """
    thread = readable_message(tx, message_id, actor.user_id).thread
    reached = min(number, thread.count if thread else 0)
    if reached:
        row = {"user_id": actor.user_id, "message_id": message_id, "number": reached}
        db.upsert(tx, thread_markers, row, index=["user_id", "message_id"], update={"number": reached})
    return reached


def forget_reader(tx: Tx, user_id: UserId) -> None:
    """Subscriber of deleted accounts."""
    for table in (catch_ups, thread_markers):
        tx.conn.execute(delete(table).where(table.c.user_id == user_id))
