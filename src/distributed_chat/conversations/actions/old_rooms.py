"""Rooms that are filled from elsewhere before anybody sees them: `imports` makes, fills and shows them.

Until it is shown such a room has the row of one that was deleted, so nothing anywhere finds it.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import insert, update

from distributed_chat import streams
from distributed_chat.conversations.actions.markers import raise_marker
from distributed_chat.conversations.actions.opening import open_for, tell_opened
from distributed_chat.conversations.events import MarkersMoved, RoomCreated
from distributed_chat.conversations.queries import markers_of, room_of
from distributed_chat.conversations.schemas import Room
from distributed_chat.conversations.tables import conversations
from distributed_chat.db import Tx
from distributed_chat.groups.queries import members_of
from distributed_chat.kernel.ids import UserId, group_stream, room_stream, user_stream

_REQUEST = b"imported room"


def begin_old_room(
    tx: Tx, room_id: str, group_id: str, topic: str, *, private: bool, created_by: str, created_at: int
) -> bool:
    """A room that nobody sees yet; False when the id is taken. The topic is tidy already."""
    if streams.creation(tx, room_id, created_by, _REQUEST, place=group_id) is not None:
        return False
    stream = room_stream(room_id) if private else group_stream(group_id)
    row = {"id": room_id, "kind": "room", "stream": stream, "group_id": group_id, "topic": topic}
    dates = {"created_by": created_by, "created_at": created_at, "deleted_at": tx.now}
    tx.conn.execute(insert(conversations).values(**row, **dates, last_number=0))
    streams.remember(tx, room_id, created_by, _REQUEST, stream, 0, place=group_id)
    return True


def fill_old_room(tx: Tx, room_id: str, last_number: int) -> None:
    """So many messages are in it now."""
    tx.conn.execute(update(conversations).where(conversations.c.id == room_id).values(last_number=last_number))


def show_old_rooms(tx: Tx, group_id: str, rooms: Sequence[tuple[str, Collection[str]]]) -> None:
    """Lets the group see these rooms, all of them read: whoever is a member now begins behind what is there.

    Each comes with who reads it, if it is private. Emits `markers.moved` in `user:` of every member and `room.created`
    in `group:`, or in `room:` with `stream.opened` to its readers. The rights were checked.
    """
    members = [member.user.id for member in members_of(tx, group_id) if member.user.kind == "person"]
    streams.lock(tx, group_stream(group_id), *map(user_stream, members))
    made = [_shown(tx, room_id, people) for room_id, people in rooms]
    for member in members:
        _all_read(tx, member, [room for room in made if room.member_ids is None or member in room.member_ids])
    for room in made:
        streams.append(tx, room.stream, RoomCreated(room=room))
        tell_opened(tx, room.stream, [UserId(person) for person in room.member_ids or ()])


def _shown(tx: Tx, room_id: str, people: Collection[str]) -> Room:
    tx.conn.execute(update(conversations).where(conversations.c.id == room_id).values(deleted_at=None))
    if people:
        open_for(tx, room_id, room_stream(room_id), [UserId(person) for person in sorted(people)])
    return room_of(tx, room_id)


def _all_read(tx: Tx, user_id: str, rooms: Sequence[Room]) -> None:
    moved = [room.id for room in rooms if raise_marker(tx, user_id, room.id, room.last_number)]
    if moved:
        streams.append(tx, user_stream(user_id), MarkersMoved(markers=markers_of(tx, user_id, moved)))
