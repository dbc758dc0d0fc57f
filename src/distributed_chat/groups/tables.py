"""The tables of groups, private to this package. Others name them in foreign keys, as text."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table

from distributed_chat.db import Id, Instant, Text, metadata

groups = Table(
    "groups",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("member_limit", Integer, nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    # A deleted group keeps its id and nothing reads it any more.
    Column("deleted_at", Instant, nullable=True),
)

members = Table(
    "members",
    metadata,
    Column("group_id", Id, ForeignKey("groups.id"), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("role", Text, nullable=False),
    Column("joined_at", Instant, nullable=False),
    # The `seq` of their latest join: nothing of the group's stream is replayed from below it.
    Column("floor", BigInteger, nullable=False),
    Index("ix_members_user_id", "user_id"),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    # SHA-256 of the code. The code itself is known to those who have the link.
    Column("code_hash", LargeBinary, nullable=False, unique=True),
    Column("email", Text, nullable=True),
    Column("role", Text, nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("max_uses", Integer, nullable=True),
    Column("uses", Integer, nullable=False),
    # Revoked, declined by the one it was made for, or gone with its group.
    Column("ended_at", Instant, nullable=True),
    Index("ix_invites_group_id", "group_id"),
    Index("ix_invites_email", "email"),
)
