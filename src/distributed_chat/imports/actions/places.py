"""Where an import writes: the users that its people are here, and its rooms, which nobody sees yet."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import insert, update

from distributed_chat.accounts.actions.placeholders import make_placeholder
from distributed_chat.conversations.actions.old_rooms import begin_old_room
from distributed_chat.conversations.queries import old_rooms, room_of
from distributed_chat.db import Tx
from distributed_chat.imports import naming
from distributed_chat.imports.queries import ImportRow, Writer, placeholders_from, rooms_from
from distributed_chat.imports.readers.words import LONGEST_NAME, LONGEST_TOPIC, tidy
from distributed_chat.imports.records import Room
from distributed_chat.imports.tables import imported_people, imported_rooms
from distributed_chat.kernel.errors import IdTaken, NotFound


class RoomPlan(NamedTuple):
    id: str
    is_live: bool
    """Shown by an earlier import: what is new is told of in the log."""


def take_people(tx: Tx, row: ImportRow, people: Sequence[Writer], chosen: Mapping[str, str]) -> dict[str, str]:
    """By key, who they are here; placeholders are made. Whoever is skipped is left out. At most 200 at once."""
    assert row.group_id is not None
    keys = [one.key for one in people]
    there = placeholders_from(tx, row.group_id, row.place, keys)
    found: dict[str, str] = {}
    for one in people:
        choice = chosen.get(one.key, "new")
        if choice == "new":
            found[one.key] = there.get(one.key) or _placeholder(tx, row.group_id, row.place, one)
        elif choice != "skip":
            found[one.key] = choice
    return found


def never_left(tx: Tx, row: ImportRow, rooms: Sequence[Room]) -> set[str]:
    """The keys of rooms that our own archive names and that are in this group as they always were: not by an import."""
    there = old_rooms(tx, [room.id for room in rooms if room.id is not None])
    mine = {id for id, room in there.items() if room.is_live and room.group_id == row.group_id}
    if not mine or row.group_id is None:
        return set()
    imported = {one.room_id for one in rooms_from(tx, row.group_id, row.place, [room.key for room in rooms]).values()}
    return {room.key for room in rooms if room.id in mine - imported}


def take_rooms(tx: Tx, row: ImportRow, rooms: Sequence[Room], users: Mapping[str, str]) -> dict[str, RoomPlan]:
    """By key. One that was imported before goes on; one that was deleted since is made anew. At most 200 at once."""
    assert row.group_id is not None
    before = rooms_from(tx, row.group_id, row.place, [room.key for room in rooms])
    there = old_rooms(tx, [one.room_id for one in before.values()])
    plans: dict[str, RoomPlan] = {}
    for room in rooms:
        last = before.get(room.key)
        if last is not None and (there[last.room_id].is_live or not last.shown):
            plans[room.key] = RoomPlan(last.room_id, there[last.room_id].is_live)
            taken = update(imported_rooms).where(imported_rooms.c.room_id == last.room_id)
            tx.conn.execute(taken.values(import_id=row.id))
        else:
            room_id = _room(tx, row, room, users, 0 if last is None else last.round + 1)
            plans[room.key] = RoomPlan(room_id, is_live=False)
    return plans


def readers_here(tx: Tx, row: ImportRow, room: Room, plan: RoomPlan, users: Mapping[str, str]) -> set[str] | None:
    """Who reads the room, and may be shown to have said something there. None: everybody in the group.

    Of one that is shown already whoever reads it now, whatever the archive says; else those of its readers who are
    members, and whoever imports it.
    """
    if plan.is_live:
        try:
            reading = room_of(tx, plan.id).member_ids
        except NotFound:
            return set()  # deleted a moment ago
        return None if reading is None else set(reading)
    return {users[key] for key in room.member_keys if key in users} | {row.user_id} if room.private else None


def _placeholder(tx: Tx, group_id: str, place: str, one: Writer) -> str:
    """With the id that our own archive names, if it is free."""
    for user_id in (one.id, naming.person_id(group_id, place, one.key)):
        try:
            made = user_id is not None and make_placeholder(
                tx,
                user_id,
                first_name=tidy(one.first_name, LONGEST_NAME, "Somebody"),
                last_name=tidy(one.last_name, LONGEST_NAME, ""),
            )
        except IdTaken:
            continue
        if made and user_id is not None:
            row = {"user_id": user_id, "group_id": group_id, "place": place, "key": one.key}
            tx.conn.execute(insert(imported_people).values(**row))
            return user_id
    raise IdTaken


def _room(tx: Tx, row: ImportRow, room: Room, users: Mapping[str, str], turn: int) -> str:
    assert row.group_id is not None
    is_seen = not room.private or room.created_by in room.member_keys
    maker = (users.get(room.created_by or "") if is_seen else None) or row.user_id
    for room_id in (room.id, naming.room_id(row.group_id, row.place, room.key, turn)):
        try:
            made = room_id is not None and begin_old_room(
                tx,
                room_id,
                row.group_id,
                tidy(room.topic, LONGEST_TOPIC, "Imported"),
                private=room.private,
                created_by=maker,
                created_at=tx.now if room.created_at is None else max(0, min(room.created_at, tx.now)),
            )
        except IdTaken:
            continue
        if made and room_id is not None:
            place = {"group_id": row.group_id, "place": row.place, "key": room.key, "round": turn}
            tx.conn.execute(insert(imported_rooms).values(room_id=room_id, **place, import_id=row.id, shown=False))
            return room_id
    raise IdTaken
