"""An export that the owner of the server makes by hand, into a file on its own disk. Called by `cli`.

Each call looks how far it is, so that whoever calls can be told in between.
"""

import asyncio
import os
from pathlib import Path
from typing import Literal

from msgspec import Struct

from distributed_chat.accounts.queries import credentials
from distributed_chat.archive import actions, queries
from distributed_chat.archive.schemas import Export, ExportForm
from distributed_chat.db import Tx
from distributed_chat.files.content import pieces_between
from distributed_chat.files.queries import Readable, held_file
from distributed_chat.groups.queries import group_called
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import SessionId
from distributed_chat.web import Services


class Taken(Struct, frozen=True, kw_only=True):
    """How far it is. `ready`: it is on the disk."""

    id: str
    state: str
    done: int
    total: int
    error: str | None


async def begin_by_hand(
    services: Services, email: str, of: Literal["me", "group", "instance"], group: str | None
) -> Taken:
    """As whoever has that email; `group` is a name or an id. Raises `NotFound`, and as `begin_export`."""

    def begin(tx: Tx) -> Export:
        actor = _somebody(tx, email)
        if of == "instance":
            return actions.begin_export_of_all(tx, actor)
        group_id = None if group is None else group_called(tx, actor.user_id, group)
        return actions.begin_export(tx, actor, ExportForm(of=of, group_id=group_id))[0]

    return _taken(await services.database.write(begin))


async def look_by_hand(services: Services, export_id: str, email: str, path: Path) -> Taken:
    """Once it is ready, copies it there, whole or not at all, and forgets it here. Raises `OSError`."""

    def look(tx: Tx) -> tuple[Export, Readable | None]:
        found = queries.shown(tx, queries.own_export(tx, export_id, _somebody(tx, email).user_id))
        return found, None if found.file is None else held_file(tx, found.file.id)

    export, file = await services.database.read(look)
    if file is not None:
        await _copy(services, file, path)
        await services.database.write(lambda tx: actions.delete_export(tx, _somebody(tx, email), export_id))
    return _taken(export)


async def _copy(services: Services, found: Readable, path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    out = await asyncio.to_thread(part.open, "wb")
    try:
        pieces = pieces_between(
            services.blobs, found.content_id, found.pieces, start=0, end=found.file.size, first=found.first_piece
        )
        async for piece in pieces:
            await asyncio.to_thread(out.write, piece)
    finally:
        await asyncio.to_thread(out.close)
    await asyncio.to_thread(os.replace, part, path)


def _somebody(tx: Tx, email: str) -> Actor:
    found = credentials(tx, email.strip().lower())
    if found is None:
        raise NotFound(message=f"Nobody here has the address {email}.")
    return Actor(found.user_id, SessionId(""))


def _taken(it: Export) -> Taken:
    return Taken(id=it.id, state=it.state, done=it.done, total=it.total, error=it.error)
