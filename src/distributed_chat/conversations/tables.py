"""The tables of conversations, private to this package. Others name them in foreign keys, as text."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from distributed_chat.db import Id, Instant, Text, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", Id, primary_key=True),
    # "room" or "chat".
    Column("kind", Text, nullable=False),
    # Whose log it is in: the group's for an open room, its own for a private room and for a chat. Fixed.
    Column("stream", Text, nullable=False),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=True),
    Column("topic", Text, nullable=False),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant, nullable=True),
    # The number of its newest message; raised under the lock of its stream.
    Column("last_number", BigInteger, nullable=False),
    # Of the oldest message that is kept: those below were erased by age and are shown nowhere.
    Column("first_number", BigInteger, nullable=False, server_default="1"),
    # The people of a direct chat, in order, as one text: the same set is the same chat.
    Column("people", Text, nullable=True, unique=True),
    Index("ix_conversations_group_id", "group_id"),
)

readers = Table(
    "readers",
    metadata,
    # Who reads a private room or a direct chat. Readers of open rooms are the group's members and have no row.
    Column("conversation_id", Id, ForeignKey("conversations.id"), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("floor", BigInteger, nullable=False),
    Index("ix_readers_user_id", "user_id"),
)

markers = Table(
    "markers",
    metadata,
    # How far somebody has read; no row: nothing yet.
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), primary_key=True),
    Column("number", BigInteger, nullable=False),
    # Marked unread from this number on; null when it is not.
    Column("unread_from", BigInteger, nullable=True),
)

mentions = Table(
    "mentions",
    metadata,
    # Whom a message calls by name, or answers; `*` is everybody who reads the conversation.
    Column("message_id", Id, primary_key=True),
    Column("user_id", Id, primary_key=True),
    # As of the message: the conversation, or in a thread the message above it. There `number` counts.
    Column("timeline_id", Id, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("author_id", Id, nullable=False),
    Index("ix_mentions_timeline_id", "timeline_id", "user_id", "number"),
)
