"""An import that the owner of the server begins by hand, from a file on its own disk. Called by `cli`.

Each call looks how far it is and does the next thing, so that whoever calls can be told in between.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
from msgspec import Struct

from distributed_chat.accounts.queries import credentials
from distributed_chat.db import Tx
from distributed_chat.files.actions import Parts
from distributed_chat.files.receiving import keep_stream
from distributed_chat.groups.queries import group_called
from distributed_chat.imports import actions, queries
from distributed_chat.imports.errors import ImportIsBusy
from distributed_chat.imports.schemas import Import, ImportForm, ImportStart
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import Invalid, NotAllowed, NotFound
from distributed_chat.kernel.ids import SessionId
from distributed_chat.web import Services

_PIECE = 1024 * 1024


class Brought(Struct, frozen=True, kw_only=True):
    """How far it is."""

    id: str
    state: str
    done: int
    total: int
    group_id: str | None
    notes: list[str]
    error: str | None


async def begin_by_hand(
    services: Services, path: Path, email: str, group: str | None, part: str | None = None
) -> Brought:
    """Copies the file, as their upload. Raises `NotFound` for an email of nobody's, and as `begin_import`.

    `group` is a name or an id; `part` the id of the group of the archive that is meant, where it holds several.
    """
    actor = await _somebody(services, email)
    file = await keep_stream(services, actor.user_id, Parts(path.name), _bytes(path))

    def begin(tx: Tx) -> Import:
        group_id = None if group is None else group_called(tx, actor.user_id, group)
        return actions.begin_import(tx, actor, ImportForm(file_id=file.id, group_id=group_id), part=part)[0]

    begun = await services.database.write(begin)
    return _brought(begun)


async def look_by_hand(services: Services, import_id: str, email: str, people: Path | None) -> Brought:
    """Starts it when it asks: with the people of that JSON file, else by what is suggested.

    While another import into the group is on its way, as one that a kill has left, it still asks. Raises `Invalid`, and
    as `start_import`; then it is over, for whoever mends that gives the file again.
    """
    actor = await _somebody(services, email)
    found = await services.database.read(lambda tx: queries.import_of(tx, import_id, actor.user_id))
    if found.state != "asks":
        return _brought(found)
    try:
        start = ImportStart(people=await asyncio.to_thread(_chosen, people, found))
        return _brought(await services.database.write(lambda tx: actions.start_import(tx, actor, import_id, start)))
    except ImportIsBusy:
        return _brought(found)
    except (Invalid, NotAllowed):
        await services.database.write(lambda tx: actions.delete_import(tx, actor, import_id))
        raise


def _chosen(people: Path | None, found: Import) -> dict[str, str]:
    if people is None:
        return {one.key: one.user_id for one in found.people if one.user_id is not None}
    try:
        return msgspec.json.decode(people.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError) as error:
        raise Invalid("people_are_not_valid", f"{people}: {error}") from error


async def _somebody(services: Services, email: str) -> Actor:
    """Acts for them without a session of theirs: whoever may open the socket may do what the owner may."""

    def find(tx: Tx) -> Actor:
        found = credentials(tx, email.strip().lower())
        if found is None:
            raise NotFound(message=f"Nobody here has the address {email}.")
        return Actor(found.user_id, SessionId(""))

    return await services.database.read(find)


async def _bytes(path: Path) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(path.open, "rb")
    try:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
    finally:
        await asyncio.to_thread(file.close)


def _brought(it: Import) -> Brought:
    return Brought(
        id=it.id, state=it.state, done=it.done, total=it.total, group_id=it.group_id, notes=it.notes, error=it.error
    )
