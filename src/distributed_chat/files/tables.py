"""The tables of files, private to this package."""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, Table

from distributed_chat.db import Id, Instant, Text, metadata

contents = Table(
    "contents",
    metadata,
    # The bytes of one upload, which several files may share; they lie in `blobs` under this id.
    Column("id", Id, primary_key=True),
    # What the bytes are, by our own look at them.
    Column("type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    # JSON: the sizes of the blobs `files/<id>/<n>` in order; n begins with `first_piece`.
    Column("pieces", Text, nullable=False),
    Column("first_piece", Integer, nullable=False),
    # Bytes of the blob `files/<id>/thumbnail`; null when there is none.
    Column("thumbnail", BigInteger, nullable=True),
    Column("width", Integer, nullable=True),
    Column("height", Integer, nullable=True),
    Column("blur", Text, nullable=True),
    Column("pages", Integer, nullable=True),
    Column("created_at", Instant, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("content_id", Id, ForeignKey("contents.id"), nullable=False),
    # Who uploaded it, or forwarded the message that it came with.
    Column("owner_id", Id, ForeignKey("users.id"), nullable=False),
    Column("name", Text, nullable=False),
    # "media", "voice" or "file".
    Column("kind", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    # Of a voice note: its length, and JSON of its waveform.
    Column("seconds", Float, nullable=True),
    Column("waveform", Text, nullable=True),
    # What else holds it, "gif" for the shelf: it is not swept away, and no message may take it.
    Column("held_by", Text, nullable=True),
    # The message that it hangs on; all null before it is posted.
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=True),
    Column("message_id", Id, nullable=True),
    Column("thread_of", Id, nullable=True),
    Column("number", BigInteger, nullable=True),
    Column("position", Integer, nullable=True),
    Column("posted_at", Instant, nullable=True),
    Index("ix_files_content_id", "content_id"),
    Index("ix_files_owner_id", "owner_id"),
    Index("ix_files_message_id", "message_id"),
    Index("ix_files_conversation_id", "conversation_id", "posted_at", "id"),
)

uploads = Table(
    "uploads",
    metadata,
    # What is on its way; the file gets the same id once all of it is there.
    Column("id", Id, primary_key=True),
    Column("owner_id", Id, ForeignKey("users.id"), nullable=False),
    Column("name", Text, nullable=False),
    # Bytes announced; null where only its end tells (a form).
    Column("size", BigInteger, nullable=True),
    # JSON: the sizes of the pieces that are kept so far.
    Column("pieces", Text, nullable=False),
    Column("seconds", Float, nullable=True),
    Column("waveform", Text, nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ix_uploads_owner_id", "owner_id"),
)
