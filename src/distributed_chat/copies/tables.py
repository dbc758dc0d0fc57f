"""The tables of copies, private to this package. On SQLite, where there is one copy, they stay empty."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table

from distributed_chat.db import Id, Text, metadata

copies = Table(
    "copies",
    metadata,
    # A process of the server; the id is made at its start.
    Column("id", Id, primary_key=True),
    # Where it runs, for people who look: host and process.
    Column("name", Text, nullable=False),
    # By the database's clock, in microseconds: the clocks of the copies may differ.
    Column("started_at", BigInteger, nullable=False),
    Column("beat_at", BigInteger, nullable=False),
    # The last fence that holds there.
    Column("applied", BigInteger, nullable=False),
)

fences = Table(
    "fences",
    metadata,
    # 1, 2, 3 … in the order of commits.
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    # JSON: {"streams": {name: seq}, "sessions": [id]}.
    Column("said", LargeBinary, nullable=False),
)
