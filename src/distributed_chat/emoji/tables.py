"""The table of emoji, private to this package."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Text, metadata

emoji = Table(
    "emoji",
    metadata,
    # The picture lies in `blobs` under this id.
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("animated", Boolean, nullable=False),
    # Bytes of the picture.
    Column("size", Integer, nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("group_id", "name"),
)
