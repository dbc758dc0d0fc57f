"""Putting work off: called by actions, in their own transaction, so that the job exists exactly if its cause does."""

from typing import NamedTuple

import msgspec
from sqlalchemy import case, func, select

from distributed_chat import db
from distributed_chat.db import Tx
from distributed_chat.jobs.tables import jobs
from distributed_chat.kernel.ids import new_id


class Waiting(NamedTuple):
    """Jobs of one kind."""

    kind: str
    due: int
    oldest: int
    """When the first of them was due, in microseconds."""
    failed: int


def waiting_jobs(tx: Tx) -> list[Waiting]:
    """For an operator: what could be done now, and what was given up."""
    due = case((jobs.c.due_at <= tx.now, 1), else_=0)
    failed = case((jobs.c.due_at.is_(None), 1), else_=0)
    by_kind = select(jobs.c.kind, func.sum(due), func.coalesce(func.min(jobs.c.due_at), tx.now), func.sum(failed))
    return [Waiting(*row) for row in tx.conn.execute(by_kind.group_by(jobs.c.kind).order_by(jobs.c.kind))]


def enqueue(tx: Tx, kind: str, key: str, payload: msgspec.Struct, *, due: int | None = None) -> None:
    """Leaves a job for the worker, not before `due` (None: at once).

    One that waits already stays as it is. One that runs at this moment may have looked before this was written, so it
    runs once more; one that failed for good has another chance.
    """
    row = {
        "id": new_id(),
        "kind": kind,
        "key": key,
        "payload": msgspec.json.encode(payload),
        # A job is given up a day after its first try, which may be years after it was left here.
        "created_at": max(tx.now, due or 0),
        "due_at": tx.now if due is None else due,
        "tries": 0,
    }
    anew = {name: row[name] for name in ("payload", "created_at", "due_at", "tries")}
    tx.conn.execute(
        db.insert(tx, jobs)
        .values(**row)
        .on_conflict_do_update(
            index_elements=["kind", "key"],
            set_={**anew, "lease": None, "failure": None},
            where=jobs.c.lease.is_not(None) | jobs.c.due_at.is_(None),
        )
    )
