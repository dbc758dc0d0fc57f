"""What only the Micro-compatible API keeps, private to this package."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, PrimaryKeyConstraint, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Text, metadata

# What somebody has seen, as it was said: of our rooms and chats beside the marker, and of anything else.
micro_seen = Table(
    "micro_seen",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("resource_type", Text, nullable=False),
    Column("resource_id", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    PrimaryKeyConstraint("user_id", "resource_type", "resource_id"),
)

# The short code that such an invite is read by, until it is used or taken back.
micro_invites = Table(
    "micro_invites",
    metadata,
    Column("invite_id", Id, ForeignKey("invites.id"), primary_key=True),
    Column("code", Text, nullable=False),
    UniqueConstraint("code"),
)

micro_codes = Table(
    "micro_codes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("identity_hash", LargeBinary, nullable=False),
    Column("code_hash", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    UniqueConstraint("identity_hash", "code_hash"),
)
