"""An import begins, asks, starts, ends. Whoever leads a group imports into it; into a new one, anybody."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import delete, insert, select, update

from distributed_chat import streams
from distributed_chat.accounts.actions.placeholders import forget_placeholders
from distributed_chat.conversations.actions.old_rooms import show_old_rooms
from distributed_chat.db import Tx
from distributed_chat.files.actions import hold, let_go
from distributed_chat.groups.actions import create_group
from distributed_chat.groups.policy import check_leads
from distributed_chat.groups.queries import locked_role, members_among, role_in, role_of
from distributed_chat.groups.schemas import GroupForm
from distributed_chat.imports import naming, policy
from distributed_chat.imports.errors import ImportDoesNotAsk, ImportIsBusy, NotAMemberHere, TooManyImports
from distributed_chat.imports.queries import (
    ImportRow,
    Writer,
    hidden_rooms,
    import_of,
    own_row,
    row_of,
    undone_count,
    works_in,
)
from distributed_chat.imports.schemas import Import, ImportForm, ImportStart, ImportToWork
from distributed_chat.imports.tables import imported_people, imported_rooms, imports
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import IdTaken, NotFound
from distributed_chat.kernel.ids import GroupId, is_id, new_id, user_stream
from distributed_chat.messages.actions import purge_room_later

WORK = "imports.work"
GIVE_UP = "imports.give_up"
HELD_BY = "import"


def begin_import(tx: Tx, actor: Actor, form: ImportForm, *, part: str | None = None) -> tuple[Import, bool]:
    """Holds the upload and leaves the job that looks into it; the bool says that it was begun before.

    `part`: the id of the group that is meant, of an archive that holds several.
    Raises `FileIsNotYours`, `NotAllowed`, `NotFound`, `TooManyImports`, `IdTaken`.
    """
    import_id = form.id or new_id()
    if streams.creation(tx, import_id, actor.user_id, form) is not None:
        return import_of(tx, import_id, actor.user_id), True
    if form.group_id is not None:
        check_leads(role_in(tx, form.group_id, actor.user_id))
    if undone_count(tx, actor.user_id) >= policy.UNDONE_AT_MOST:
        raise TooManyImports(retry_after=60)
    file = hold(tx, actor.user_id, form.file_id, held_by=HELD_BY)
    row = {"id": import_id, "user_id": actor.user_id, "file_id": file.id, "name": file.name, "kind": form.kind}
    empty = {"part": part, "place": "", "group_name": "", "done": 0, "total": 0}
    tx.conn.execute(insert(imports).values(**row, **empty, group_id=form.group_id, state="reading", created_at=tx.now))
    streams.remember(tx, import_id, actor.user_id, form, user_stream(actor.user_id), 0)
    enqueue(tx, WORK, import_id, ImportToWork(import_id=import_id))
    enqueue(tx, GIVE_UP, import_id, ImportToWork(import_id=import_id), due=tx.now + policy.ASKS_FOR)
    return import_of(tx, import_id, actor.user_id), False


def start_import(tx: Tx, actor: Actor, import_id: str, start: ImportStart) -> Import:
    """Who is who is known now. Makes the group if there is none, and leaves the job that writes.

    Raises `NotFound`, `NotAllowed`, `ImportDoesNotAsk`, `ImportIsBusy`, `NotAMemberHere`.
    """
    row = own_row(tx, import_id, actor.user_id, lock=True)
    if row.state != "asks":
        raise ImportDoesNotAsk
    group_id = _new_group(tx, actor, row) if row.group_id is None else row.group_id
    check_leads(locked_role(tx, group_id, actor.user_id))
    if works_in(tx, group_id, but=import_id):
        raise ImportIsBusy
    mapped = set(start.people.values()) - {"new", "skip"}
    if members_among(tx, group_id, mapped) != mapped:
        raise NotAMemberHere(field="people")
    chosen = msgspec.json.encode(start.people)
    _change(tx, import_id, state="waiting", group_id=group_id, chosen=chosen, done=0)
    enqueue(tx, WORK, import_id, ImportToWork(import_id=import_id))
    return import_of(tx, import_id, actor.user_id)


def delete_import(tx: Tx, actor: Actor, import_id: str) -> None:
    """Raises `NotFound`."""
    row = own_row(tx, import_id, actor.user_id, lock=True)
    _end(tx, row)
    tx.conn.execute(delete(imports).where(imports.c.id == import_id))


def finish_reading(
    tx: Tx, import_id: str, *, kind: str, place: str, group_name: str, writers: Sequence[Writer], notes: Sequence[str]
) -> None:
    """The archive was read to its end without a fault: now it asks."""
    if _state(tx, import_id) == "reading":
        total = sum(one.messages for one in writers)
        found = {"kind": kind, "place": place, "group_name": group_name, "done": 0, "total": total}
        kept = {"people": msgspec.json.encode(writers), "notes": msgspec.json.encode(notes)}
        _change(tx, import_id, state="asks", **found, **kept)


def note_progress(tx: Tx, import_id: str, **counts: int) -> None:
    """While it reads: `total` so far."""
    _change(tx, import_id, **counts)


def go_on(tx: Tx, import_id: str) -> None:
    """For the job: there is more to do, after what others have left to do."""
    enqueue(tx, WORK, import_id, ImportToWork(import_id=import_id))


def show_some(tx: Tx, import_id: str, readers: Mapping[str, Sequence[str]], more_notes: Sequence[str]) -> bool:
    """Everything is written: shows some of the rooms; when none is left it is done, and True.

    `readers`: who reads the private ones, by room. Raises `NotFound` and `NotAllowed` when whoever imports leads the
    group no more.
    """
    row = row_of(tx, import_id)
    if row is None or row.group_id is None or row.state not in policy.WORKS:
        return True
    check_leads(role_in(tx, row.group_id, row.user_id))
    hidden = hidden_rooms(tx, import_id)
    some = hidden[: policy.SHOWN_AT_ONCE]
    if some:
        people = {room: set(readers.get(room, ())) for room in some}
        here = members_among(tx, row.group_id, {person for them in people.values() for person in them})
        show_old_rooms(tx, row.group_id, [(room, people[room] & here) for room in some])
        shown = update(imported_rooms).where(imported_rooms.c.room_id.in_(some))
        tx.conn.execute(shown.values(shown=True))
    if len(hidden) > len(some):
        return False
    notes = msgspec.json.encode([*msgspec.json.decode(row.notes or b"[]"), *more_notes])
    _let_go(tx, row)
    _change(tx, import_id, state="done", done=row.total, notes=notes, file_id=None)
    return True


def fail(tx: Tx, import_id: str, why: str) -> None:
    """Nothing of it is seen by anybody; what it wrote goes."""
    row = row_of(tx, import_id)
    if row is not None and row.state in policy.UNDONE:
        _end(tx, row)
        _change(tx, import_id, state="failed", error=why[:500], file_id=None)


def give_up(tx: Tx, import_id: str) -> None:
    """A week has passed: one that still asks, or can't be read, is over."""
    if _state(tx, import_id) in {"reading", "asks"}:
        fail(tx, import_id, "Nobody started it within a week.")


