"""Reads of imports."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import func, select

from distributed_chat.accounts.queries import users_with_proved_emails
from distributed_chat.conversations.queries import room_of, streams_of
from distributed_chat.db import Tx
from distributed_chat.groups.queries import members_of
from distributed_chat.imports.policy import UNDONE, WORKS
from distributed_chat.imports.records import Person
from distributed_chat.imports.schemas import Import, ImportPerson, ImportRoom
from distributed_chat.imports.tables import imported_people, imported_rooms, imports
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound

LISTED = 100


class Writer(Person, frozen=True, kw_only=True):
    """A person of the archive, and how many messages they wrote."""

    messages: int = 0


class ImportRow(NamedTuple):
    id: str
    user_id: str
    file_id: str | None
    name: str
    kind: Any
    part: str | None
    place: str
    group_id: str | None
    group_name: str
    state: Any
    done: int
    total: int
    people: bytes | None
    chosen: bytes | None
    notes: bytes | None
    error: str | None
    created_at: int

    @property
    def writers(self) -> list[Writer]:
        return _writers.decode(self.people) if self.people else []

    @property
    def choices(self) -> dict[str, str]:
        return _choices.decode(self.chosen) if self.chosen else {}


class RoomOfImport(NamedTuple):
    room_id: str
    key: str
    round: int
    shown: bool


_writers = msgspec.json.Decoder(list[Writer])
_choices = msgspec.json.Decoder(dict[str, str])
_notes = msgspec.json.Decoder(list[str])
_COLUMNS = [imports.c[name] for name in ImportRow._fields]


def row_of(tx: Tx, import_id: str) -> ImportRow | None:
    row = tx.conn.execute(select(*_COLUMNS).where(imports.c.id == import_id)).first()
    return None if row is None else ImportRow(*row)


def own_row(tx: Tx, import_id: str, user_id: str, *, lock: bool = False) -> ImportRow:
    """Raises `NotFound`. `lock`: nobody else changes it before the commit."""
    mine = select(*_COLUMNS).where(imports.c.id == import_id, imports.c.user_id == user_id)
    row = tx.conn.execute(mine.with_for_update() if lock else mine).first()
    if row is None:
        raise NotFound
    return ImportRow(*row)


def import_of(tx: Tx, import_id: str, user_id: str) -> Import:
    """Raises `NotFound`."""
    row = own_row(tx, import_id, user_id)
    rooms = _rooms_made(tx, row.id) if row.state == "done" else []
    return _import(row, people=_people(tx, row), rooms=rooms)


def imports_of(tx: Tx, user_id: str) -> list[Import]:
    """The newest first, without their people and rooms."""
    mine = select(*_COLUMNS).where(imports.c.user_id == user_id).order_by(imports.c.created_at.desc(), imports.c.id)
    return [_import(ImportRow(*row), people=[], rooms=[]) for row in tx.conn.execute(mine.limit(LISTED))]


def undone_count(tx: Tx, user_id: str) -> int:
    mine = select(func.count()).where(imports.c.user_id == user_id, imports.c.state.in_(UNDONE))
    return tx.conn.execute(mine).scalar_one()


def works_in(tx: Tx, group_id: str, *, but: str) -> bool:
    """Whether another import into the group is on its way."""
    others = select(imports.c.id).where(imports.c.group_id == group_id, imports.c.state.in_(WORKS), imports.c.id != but)
    return tx.conn.execute(others.limit(1)).first() is not None


def rooms_from(tx: Tx, group_id: str, place: str, keys: Collection[str]) -> dict[str, RoomOfImport]:
    """By key: what the room was imported to last."""
    columns = (imported_rooms.c.room_id, imported_rooms.c.key, imported_rooms.c.round, imported_rooms.c.shown)
    rows = tx.conn.execute(
        select(*columns)
        .where(imported_rooms.c.group_id == group_id, imported_rooms.c.place == place, imported_rooms.c.key.in_(keys))
        .order_by(imported_rooms.c.round)
    )
    return {row.key: RoomOfImport(*row) for row in rows}


def hidden_rooms(tx: Tx, import_id: str) -> list[str]:
    """Those that it fills and nobody sees yet."""
    hidden = select(imported_rooms.c.room_id).where(
        imported_rooms.c.import_id == import_id, imported_rooms.c.shown.is_(False)
    )
    return list(tx.conn.execute(hidden.order_by(imported_rooms.c.room_id)).scalars())


def placeholders_from(tx: Tx, group_id: str, place: str, keys: Collection[str]) -> dict[str, str]:
    """By key: the users that stand for these people."""
    columns = (imported_people.c.key, imported_people.c.user_id)
    rows = tx.conn.execute(
        select(*columns).where(
            imported_people.c.group_id == group_id, imported_people.c.place == place, imported_people.c.key.in_(keys)
        )
    )
    return {row.key: row.user_id for row in rows}


def _people(tx: Tx, row: ImportRow) -> list[ImportPerson]:
    writers = row.writers
    suggested = _suggested(tx, row, writers) if row.state == "asks" else row.choices
    return [
        ImportPerson(
            key=one.key,
            name=f"{one.first_name} {one.last_name}".strip(),
            email=one.email,
            messages=one.messages,
            user_id=chosen if (chosen := suggested.get(one.key)) not in {"new", "skip"} else None,
        )
        for one in writers
    ]


def _suggested(tx: Tx, row: ImportRow, writers: Sequence[Writer]) -> dict[str, str]:
    """Members who have proved the same address, else the only one of that name. Before there is a group: nobody."""
    if row.group_id is None:
        return {}
    members = [member.user for member in members_of(tx, row.group_id) if member.user.kind == "person"]
    here = {user.id for user in members}
    by_email = users_with_proved_emails(tx, [one.email for one in writers if one.email][:5_000])
    by_name: dict[str, set[str]] = {}
    for user in members:
        by_name.setdefault(f"{user.first_name} {user.last_name}".casefold(), set()).add(user.id)
    found: dict[str, str] = {}
    for one in writers:
        names = by_name.get(f"{one.first_name} {one.last_name}".casefold(), set())
        for user_id in (one.id, by_email.get(one.email or ""), next(iter(names)) if len(names) == 1 else None):
            if user_id in here and user_id is not None:
                found[one.key] = user_id
                break
    return found


def _rooms_made(tx: Tx, import_id: str) -> list[ImportRoom]:
    made = select(imported_rooms.c.room_id).where(imported_rooms.c.import_id == import_id, imported_rooms.c.shown)
    ids = list(tx.conn.execute(made.limit(1_000)).scalars())
    rooms = [room_of(tx, id) for id in streams_of(tx, ids)]
    return [ImportRoom(id=room.id, topic=room.topic) for room in sorted(rooms, key=lambda room: room.topic)]


def _import(row: ImportRow, *, people: list[ImportPerson], rooms: list[ImportRoom]) -> Import:
    return Import(
        id=row.id,
        name=row.name,
        kind=row.kind,
        state=row.state,
        done=row.done,
        total=row.total,
        people=people,
        rooms=rooms,
        notes=_notes.decode(row.notes) if row.notes else [],
        group_id=row.group_id,
        error=row.error,
        created_at=rfc3339(row.created_at),
    )
