"""When this instance was backed up last, and to where: a note in its data folder, for the doctor."""

import contextlib
import os
from pathlib import Path

import msgspec

NAME = "last-backup.json"


class LastBackup(msgspec.Struct, frozen=True, kw_only=True):
    at: str
    """RFC 3339, UTC."""
    folder: str


def read(data: Path) -> LastBackup | None:
    try:
        return msgspec.json.decode((data / NAME).read_bytes(), type=LastBackup)
    except (OSError, msgspec.DecodeError):
        return None


def write(data: Path, last: LastBackup) -> None:
    """For whoever owns the folder, also when root made the backup. The backup counts without this note."""
    with contextlib.suppress(OSError):
        owner = data.stat()
        fresh = data / f"{NAME}.new"
        fresh.write_bytes(msgspec.json.encode(last))
        if os.geteuid() == 0:
            os.chown(fresh, owner.st_uid, owner.st_gid)
        fresh.rename(data / NAME)
