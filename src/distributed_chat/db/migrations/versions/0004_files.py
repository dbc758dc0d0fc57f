"""Files, custom emoji, gifs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _files()
    _emoji_and_gifs()


def _files() -> None:
    op.create_table(
        "contents",
        sa.Column("id", ID, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pieces", TEXT, nullable=False),
        sa.Column("first_piece", sa.Integer(), nullable=False),
        sa.Column("thumbnail", sa.BigInteger(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("blur", TEXT, nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contents")),
    )
    op.create_table(
        "files",
        sa.Column("id", ID, nullable=False),
        sa.Column("content_id", ID, nullable=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("waveform", TEXT, nullable=True),
        sa.Column("held_by", TEXT, nullable=True),
        sa.Column("conversation_id", ID, nullable=True),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("thread_of", ID, nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("posted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_files_content_id_contents")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_files_conversation_id_conversations")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_files_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_index("ix_files_content_id", "files", ["content_id"], unique=False)
    op.create_index("ix_files_conversation_id", "files", ["conversation_id", "posted_at", "id"], unique=False)
    op.create_index("ix_files_message_id", "files", ["message_id"], unique=False)
    op.create_table(
        "uploads",
        sa.Column("id", ID, nullable=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("pieces", TEXT, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("waveform", TEXT, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_uploads_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_owner_id", "uploads", ["owner_id"], unique=False)


def _emoji_and_gifs() -> None:
    op.create_table(
        "emoji",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("animated", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_emoji_created_by_users")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_emoji_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emoji")),
        sa.UniqueConstraint("group_id", "name", name=op.f("uq_emoji_group_id_name")),
    )
    op.create_table(
        "gifs",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("file_id", ID, nullable=False),
        sa.Column("tags", TEXT, nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_gifs_created_by_users")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_gifs_file_id_files")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_gifs_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gifs")),
    )
    op.create_index("ix_gifs_group_id", "gifs", ["group_id", "created_at"], unique=False)
