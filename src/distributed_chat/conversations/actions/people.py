"""What people's comings and goings mean for rooms and chats: subscribers to `groups` and `accounts`, wired in `app`.

All of them run in the transaction of what happened.
"""

from sqlalchemy import delete, text, update

from distributed_chat import streams
from distributed_chat.accounts.queries import user_of
from distributed_chat.conversations.actions.rooms import end_room
from distributed_chat.conversations.events import ChatMemberChanged
from distributed_chat.conversations.queries import chat_ids_of, private_rooms_in
from distributed_chat.conversations.tables import conversations, readers
from distributed_chat.db import Tx
from distributed_chat.groups.events import MemberLeft, MemberRemoved
from distributed_chat.kernel.ids import UserId, chat_stream, group_stream

# As text for the same reason as in `markers`.
_READ_UP_TO_NOW = text(
    "INSERT INTO markers (user_id, conversation_id, number)"
    " SELECT CAST(:user_id AS VARCHAR(36)), id, last_number FROM conversations"
    " WHERE group_id = :group_id AND stream = :stream AND deleted_at IS NULL AND last_number > 0"
    " ON CONFLICT (user_id, conversation_id) DO UPDATE SET number = excluded.number, unread_from = NULL"
)


def room_streams(tx: Tx, group_id: str) -> list[str]:
    """The streams of the group's private rooms: what the functions below append to, to be locked first."""
    return [room.stream for room in private_rooms_in(tx, group_id)]


def leave_rooms(tx: Tx, group_id: str, user_id: str, event: MemberLeft | MemberRemoved) -> list[str]:
    """Appends the event to each private room of theirs in the group; after it they read nothing there.

    Returns the streams that this closes for them.
    """
    closed: list[str] = []
    for room in private_rooms_in(tx, group_id, reader=user_id):
        streams.append(tx, room.stream, event, detaches=[user_id])
        mine = (readers.c.conversation_id == room.id) & (readers.c.user_id == user_id)
        tx.conn.execute(delete(readers).where(mine))
        closed.append(room.stream)
    return closed


def mark_rooms_read(tx: Tx, group_id: str, user_id: str) -> None:
    """Whoever joins has read what was said before: the history of open rooms is there, but it is not unread."""
    tx.conn.execute(_READ_UP_TO_NOW, {"user_id": user_id, "group_id": group_id, "stream": group_stream(group_id)})


def close_rooms(tx: Tx, group_id: str) -> dict[str, list[str]]:
    """The group is gone and so are its rooms; returns, by person, the streams that this closes for them.

    Only private rooms say so in their own log: of the others `group.deleted` has said it.
    """
    closed: dict[str, list[str]] = {}
    for room in private_rooms_in(tx, group_id):
        for person in end_room(tx, room):
            closed.setdefault(person, []).append(room.stream)
    open_ones = (conversations.c.group_id == group_id) & conversations.c.deleted_at.is_(None)
    tx.conn.execute(update(conversations).where(open_ones).values(deleted_at=tx.now))
    return closed


def rename_in_chats(tx: Tx, user_id: UserId) -> None:
    """Emits `member.changed` in every chat of theirs."""
    _tell_chats(tx, user_id)


def forget_in_chats(tx: Tx, user_id: UserId) -> None:
    """A deleted account stays in its chats as "Deleted member" and reads them no more.

    What named them is blanked: `chat.created` carries the profiles of all. Emits `member.changed` in each chat. Private
    rooms keep their row until the job that leaves the group says `member.left` there too: nobody can sign in by it.
    """
    mine = chat_ids_of(tx, user_id)
    for chat_id in mine:
        streams.erase(tx, chat_id)
    _tell_chats(tx, user_id)
    tx.conn.execute(delete(readers).where(readers.c.user_id == user_id, readers.c.conversation_id.in_(mine)))


def _tell_chats(tx: Tx, user_id: str) -> None:
    event = ChatMemberChanged(user=user_of(tx, user_id))
    for chat_id in chat_ids_of(tx, user_id):
        streams.append(tx, chat_stream(chat_id), event, subject=user_id)
