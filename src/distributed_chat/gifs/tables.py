"""The table of gifs, private to this package."""

from sqlalchemy import Column, ForeignKey, Index, Table

from distributed_chat.db import Id, Instant, Text, metadata

gifs = Table(
    "gifs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    # The picture: a file that the shelf holds.
    Column("file_id", Id, ForeignKey("files.id"), nullable=False),
    # Words to find it by, folded, with a space around each.
    Column("tags", Text, nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_gifs_group_id", "group_id", "created_at"),
)
