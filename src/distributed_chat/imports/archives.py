"""Opening an archive: where its bytes are on disk meanwhile, and whose it looks like."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

from distributed_chat.blobs import Blobs
from distributed_chat.files.content import pieces_between
from distributed_chat.files.queries import Readable
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers import discord, own, slack, zulip
from distributed_chat.imports.readers.zipped import RESERVE, OpenZip, translated
from distributed_chat.imports.records import Kind, Source

READERS: dict[Kind, Callable[[Path, str], Source]] = {
    "distributed": own.open_archive,
    "slack": slack.open_archive,
    "discord": discord.open_archive,
    "zulip": zulip.open_archive,
}
"""By kind: the path of the archive and its name → what is in it. Raise `ArchiveIsWrong`."""


def open_source(path: Path, kind: Kind | None, name: str, part: str | None = None) -> Source:
    """`part`: which group of an archive of our own is meant. Raises `ArchiveIsWrong`. Blocks."""
    with translated(name):
        found = kind or looks_like(path, name)
    if found is None:
        raise ArchiveIsWrong(name, "this is no export of Distributed, Slack, Discord (DiscordChatExporter) or Zulip.")
    if found not in READERS:
        raise ArchiveIsWrong(name, f"this server can't read archives of {found}.")
    with translated(name):
        return READERS[found](path, name) if part is None else own.open_archive(path, name, part)


def looks_like(path: Path, name: str) -> Kind | None:
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(b"PK"):
        with OpenZip(path, name) as archive:
            names = set(archive.namelist())
        if {"archive.json", "data.sqlite3"} <= names:
            return "distributed"
        if {"channels.json", "users.json"} & names or "org_users.json" in names:
            return "slack"
        return "discord" if any(part.endswith(".json") for part in names) else None
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":
        return "zulip"
    return "discord" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else None


async def fetch(blobs: Blobs, found: Readable, path: Path) -> None:
    """Copies an upload out of the blobs, so that it can be read from anywhere.

    Raises `BlobsAreAway`, and `ArchiveIsWrong` where the disk has no room for it.
    """
    await asyncio.to_thread(path.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
    size = found.file.size
    if (await asyncio.to_thread(shutil.disk_usage, path.parent)).free < RESERVE + size:
        raise ArchiveIsWrong(found.file.name, "the disk of this server has no room for it.")
    with await asyncio.to_thread(path.open, "wb") as file:
        pieces = pieces_between(blobs, found.content_id, found.pieces, start=0, end=size, first=found.first_piece)
        async for piece in pieces:
            await asyncio.to_thread(file.write, piece)


def clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
