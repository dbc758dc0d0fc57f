"""The tables of hooks, private to this package."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Stream, Text, metadata

incoming_hooks = Table(
    "incoming_hooks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("name", Text, nullable=False),
    # The bot that speaks for it.
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    # Who was given its address last, when it was renewed.
    Column("pointed_by", Id, nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("last_used_at", Instant, nullable=True),
    Index("ix_incoming_hooks_conversation_id", "conversation_id"),
    Index("ix_incoming_hooks_group_id", "group_id"),
    Index("ix_incoming_hooks_user_id", "user_id"),
)

outgoing_hooks = Table(
    "outgoing_hooks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("room_id", Id, ForeignKey("conversations.id"), nullable=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    # By spaces.
    Column("events", Text, nullable=False),
    # Signs what is sent, so it is kept as it is.
    Column("secret", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    # The log that it follows, and how far it has been read.
    Column("stream", Stream, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failing_since", Instant, nullable=True),
    Column("last_status", Integer, nullable=True),
    # When to look at it again; null: when its log grows.
    Column("next_at", Instant, nullable=True),
    # While somebody delivers: when another may take over.
    Column("leased_until", Instant, nullable=True),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    # Who set its address last, and who was given its secret last.
    Column("pointed_by", Id, nullable=True),
    Column("secret_by", Id, nullable=True),
    Column("created_at", Instant, nullable=False),
    Index("ix_outgoing_hooks_group_id", "group_id"),
    Index("ix_outgoing_hooks_room_id", "room_id"),
    Index("ix_outgoing_hooks_stream", "stream"),
    Index("ix_outgoing_hooks_next_at", "next_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("hook_id", Id, ForeignKey("outgoing_hooks.id"), nullable=False),
    # The event; what it says is read from the log when it is sent, so that what was erased is gone here too.
    Column("event", Text, nullable=False),
    Column("stream", Stream, nullable=False),
    Column("seq", BigInteger, nullable=False),
    # "waiting", "failed" (waits for another try), "delivered", "given_up".
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("first_tried_at", Instant, nullable=True),
    Column("tried_at", Instant, nullable=True),
    Column("status", Integer, nullable=True),
    Column("error", Text, nullable=True),
    Column("took_ms", Integer, nullable=True),
    # JSON of its headers, and the beginning of its body.
    Column("answer_headers", Text, nullable=True),
    Column("answer", Text, nullable=True),
    Index("ix_deliveries_hook_id", "hook_id", "id"),
    Index("ix_deliveries_created_at", "created_at"),
    Index("ix_deliveries_stream", "stream", "seq"),
)

commands = Table(
    "commands",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    # The bot that says its answers.
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    # Who set its address last.
    Column("pointed_by", Id, nullable=True),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("group_id", "name"),
    Index("ix_commands_user_id", "user_id"),
)
