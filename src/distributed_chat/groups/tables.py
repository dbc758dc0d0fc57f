"""The tables of groups, private to this package."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, text

from distributed_chat.db import Id, Instant, Text, metadata

groups = Table(
    "groups",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    # A deleted group keeps its row: its rooms and messages go in small pieces after it.
    Column("deleted_at", Instant, nullable=True),
    # How many days a message stays in its rooms; null: for ever.
    Column("keep_days", Integer, nullable=True),
)

members = Table(
    "members",
    metadata,
    Column("group_id", Id, ForeignKey("groups.id"), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("role", Text, nullable=False),
    Column("joined_at", Instant, nullable=False),
    # The `seq` of the latest join; 0 for whoever made the group.
    Column("floor", BigInteger, nullable=False),
    Index("ix_members_user_id", "user_id"),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    # Lower case; an invite with an email is for one person.
    Column("email", Text, nullable=True),
    Column("role", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("max_uses", Integer, nullable=True),
    Column("uses", Integer, nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    # An invitation goes on saying what it said when it was made; the preview counts anew.
    Column("member_count", Integer, nullable=False),
    Column("closed_at", Instant, nullable=True),
    Index("ix_invites_group_id_created_at", "group_id", "created_at"),
    Index(
        "ix_invites_email", "email", sqlite_where=text("email IS NOT NULL"), postgresql_where=text("email IS NOT NULL")
    ),
    Index("ix_invites_created_by", "created_by"),
)

invite_codes = Table(
    "invite_codes",
    metadata,
    # SHA-256 of the code. When the answer that told a code was lost, the repeated request gets one more.
    Column("code_hash", LargeBinary, primary_key=True),
    Column("invite_id", Id, ForeignKey("invites.id"), nullable=False),
    # Known to the owner of the mailbox alone: not even the maker of the invite has seen it, so it proves the email.
    Column("mailed", Boolean, nullable=False),
    Index("ix_invite_codes_invite_id", "invite_id"),
)
