"""Polls and link previews."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _polls()
    _previews()


def _polls() -> None:
    op.create_table(
        "polls",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("multiple", sa.Boolean(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_polls_author_id_users")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_polls_conversation_id_conversations")
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_polls")),
    )
    op.create_index("ix_polls_conversation_id", "polls", ["conversation_id"], unique=False)
    op.create_table(
        "poll_options",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["polls.message_id"], name=op.f("fk_poll_options_message_id_polls")),
        sa.PrimaryKeyConstraint("message_id", "place", name=op.f("pk_poll_options")),
    )
    op.create_table(
        "votes",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("cast_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["polls.message_id"], name=op.f("fk_votes_message_id_polls")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_votes_user_id_users")),
        sa.PrimaryKeyConstraint("message_id", "user_id", "place", name=op.f("pk_votes")),
    )


def _previews() -> None:
    op.create_table(
        "message_previews",
        sa.Column("id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("url_hash", TEXT, nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("description", TEXT, nullable=False),
        sa.Column("site", TEXT, nullable=False),
        sa.Column("blob_key", TEXT, nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("player", TEXT, nullable=True),
        sa.Column("player_url", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_message_previews_author_id_users")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_message_previews_conversation_id_conversations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_previews")),
        sa.UniqueConstraint("message_id", "url_hash", name=op.f("uq_message_previews_message_id_url_hash")),
    )
    op.create_index("ix_message_previews_blob_key", "message_previews", ["blob_key"], unique=False)
    op.create_index("ix_message_previews_url_hash", "message_previews", ["url_hash", "found_at"], unique=False)
