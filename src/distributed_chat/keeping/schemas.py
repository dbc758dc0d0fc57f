"""What the owner of an instance sees of its storage."""

from typing import Literal

from msgspec import Struct


class Disk(Struct, frozen=True, kw_only=True):
    free: int
    """Bytes that are left on the disk of the data folder."""
    total: int
    """Bytes of that disk."""
    state: Literal["well", "low", "nearly_full"]
    """`low` below a tenth, `nearly_full` below a twentieth."""


class Storage(Struct, frozen=True, kw_only=True):
    database: int
    """Bytes of the database."""
    uploads: int
    """Bytes of everything that was uploaded and is still there, each once however often it was sent."""
    uploads_at: Literal["here", "bucket"]
    """Whether uploads are on this disk."""
    disk: Disk
    """Of the data folder."""
