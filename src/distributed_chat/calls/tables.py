"""The tables of calls, private to this package."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, text

from distributed_chat.db import Id, Instant, Text, metadata

_LIVE = text("ended_at IS NULL")

calls = Table(
    "calls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("started_at", Instant, nullable=False),
    # "mesh", "janus" or "livekit".
    Column("transport", Text, nullable=False),
    # None while it goes on; a conversation has one such call at most.
    Column("ended_at", Instant, nullable=True),
    Index("ix_calls_live", "conversation_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
)

participants = Table(
    "participants",
    metadata,
    # Who is in a call now; whoever goes has no row any more. The id is made by their client.
    Column("id", Id, primary_key=True),
    Column("call_id", Id, ForeignKey("calls.id"), nullable=False),
    # Unique: a person is in one call at a time, on one device.
    Column("user_id", Id, ForeignKey("users.id"), nullable=False, unique=True),
    # The session that joined: when it ends, so does this.
    Column("session_id", Id, nullable=False),
    Column("joined_at", Instant, nullable=False),
    # The place of their coming in the log of the conversation: orders them, and answers a repeated request.
    Column("seq", BigInteger, nullable=False),
    # When they were heard, as their copy says every few seconds; nothing where there is one copy only.
    Column("heard_at", Instant, nullable=True),
    Index("ix_participants_call_id", "call_id"),
    Index("ix_participants_session_id", "session_id"),
)
