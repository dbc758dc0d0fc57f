"""Which groups of an archive are brought by hand: of a whole instance all of them, or the one that is named."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from distributed_chat.imports.archives import clear, looks_like
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers import own
from distributed_chat.imports.readers.parts import Of
from distributed_chat.imports.readers.shapes import GroupRow
from distributed_chat.imports.readers.words import LONGEST_TOPIC, tidy
from distributed_chat.kernel.errors import Invalid
from distributed_chat.web import Services

MOST_LOOKED_AT = 100_000
"""Groups, of which one is looked for."""
MOST_BROUGHT = 1_000
"""Groups, one after the other."""
MOST_NAMED = 30
"""In a sentence."""
_one_looks = threading.Lock()


class PartOfArchive(Struct, frozen=True, kw_only=True):
    """A group of an archive that holds several."""

    id: str
    name: str
    """One line, as it may be shown."""


async def parts_of(services: Services, path: Path, only: str | None, group: str | None) -> list[PartOfArchive] | None:
    """Those that are to be brought; None: the archive is brought as it is, whatever it is.

    `only`: the name or the id of one of them. `group`: the one here that everything goes into. Raises `ArchiveIsWrong`,
    and `Invalid` with the groups that there are.
    """
    return await asyncio.to_thread(_looked, path, services.settings.data / "imports" / "look", only, group)


def _looked(path: Path, folder: Path, only: str | None, group: str | None) -> list[PartOfArchive] | None:
    if looks_like(path, path.name) != "distributed":
        if only is not None:
            raise Invalid("which_group", f"{path.name} is no archive of a Distributed, so it has no groups to choose.")
        return None
    with _one_looks:
        clear(folder)  # what a kill may have left
        folder.mkdir(mode=0o700, parents=True)
        try:
            of, found = own.groups_in(path, path.name, folder, MOST_LOOKED_AT)
        finally:
            clear(folder)
    return _to_bring(path.name, of, [_part(one) for one in found], only, group)


def _to_bring(
    name: str, of: Of, parts: Sequence[PartOfArchive], only: str | None, group: str | None
) -> list[PartOfArchive] | None:
    if only is not None:
        wanted = tidy(only, LONGEST_TOPIC, "").casefold()
        named = [one for one in parts if only == one.id or wanted == one.name.casefold()]
        if len(named) != 1:
            several = "Several are called so" if named else "In it are"
            raise Invalid("which_group", f"Which group of {name}? {several}: {_listed(named or parts)}.")
        return named
    if of == "group":
        return None
    if not parts:
        raise ArchiveIsWrong(name, "there is no group in it.")
    if group is not None and len(parts) > 1:
        said = f"{name} holds several groups, which do not go into one. Choose by --only: {_listed(parts)}."
        raise Invalid("which_group", said)
    if len(parts) > MOST_BROUGHT:
        raise Invalid("too_many_groups", f"{name} holds more than {MOST_BROUGHT:,} groups. Bring each by --only.")
    return list(parts)


def _part(row: GroupRow) -> PartOfArchive:
    return PartOfArchive(id=row.id, name=tidy(row.name, LONGEST_TOPIC, "Imported"))


def _listed(parts: Sequence[PartOfArchive]) -> str:
    more = f" and {len(parts) - MOST_NAMED:,} more" if len(parts) > MOST_NAMED else ""
    return ", ".join(f"{one.name} ({one.id})" for one in parts[:MOST_NAMED]) + more or "none"
