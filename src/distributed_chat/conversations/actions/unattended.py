"""Rooms and chats as programs make them that act for all: nobody's rights are asked, locks and events are the same."""

from collections.abc import Iterable

from sqlalchemy import update

from distributed_chat import streams
from distributed_chat.conversations import policy
from distributed_chat.conversations.actions.chats import open_chat
from distributed_chat.conversations.actions.opening import insert_conversation
from distributed_chat.conversations.actions.rooms import end_room
from distributed_chat.conversations.events import RoomChanged, RoomCreated
from distributed_chat.conversations.queries import Conversation, chat_between, chat_of, room_of, there
from distributed_chat.conversations.schemas import Chat, Room
from distributed_chat.conversations.tables import conversations
from distributed_chat.db import Tx, advisory_lock
from distributed_chat.groups.events import StreamClosed
from distributed_chat.groups.queries import group_of
from distributed_chat.kernel import text
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import group_stream, new_id, user_stream


def create_open_room(tx: Tx, group_id: str, topic: str, made_by: str) -> Room:
    """Emits `room.created`. Raises `NotFound` for a group that is not there."""
    stream = group_stream(group_id)
    streams.lock(tx, stream)
    group_of(tx, group_id)
    room_id = new_id()
    insert_conversation(
        tx,
        id=room_id,
        kind="room",
        stream=stream,
        group_id=group_id,
        topic=text.name(topic, "topic"),
        created_by=made_by,
    )
    room = room_of(tx, room_id)
    streams.append(tx, stream, RoomCreated(room=room))
    return room


def rename_room(tx: Tx, room_id: str, topic: str) -> Room:
    room = _locked_room(tx, room_id)
    tidy = text.name(topic, "topic")
    if tidy != room.topic:
        tx.conn.execute(update(conversations).where(conversations.c.id == room_id).values(topic=tidy))
        streams.append(tx, room.stream, RoomChanged(room_id=room_id, topic=tidy))
    return room_of(tx, room_id)


def remove_room(tx: Tx, room_id: str) -> None:
    room = _locked_room(tx, room_id)
    for person in end_room(tx, room):
        streams.append(tx, user_stream(person), StreamClosed(streams=[room.stream], reason="deleted"))


def chat_for(tx: Tx, people: Iterable[str]) -> Chat:
    """The chat of these people, made when there is none, whether or not they share a group."""
    first, *others = dict.fromkeys(people)
    everybody = policy.chat_people(first, others)
    if tx.dialect == "postgresql":
        tx.conn.execute(advisory_lock(f"chat:{policy.people_key(everybody)}"))
    found = chat_between(tx, everybody)
    if found is not None:
        return chat_of(tx, found)
    streams.lock(tx, *map(user_stream, everybody))
    return open_chat(tx, new_id(), everybody, made_by=first).chat


def _locked_room(tx: Tx, room_id: str) -> Conversation:
    room = there(tx, room_id)
    if room is None or room.group_id is None:
        raise NotFound
    streams.lock(tx, room.stream, group_stream(room.group_id))
    again = there(tx, room_id)
    if again is None:
        raise NotFound
    return again
