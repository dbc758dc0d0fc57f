"""An export begins, goes on, is ready, fails, goes."""

from sqlalchemy import delete, insert, update

from distributed_chat import streams
from distributed_chat.archive import policy
from distributed_chat.archive.errors import GroupIsMissing, TooManyExports
from distributed_chat.archive.queries import ExportRow, contents_of, expired, export_row, own_export, rows_of, shown
from distributed_chat.archive.schemas import Export, ExportForm, ExportToWork
from distributed_chat.archive.tables import exports
from distributed_chat.db import Tx
from distributed_chat.files.actions import hold, let_go
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import UserId, new_id, user_stream

WORK = "archive.work"
EXPIRE = "archive.expire"
HELD_BY = "export"


def begin_export(tx: Tx, actor: Actor, form: ExportForm) -> tuple[Export, bool]:
    """Leaves the job that makes it; the bool says that it was begun before. Raises `NotFound`, `NotAllowed`."""
    export_id = form.id or new_id()
    if streams.creation(tx, export_id, actor.user_id, form) is not None:
        return shown(tx, own_export(tx, export_id, actor.user_id)), True
    if form.of == "group" and form.group_id is None:
        raise GroupIsMissing
    group_id = form.group_id if form.of == "group" else None
    made = _begin(tx, export_id, actor.user_id, form.of, group_id)
    streams.remember(tx, export_id, actor.user_id, form, user_stream(actor.user_id), 0)
    return made, False


def begin_export_of_all(tx: Tx, actor: Actor) -> Export:
    """By hand alone: whoever may open the server's own socket has the database anyhow."""
    return _begin(tx, new_id(), actor.user_id, "instance", None)


def delete_export(tx: Tx, actor: Actor, export_id: str) -> None:
    """It and its archive. Raises `NotFound`."""
    _forget(tx, own_export(tx, export_id, actor.user_id))


def note_progress(tx: Tx, export_id: str, done: int, total: int) -> bool:
    """False when it is gone meanwhile."""
    going = update(exports).where(exports.c.id == export_id, exports.c.state.in_(("waiting", "working")))
    return tx.conn.execute(going.values(state="working", done=done, total=max(done, total))).rowcount > 0


def go_on(tx: Tx, export_id: str) -> None:
    enqueue(tx, WORK, export_id, ExportToWork(export_id=export_id))


def finish(tx: Tx, export_id: str, file_id: str, done: int) -> None:
    """The archive is an upload of theirs; from here on it is held, and goes with the export."""
    row = export_row(tx, export_id)
    if row is None:
        return  # the upload is swept away
    hold(tx, row.user_id, file_id, held_by=HELD_BY)
    ready = {"state": "ready", "file_id": file_id, "done": done, "total": done, "expires_at": tx.now + policy.KEPT_FOR}
    tx.conn.execute(update(exports).where(exports.c.id == export_id).values(**ready))
    enqueue(tx, EXPIRE, export_id, ExportToWork(export_id=export_id), due=tx.now + policy.KEPT_FOR)


def fail(tx: Tx, export_id: str, why: str) -> None:
    tx.conn.execute(update(exports).where(exports.c.id == export_id).values(state="failed", error=why))


def expire(tx: Tx) -> None:
    for row in expired(tx):
        _forget(tx, row)


def forget_exports_of(tx: Tx, user_id: UserId) -> None:
    """The account goes."""
    for row in rows_of(tx, user_id):
        _forget(tx, row)


def _begin(tx: Tx, export_id: str, user_id: str, of: str, group_id: str | None) -> Export:
    mine = rows_of(tx, user_id)
    if any(row.state in {"waiting", "working"} for row in mine):
        raise TooManyExports(retry_after=30)
    for row in mine[policy.KEPT_AT_MOST - 1 :]:
        _forget(tx, row)
    row_of_it = {"id": export_id, "user_id": user_id, "of": of, "group_id": group_id, "state": "waiting"}
    tx.conn.execute(insert(exports).values(**row_of_it, done=0, total=0, created_at=tx.now))
    row = own_export(tx, export_id, user_id)
    contents_of(tx, row)  # whoever may not is told at once
    go_on(tx, export_id)
    return shown(tx, row)


def _forget(tx: Tx, row: ExportRow) -> None:
    if row.file_id is not None:
        let_go(tx, [row.file_id])
    tx.conn.execute(delete(exports).where(exports.c.id == row.id))