def forget_group(tx: Tx, group_id: str) -> None:
    """Subscriber: the group is about to be deleted, and with it the names of people who were only shown there."""
    for import_id in tx.conn.execute(
        select(imports.c.id).where(imports.c.group_id == group_id, imports.c.state.in_(policy.UNDONE))
    ).scalars():
        fail(tx, import_id, "The group was deleted.")
    of_group = imported_people.c.group_id == group_id
    forget_placeholders(tx, list(tx.conn.execute(select(imported_people.c.user_id).where(of_group)).scalars()))
    tx.conn.execute(delete(imported_people).where(of_group))


def _new_group(tx: Tx, actor: Actor, row: ImportRow) -> str:
    """The one that an earlier import of the same place has made, as long as it is there; else a new one."""
    theirs = row.place.removeprefix("distributed:")
    for group_id in (*([theirs] if is_id(theirs) else []), naming.new_group_id(actor.user_id, row.place)):
        if role_of(tx, group_id, actor.user_id) is not None:
            return group_id
        try:
            made, _ = create_group(tx, actor, GroupForm(id=GroupId(group_id), name=row.group_name))
        except (IdTaken, NotFound):
            continue
        return made.group.id
    made, _ = create_group(tx, actor, GroupForm(name=row.group_name))
    return made.group.id


def _end(tx: Tx, row: ImportRow) -> None:
    _let_go(tx, row)
    hidden = hidden_rooms(tx, row.id)
    for room_id in hidden:
        purge_room_later(tx, room_id)
    # Shown and gone: the next import of the same room makes another one.
    tx.conn.execute(update(imported_rooms).where(imported_rooms.c.room_id.in_(hidden)).values(shown=True))


def _let_go(tx: Tx, row: ImportRow) -> None:
    if row.file_id is not None:
        let_go(tx, [row.file_id])


def _state(tx: Tx, import_id: str) -> str | None:
    return tx.conn.execute(select(imports.c.state).where(imports.c.id == import_id)).scalar()


def _change(tx: Tx, import_id: str, **values: object) -> None:
    tx.conn.execute(update(imports).where(imports.c.id == import_id).values(**values))
