"""`data/control.sock`: how a command reaches the instance that runs, without a second process in its database.

One line of JSON each way. Whoever may open the socket (0600, in a folder of its owner's) may do what the owner may.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec
import structlog

from distributed_chat.accounts.flows import ResetByHand, reset_by_hand
from distributed_chat.archive import by_hand as archive_by_hand
from distributed_chat.archive.by_hand import Taken
from distributed_chat.imports.by_hand import Brought, begin_by_hand, look_by_hand
from distributed_chat.imports.parts_by_hand import PartOfArchive, parts_of
from distributed_chat.kernel.errors import DomainError
from distributed_chat.web import Services

LONGEST_LINE = 4_096
LONGEST_ANSWER = 1024 * 1024
SECONDS = 10
SECONDS_TO_COPY = 3_600
"""For an archive on the way from one place of the disk to another."""
LONGEST_PATH = 100
"""Bytes that the kernel takes as a socket's address, with some to spare."""


_log = structlog.get_logger("control")


class ResetUser(msgspec.Struct, frozen=True, tag_field="command", tag="user.reset"):
    email: str


class BringArchive(msgspec.Struct, frozen=True, tag_field="command", tag="import"):
    """Begins an import, and asked again with its id tells how far it is."""

    path: str
    email: str
    group_id: str | None = None
    part: str | None = None
    """The id of the group of the archive that is meant, where it holds several."""
    people: str | None = None
    """The path of a JSON file: who is who, by key."""
    import_id: str | None = None


class LookIntoArchive(msgspec.Struct, frozen=True, tag_field="command", tag="import.look"):
    """Which groups of it an import would bring."""

    path: str
    only: str | None = None
    """The name or the id of one of them."""
    group_id: str | None = None
    """The group here that it would go into."""


class TakeArchive(msgspec.Struct, frozen=True, tag_field="command", tag="export"):
    """Begins an export, and asked again with its id tells how far it is."""

    path: str
    email: str
    of: Literal["me", "group", "instance"]
    group_id: str | None = None
    export_id: str | None = None


Command = ResetUser | LookIntoArchive | BringArchive | TakeArchive


class Reply(msgspec.Struct, frozen=True):
    """Either what was asked for, or why not."""

    reset: ResetByHand | None = None
    parts: list[PartOfArchive] | None = None
    """None: the archive is brought as it is."""
    brought: Brought | None = None
    taken: Taken | None = None
    error: str | None = None


class NobodyListens(Exception):
    """No instance runs on this data folder."""


class ControlSocket:
    """`async with`: while the server runs."""

    def __init__(self, data: Path, services: Services) -> None:
        self._path = data / "control.sock"
        self._services = services
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Ours: the lock on the database says that no other instance runs here.
        self._path.unlink(missing_ok=True)
        with reachable(self._path) as address:
            before = os.umask(0o177)
            try:
                self._server = await asyncio.start_unix_server(self._answer, address, limit=LONGEST_LINE)
            finally:
                os.umask(before)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        self._path.unlink(missing_ok=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                line = await reader.readline()
            async with asyncio.timeout(SECONDS_TO_COPY):
                writer.write(msgspec.json.encode(await self._do(line)) + b"\n")
                await writer.drain()
        except (TimeoutError, OSError, ValueError):
            pass
        finally:
            writer.close()

    async def _do(self, line: bytes) -> Reply:
        try:
            command = msgspec.json.decode(line, type=Command)
            if isinstance(command, BringArchive | LookIntoArchive):
                return await bring_archive(self._services, command)
            if isinstance(command, TakeArchive):
                return await take_archive(self._services, command)
            return Reply(reset=await reset_by_hand(self._services, command.email))
        except msgspec.DecodeError:
            return Reply(error="This server does not know that command.")
        except DomainError as error:
            return Reply(error=error.message)
        except OSError as error:
            return Reply(error=f"The disk: {error.strerror or error}.")
        except Exception:
            _log.exception("command_failed")
            return Reply(error="The server failed at it; its log says how.")


async def bring_archive(services: Services, command: BringArchive | LookIntoArchive) -> Reply:
    """Raises `DomainError` where the import can't begin or start."""
    path = Path(command.path)
    if isinstance(command, LookIntoArchive):
        return Reply(parts=await parts_of(services, path, command.only, command.group_id))
    if command.import_id is None:
        return Reply(brought=await begin_by_hand(services, path, command.email, command.group_id, command.part))
    people = None if command.people is None else Path(command.people)
    return Reply(brought=await look_by_hand(services, command.import_id, command.email, people))


async def take_archive(services: Services, command: TakeArchive) -> Reply:
    """Raises `DomainError` where the export can't begin, `OSError` where it can't be written."""
    if command.export_id is None:
        return Reply(taken=await archive_by_hand.begin_by_hand(services, command.email, command.of, command.group_id))
    path = Path(command.path)
    return Reply(taken=await archive_by_hand.look_by_hand(services, command.export_id, command.email, path))


async def ask(data: Path, command: Command) -> Reply:
    """Asks the instance that runs on this folder. Raises `NobodyListens`."""
    path = data / "control.sock"
    try:
        with reachable(path) as address:
            reader, writer = await asyncio.open_unix_connection(address, limit=LONGEST_ANSWER)
    except OSError:
        raise NobodyListens from None
    async with _closing(writer):
        writer.write(msgspec.json.encode(command) + b"\n")
        async with asyncio.timeout(SECONDS if isinstance(command, ResetUser) else SECONDS_TO_COPY):
            line = await reader.readline()
    return msgspec.json.decode(line, type=Reply) if line else Reply(error="The server hung up without an answer.")


@contextlib.asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


@contextlib.contextmanager
def reachable(path: Path) -> Iterator[str]:
    """The path, or a short way to it: a socket's address holds a hundred bytes, and a data folder may lie deep."""
    if len(os.fsencode(path)) <= LONGEST_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
