"""The tables of messages, private to this package."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, text

from distributed_chat.db import Id, Instant, Text, metadata

messages = Table(
    "messages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    # What its number counts in: the conversation's id, or the id of the message whose thread it is in.
    Column("timeline_id", Id, nullable=False),
    # Dense from 1 within the timeline; orders and pages it, and never changes.
    Column("number", BigInteger, nullable=False),
    Column("author_id", Id, ForeignKey("users.id"), nullable=False),
    # "text" or "action".
    Column("kind", Text, nullable=False, server_default="text"),
    # Empty once it was deleted: the row stays, so that its number and its id do.
    Column("text", Text, nullable=False),
    # JSON; null for none, as most are.
    Column("entities", Text, nullable=True),
    Column("sent_at", Instant, nullable=False),
    Column("edited_at", Instant, nullable=True),
    Column("deleted_at", Instant, nullable=True),
    # Null also when it went with what it is a copy of, or with its room.
    Column("deleted_by", Id, nullable=True),
    Column("reply_to_id", Id, nullable=True),
    # Of the message it answers; neither ever changes.
    Column("reply_to_number", BigInteger, nullable=True),
    Column("reply_to_author_id", Id, nullable=True),
    # The message that was written first, however often it was passed on.
    Column("forwarded_id", Id, nullable=True),
    Column("forwarded_author_id", Id, nullable=True),
    Column("forwarded_sent_at", Instant, nullable=True),
    Column("pinned_at", Instant, nullable=True),
    Column("pinned_by", Id, nullable=True),
    # The number of the newest reply in its thread.
    Column("thread_count", BigInteger, nullable=False, server_default="0"),
    Column("thread_last_at", Instant, nullable=True),
    # The number of the oldest reply that is kept, as `first_number` of a conversation.
    Column("thread_first", BigInteger, nullable=False, server_default="1"),
    # The first five, joined by commas.
    Column("thread_user_ids", Text, nullable=True),
    # What other tables may know of it, as bits (`queries.rows.Extras`).
    Column("extras", Integer, nullable=False, server_default="0"),
    UniqueConstraint("timeline_id", "number"),
    Index(
        "ix_messages_threads",
        "conversation_id",
        "thread_last_at",
        sqlite_where=text("thread_last_at IS NOT NULL"),
        postgresql_where=text("thread_last_at IS NOT NULL"),
    ),
    Index(
        "ix_messages_forwarded_id",
        "forwarded_id",
        sqlite_where=text("forwarded_id IS NOT NULL"),
        postgresql_where=text("forwarded_id IS NOT NULL"),
    ),
    Index(
        "ix_messages_pinned",
        "conversation_id",
        "pinned_at",
        sqlite_where=text("pinned_at IS NOT NULL"),
        postgresql_where=text("pinned_at IS NOT NULL"),
    ),
)

message_edits = Table(
    "message_edits",
    metadata,
    # What a message said before, the first version as 1.
    Column("message_id", Id, ForeignKey("messages.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("entities", Text, nullable=True),
    # When these words were written.
    Column("written_at", Instant, nullable=False),
)

reactions = Table(
    "reactions",
    metadata,
    Column("message_id", Id, ForeignKey("messages.id"), primary_key=True),
    # An emoji, or the id of one that the group made.
    Column("emoji", Text, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    # Of its event: what orders them.
    Column("seq", BigInteger, nullable=False),
)
