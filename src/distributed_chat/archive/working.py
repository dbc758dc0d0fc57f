"""The job of an export: a slice at a time, so that others have their turn. After a kill it begins anew."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import structlog

from distributed_chat.archive import actions
from distributed_chat.archive.filling import Filling
from distributed_chat.archive.keeping import Keeping, safe_name
from distributed_chat.archive.queries import Contents, ExportRow, contents_of, export_row
from distributed_chat.archive.schemas import ExportToWork
from distributed_chat.config.settings import LARGEST_FILE
from distributed_chat.db import Tx
from distributed_chat.files.actions import Parts
from distributed_chat.files.receiving import keep_stream
from distributed_chat.kernel.errors import DomainError, NotFound, Unavailable
from distributed_chat.web import Services

SLICE = 15.0
"""Seconds. A job has 60."""
RESERVE = 512 * 1024 * 1024
"""Bytes of the disk that are left free: whatever is archived, people can still talk."""
_PIECE = 1024 * 1024
OUR_FAULT = "That went wrong on this server. Its log says more."
_log = structlog.get_logger("archive")


class _Opened:
    def __init__(self, folder: Path, contents: Contents, keeping: Keeping, work: AsyncIterator[None]) -> None:
        self.folder = folder
        self.contents = contents
        self.keeping = keeping
        self.work = work


opened_here: dict[str, _Opened] = {}
"""By export: what this process is writing."""


async def work(payload: ExportToWork, services: Services) -> None:
    row = await services.database.read(lambda tx: export_row(tx, payload.export_id))
    if row is None or row.state not in {"waiting", "working"}:
        await _close(payload.export_id)
        return
    try:
        is_over = await _slice(row, services)
    except Unavailable:
        raise
    except DomainError as error:
        why = "You may not do that any more." if isinstance(error, NotFound) else error.message
        await services.database.write(lambda tx: actions.fail(tx, row.id, why))
        is_over = True
    except OSError as error:
        why = f"The disk of this server: {error.strerror or 'it failed'}."
        await services.database.write(lambda tx: actions.fail(tx, row.id, why))
        is_over = True
    except Exception:
        _log.exception("export_failed", id=row.id)
        await services.database.write(lambda tx: actions.fail(tx, row.id, OUR_FAULT))
        is_over = True
    except BaseException:
        await asyncio.shield(_close(row.id))
        raise
    if is_over:
        await _close(row.id)
    else:
        await services.database.write(lambda tx: actions.go_on(tx, row.id))


async def expire(_payload: ExportToWork, services: Services) -> None:
    await services.database.write(actions.expire)


async def _slice(row: ExportRow, services: Services) -> bool:
    until = time.monotonic() + SLICE
    opened = opened_here.get(row.id) or await _open(row, services)
    async for _ in opened.work:
        if time.monotonic() >= until:
            return not await services.database.write(lambda tx: _noted(tx, row, opened))
    archive = opened.keeping.path
    name = safe_name(f"{opened.contents.name}.zip")
    file = await keep_stream(services, row.user_id, Parts(name), _bytes(archive), most=LARGEST_FILE)
    await services.database.write(lambda tx: actions.finish(tx, row.id, file.id, opened.keeping.messages))
    return True


def _noted(tx: Tx, row: ExportRow, opened: _Opened) -> bool:
    return actions.note_progress(tx, row.id, opened.keeping.messages, opened.contents.total)


async def _open(row: ExportRow, services: Services) -> _Opened:
    contents = await services.database.read(lambda tx: contents_of(tx, row))
    folder = services.settings.data / "exports" / row.id
    await asyncio.to_thread(_clear, folder)
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True)
    if (await asyncio.to_thread(shutil.disk_usage, folder)).free < RESERVE:
        raise OSError(28, "No space left on device")
    keeping = await asyncio.to_thread(Keeping, folder)
    filling = Filling(services, row, contents, keeping)
    opened = opened_here[row.id] = _Opened(folder, contents, keeping, filling.work())
    return opened


async def _close(export_id: str) -> None:
    opened = opened_here.pop(export_id, None)
    if opened is not None:
        await asyncio.to_thread(opened.keeping.close)
        await asyncio.to_thread(_clear, opened.folder)


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


async def _bytes(path: Path) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(path.open, "rb")
    try:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
    finally:
        await asyncio.to_thread(file.close)
