"""How much there is, and how much may still come."""

import shutil
from pathlib import Path

from sqlalchemy import text

from distributed_chat.db import Tx
from distributed_chat.files.queries import bytes_of_uploads
from distributed_chat.keeping.schemas import Disk, Storage

LOW, NEARLY_FULL = 0.10, 0.05
"""Parts of the disk that are free."""


def storage(tx: Tx) -> Storage:
    """For the owner of the instance, who has been checked."""
    url = tx.settings.files_url
    return Storage(
        database=_database_bytes(tx),
        uploads=bytes_of_uploads(tx),
        uploads_at="bucket" if url is not None and not url.startswith("file:") else "here",
        disk=disk_of(tx.settings.data),
    )


def disk_of(folder: Path) -> Disk:
    """Blocks; not for the event loop."""
    found = shutil.disk_usage(folder if folder.exists() else "/")
    free = found.free / found.total
    return Disk(
        free=found.free,
        total=found.total,
        state="nearly_full" if free < NEARLY_FULL else "low" if free < LOW else "well",
    )


def _database_bytes(tx: Tx) -> int:
    if tx.dialect == "postgresql":
        return int(tx.conn.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    pages = tx.conn.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(tx.conn.exec_driver_sql("PRAGMA page_size").scalar_one())
