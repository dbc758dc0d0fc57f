"""The database: one writer that commits for many, readers beside it, and the words that tables are written in."""

from distributed_chat.db.aside import Aside
from distributed_chat.db.database import Database
from distributed_chat.db.engines import DatabaseCannotOpen, DatabaseIsInUse, DatabaseIsNewer, DatabaseIsUnsafe
from distributed_chat.db.prepared import Prepared
from distributed_chat.db.schema import Id, Instant, Stream, Text, advisory_lock, epoch, insert, metadata, upsert
from distributed_chat.db.tx import Tx

__all__ = [
    "Aside",
    "Database",
    "DatabaseCannotOpen",
    "DatabaseIsInUse",
    "DatabaseIsNewer",
    "DatabaseIsUnsafe",
    "Id",
    "Instant",
    "Prepared",
    "Stream",
    "Text",
    "Tx",
    "advisory_lock",
    "epoch",
    "insert",
    "metadata",
    "upsert",
]
