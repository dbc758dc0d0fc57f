"""Full text search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0007"
down_revision = "0006"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
STREAM = sa.String(48).with_variant(sa.String(48, collation="C"), "postgresql")

# The words are cut and folded before they come here: all that is not ASCII is part of a word, and so is the colon.
# Two- and three-letter beginnings have lists of their own, or "th" would gather half of everything.
FTS5 = """
CREATE VIRTUAL TABLE search_index USING fts5(
    words, content='search_entries', content_rowid='id', columnsize=0, prefix='2 3',
    tokenize="ascii tokenchars ':'"
)
"""


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_search_entries_message_id_messages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("message_id", name=op.f("uq_search_entries_message_id")),
    )
    op.create_table(
        "search_words",
        sa.Column("word", TEXT, nullable=False),
        sa.Column("backwards", TEXT, nullable=False),
        sa.Column("doubtful", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
    )
    op.create_index("ix_search_words_backwards", "search_words", ["backwards"], unique=False)
    op.create_index(
        "ix_search_words_doubtful",
        "search_words",
        ["word"],
        unique=False,
        sqlite_where=sa.text("doubtful"),
        postgresql_where=sa.text("doubtful"),
    )
    op.create_table(
        "search_cursors",
        sa.Column("stream", STREAM, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_search_cursors")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_search_entries_words",
            "search_entries",
            ["words"],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        )
    else:
        op.execute(FTS5)
