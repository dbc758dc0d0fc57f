"""The tables of accounts, private to this package. Others name them in foreign keys, as text."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table

from distributed_chat.db import Id, Instant, Text, metadata

users = Table(
    "users",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    # Lower case; null once the account is deleted, so that the address is free again.
    Column("email", Text, nullable=True, unique=True),
    Column("email_proved", Boolean, nullable=False),
    Column("password_hash", Text, nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant, nullable=True),
)

# At most one row, by its primary key: of two first accounts that race, the database itself lets one own the instance.
ownership = Table(
    "ownership",
    metadata,
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    # SHA-256 of the token. The token itself is known to its device alone.
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("device", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("last_used_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ix_sessions_user_id", "user_id"),
    Index("ix_sessions_expires_at", "expires_at"),
)

one_time_codes = Table(
    "one_time_codes",
    metadata,
    # One live code for each purpose: a new one replaces the one before.
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("email", Text, nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# Where an account signed in before: strangers who guess elsewhere can't shut its owner out here.
familiar_addresses = Table(
    "familiar_addresses",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("address_hash", LargeBinary, primary_key=True),
    Column("used_at", Instant, nullable=False),
)

throttles = Table(
    "throttles",
    metadata,
    # A hash of what is limited, so that addresses that have no account here are not collected.
    Column("key", LargeBinary, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("free_at", Instant, nullable=False),
    Column("forgotten_at", Instant, nullable=False),
    Index("ix_throttles_forgotten_at", "forgotten_at"),
)

# The set-up code that is printed at start until somebody owns the instance.
setup_codes = Table(
    "setup_codes",
    metadata,
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
)
