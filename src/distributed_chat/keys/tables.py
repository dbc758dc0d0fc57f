"""The tables of keys, private to this package."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Text, metadata

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    # As whom it acts.
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("made_by", Id, ForeignKey("users.id"), nullable=False),
    Column("name", Text, nullable=False),
    # By spaces.
    Column("scopes", Text, nullable=False),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=True),
    Column("room_id", Id, ForeignKey("conversations.id"), nullable=True),
    # By spaces.
    Column("origins", Text, nullable=False),
    Column("per_minute", Integer, nullable=False),
    Column("per_day", Integer, nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=True),
    Column("last_used_at", Instant, nullable=True),
    Index("ix_api_keys_user_id", "user_id"),
    Index("ix_api_keys_group_id", "group_id"),
    Index("ix_api_keys_room_id", "room_id"),
)

key_secrets = Table(
    "key_secrets",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key_id", Id, ForeignKey("api_keys.id"), nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("hint", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=True),
    Column("last_used_at", Instant, nullable=True),
    UniqueConstraint("secret_hash"),
    Index("ix_key_secrets_key_id", "key_id"),
)

key_usage = Table(
    "key_usage",
    metadata,
    Column("key_id", Id, ForeignKey("api_keys.id"), nullable=False),
    # Days since 1970-01-01, UTC.
    Column("day", Integer, nullable=False),
    Column("route", Text, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    PrimaryKeyConstraint("key_id", "day", "route"),
    Index("ix_key_usage_day", "day"),
)

# Stays when the key is gone: what was done with it is still to be seen.
audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("key_id", Id, nullable=False),
    Column("key_name", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("ix_audit_entries_at", "at"),
)
