"""A room is made, renamed and deleted here."""

from typing import NamedTuple

from sqlalchemy import delete, update

from distributed_chat import streams
from distributed_chat.conversations import policy, subscribers
from distributed_chat.conversations.actions.opening import insert_conversation, open_for, tell_opened
from distributed_chat.conversations.errors import NotInTheGroup, RoomKindIsFixed
from distributed_chat.conversations.events import RoomChanged, RoomCreated, RoomDeleted
from distributed_chat.conversations.queries import Conversation, found, readers_of, room_of
from distributed_chat.conversations.schemas import Room, RoomChange, RoomForm
from distributed_chat.conversations.tables import conversations, readers
from distributed_chat.db import Tx
from distributed_chat.groups.events import StreamClosed
from distributed_chat.groups.queries import members_among, role_in
from distributed_chat.kernel import text
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import group_stream, room_stream, user_stream


class MadeRoom(NamedTuple):
    """A room, and where its creation stands in the log. `again`: the same request made it before."""

    room: Room
    stream: str
    seq: int
    again: bool


def create_room(tx: Tx, actor: Actor, group_id: str, form: RoomForm) -> MadeRoom:
    """An open room for the whole group, or a private one for the chosen members and its maker.

    Emits `room.created` in `group:`; of a private room the group learns nothing: the event is the first of `room:`, and
    each of its people gets `stream.opened`. Raises `NotFound`, `NotInTheGroup`, `IdTaken` and `Invalid` by field.
    """
    room_id = policy.given_id(form.id)
    people = policy.room_people(actor.user_id, private=form.private, chosen=form.member_ids)
    before = streams.creation(tx, room_id, actor.user_id, form, place=group_id)
    if before is not None:
        found(tx, room_id, actor.user_id)
        return MadeRoom(room_of(tx, room_id), *before, again=True)
    streams.lock(tx, group_stream(group_id), *map(user_stream, people))
    role_in(tx, group_id, actor.user_id)
    if members_among(tx, group_id, people) != set(people):
        raise NotInTheGroup(field="member_ids")
    stream = room_stream(room_id) if people else group_stream(group_id)
    insert_conversation(
        tx,
        id=room_id,
        kind="room",
        stream=stream,
        group_id=group_id,
        topic=text.name(form.topic, "topic"),
        created_by=actor.user_id,
    )
    if people:
        open_for(tx, room_id, stream, people)
    room = room_of(tx, room_id)
    seq = streams.append(tx, stream, RoomCreated(room=room)).seq
    tell_opened(tx, stream, people)
    streams.remember(tx, room_id, actor.user_id, form, stream, seq, place=group_id)
    return MadeRoom(room, stream, seq, again=False)


def change_room(tx: Tx, actor: Actor, room_id: str, change: RoomChange) -> Room:
    """Gives the room another topic. Emits `room.changed` when it is another.

    Raises `NotFound`, `NotAllowed`, `RoomKindIsFixed`.
    """
    room = _locked(tx, actor, room_id)
    if change.private is not None:
        raise RoomKindIsFixed(field="private")
    topic = room.topic if change.topic is None else text.name(change.topic, "topic")
    if topic != room.topic:
        tx.conn.execute(update(conversations).where(conversations.c.id == room_id).values(topic=topic))
        streams.append(tx, room.stream, RoomChanged(room_id=room_id, topic=topic))
    return room_of(tx, room_id)


def delete_room(tx: Tx, actor: Actor, room_id: str) -> None:
    """Takes the room from everybody. Emits `room.deleted`, and `stream.closed` to each reader of a private one.

    Its id and its row stay, so that a late retry can't bring it back. Raises `NotFound`, `NotAllowed`.
    """
    room = _locked(tx, actor, room_id, *map(user_stream, readers_of(tx, room_id)))
    for person in end_room(tx, room):
        streams.append(tx, user_stream(person), StreamClosed(streams=[room.stream], reason="deleted"))


def end_room(tx: Tx, room: Conversation) -> list[str]:
    """Deletes the room. Emits `room.deleted`; returns whose stream it closes: the readers, when it was private."""
    for goes in subscribers.room_goes:
        goes(tx, room.id)
    people = readers_of(tx, room.id)
    tx.conn.execute(delete(readers).where(readers.c.conversation_id == room.id))
    tx.conn.execute(update(conversations).where(conversations.c.id == room.id).values(deleted_at=tx.now))
    streams.append(tx, room.stream, RoomDeleted(room_id=room.id), detaches=["*"] if room.is_private else [])
    return people


def _locked(tx: Tx, actor: Actor, room_id: str, *more: str) -> Conversation:
    """The room as it is under the lock of its streams, if this person may change it."""
    room = found(tx, room_id, actor.user_id)
    if room.group_id is None:
        raise NotFound  # a chat
    streams.lock(tx, room.stream, group_stream(room.group_id), *more)
    room = found(tx, room_id, actor.user_id)
    assert room.group_id is not None
    role = role_in(tx, room.group_id, actor.user_id)
    policy.check_may_change_room(role, is_maker=room.created_by == actor.user_id)
    return room
