"""The one table of jobs. A job that is done has no row; one that failed for good stays, to be looked at."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Text, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    # What the job is about: the same work twice is one job.
    Column("key", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    # When to run it; while it runs, when its lease ends and another may take it. Null once it failed for good.
    Column("due_at", Instant, nullable=True),
    Column("tries", Integer, nullable=False),
    # Who holds the lease: one that came back too late must not settle what another has taken.
    Column("lease", Id, nullable=True),
    Column("failure", Text, nullable=True),
    UniqueConstraint("kind", "key"),
    Index("ix_jobs_due_at", "due_at"),
)
