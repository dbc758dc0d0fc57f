"""The tables of imports, private to this package."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Text, metadata

imports = Table(
    "imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    # The archive, held until the end; null from then on.
    Column("file_id", Id, nullable=True),
    Column("name", Text, nullable=False),
    # Null until somebody has looked.
    Column("kind", Text, nullable=True),
    # Of an archive that holds several groups, the id of the one that is meant. Null: the only one.
    Column("part", Text, nullable=True),
    Column("place", Text, nullable=False),
    # Null: a new group, until it is made.
    Column("group_id", Id, ForeignKey("groups.id"), nullable=True),
    Column("group_name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    # JSON of who wrote there, of who they are to be here, and of sentences about what is left out.
    Column("people", LargeBinary, nullable=True),
    Column("chosen", LargeBinary, nullable=True),
    Column("notes", LargeBinary, nullable=True),
    Column("error", Text, nullable=True),
    Column("created_at", Instant, nullable=False),
    Index("ix_imports_user_id", "user_id", "created_at"),
    Index("ix_imports_group_id", "group_id"),
)

imported_rooms = Table(
    "imported_rooms",
    metadata,
    Column("room_id", Id, ForeignKey("conversations.id"), primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("key", Text, nullable=False),
    # How often it was imported and deleted before.
    Column("round", Integer, nullable=False),
    # Which import fills it at last.
    Column("import_id", Id, nullable=False),
    # False while it is being filled, and nobody can see it.
    Column("shown", Boolean, nullable=False),
    UniqueConstraint("group_id", "place", "key", "round"),
    Index("ix_imported_rooms_import_id", "import_id"),
)

imported_people = Table(
    "imported_people",
    metadata,
    # A placeholder: who wrote there and has no account here.
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("key", Text, nullable=False),
    UniqueConstraint("group_id", "place", "key"),
)
