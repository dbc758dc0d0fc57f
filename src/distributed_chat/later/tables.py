"""The tables of what is kept for later, private to this package."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Table, UniqueConstraint, text

from distributed_chat.db import Id, Instant, Text, metadata

_WAITING = text("gone IS NULL")

saved_messages = Table(
    "saved_messages",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("message_id", Id, ForeignKey("messages.id"), primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("saved_at", Instant, nullable=False),
    # When to remind of it.
    Column("remind_at", Instant, nullable=True),
    # Since when a reminder waits to be looked at.
    Column("reminded_at", Instant, nullable=True),
    Index("ix_saved_messages_conversation_id", "conversation_id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    # The conversation, or the message above the thread: where it would be sent.
    Column("place_id", Id, primary_key=True),
    # The subject of its events, so that words which were given up are erased from the log.
    Column("id", Id, nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("text", Text, nullable=False),
    # JSON of its entities; null for none.
    Column("entities", LargeBinary, nullable=True),
    Column("reply_to", Id, nullable=True),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("id"),
    Index("ix_drafts_conversation_id", "conversation_id"),
)

scheduled_messages = Table(
    "scheduled_messages",
    metadata,
    # Also the id of the message that it becomes, so that it is sent once, however often the job runs.
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("send_at", Instant, nullable=False),
    # JSON of the message; null when it is gone.
    Column("words", LargeBinary, nullable=True),
    # Why it was not sent when it was due, in words.
    Column("failure", Text, nullable=True),
    # "sent" or "deleted": the row stays, so that a late repetition of the first request brings nothing back.
    Column("gone", Text, nullable=True),
    # What was asked for first, and where that stands in the log.
    Column("digest", LargeBinary(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("ix_scheduled_messages_waiting", "user_id", sqlite_where=_WAITING, postgresql_where=_WAITING),
)
