"""What goes with people and places. Subscribers, wired in `app`; they run in the transaction of what happened."""

from sqlalchemy import ColumnElement, delete

from distributed_chat import streams
from distributed_chat.conversations.queries import room_ids_in
from distributed_chat.db import Tx
from distributed_chat.files.actions import let_go
from distributed_chat.groups.events import MemberLeft, MemberRemoved
from distributed_chat.kernel.ids import UserId
from distributed_chat.later.queries import scheduled_of
from distributed_chat.later.tables import drafts, saved_messages, scheduled_messages


def forget_person(tx: Tx, user_id: UserId) -> None:
    """The account was deleted: all that it kept for later goes, here and in the log. Nothing is sent any more."""
    _drop(tx, saved_messages.c.user_id == user_id, drafts.c.user_id == user_id)
    for waiting in scheduled_of(tx, user_id):
        streams.erase(tx, waiting.id)
        let_go(tx, waiting.message.file_ids)
    tx.conn.execute(delete(scheduled_messages).where(scheduled_messages.c.user_id == user_id))


def forget_rooms_of_member(tx: Tx, group_id: str, user_id: str, _event: MemberLeft | MemberRemoved) -> list[str]:
    """Whoever leaves a group lets go of what they saved and began to write there; `stream.closed` says so to clients.

    What they scheduled stays, and is refused when it is due. Returns no streams: this closes none.
    """
    rooms = room_ids_in(group_id)
    _drop(
        tx,
        (saved_messages.c.user_id == user_id) & saved_messages.c.conversation_id.in_(rooms),
        (drafts.c.user_id == user_id) & drafts.c.conversation_id.in_(rooms),
    )
    return []


def forget_rooms_of_group(tx: Tx, group_id: str) -> None:
    """The group is about to be deleted, with all its rooms."""
    rooms = room_ids_in(group_id)
    _drop(tx, saved_messages.c.conversation_id.in_(rooms), drafts.c.conversation_id.in_(rooms))


def forget_room(tx: Tx, room_id: str) -> None:
    """The room is about to be deleted."""
    _drop(tx, saved_messages.c.conversation_id == room_id, drafts.c.conversation_id == room_id)


def _drop(tx: Tx, these_saved: ColumnElement[bool], these_drafts: ColumnElement[bool]) -> None:
    tx.conn.execute(delete(saved_messages).where(these_saved))
    gone = tx.conn.execute(delete(drafts).where(these_drafts).returning(drafts.c.id)).scalars().all()
    for draft_id in gone:
        streams.erase(tx, draft_id)
