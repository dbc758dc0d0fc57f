"""Messages: edits, reactions, quotes, threads, pins, mentions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for column in (
        sa.Column("timeline_id", ID, nullable=True),
        sa.Column("kind", TEXT, nullable=False, server_default="text"),
        sa.Column("entities", TEXT, nullable=True),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_by", ID, nullable=True),
        sa.Column("reply_to_id", ID, nullable=True),
        sa.Column("reply_to_number", sa.BigInteger(), nullable=True),
        sa.Column("reply_to_author_id", ID, nullable=True),
        sa.Column("forwarded_id", ID, nullable=True),
        sa.Column("forwarded_author_id", ID, nullable=True),
        sa.Column("forwarded_sent_at", sa.BigInteger(), nullable=True),
        sa.Column("pinned_at", sa.BigInteger(), nullable=True),
        sa.Column("pinned_by", ID, nullable=True),
        sa.Column("thread_count", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("thread_last_at", sa.BigInteger(), nullable=True),
        sa.Column("thread_user_ids", TEXT, nullable=True),
        sa.Column("extras", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("messages", column)
    op.execute("UPDATE messages SET timeline_id = conversation_id")
    # SQLite writes the table anew for this; nothing refers to it yet.
    with op.batch_alter_table("messages") as messages:
        messages.alter_column("timeline_id", existing_type=ID, nullable=False)
        messages.drop_constraint("uq_messages_conversation_id_number", type_="unique")
        messages.create_unique_constraint(op.f("uq_messages_timeline_id_number"), ["timeline_id", "number"])
    for name, columns, where in (
        ("ix_messages_forwarded_id", ["forwarded_id"], sa.text("forwarded_id IS NOT NULL")),
        ("ix_messages_pinned", ["conversation_id", "pinned_at"], sa.text("pinned_at IS NOT NULL")),
        ("ix_messages_threads", ["conversation_id", "thread_last_at"], sa.text("thread_last_at IS NOT NULL")),
    ):
        op.create_index(name, "messages", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "message_edits",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("entities", TEXT, nullable=True),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_message_edits_message_id_messages")),
        sa.PrimaryKeyConstraint("message_id", "version", name=op.f("pk_message_edits")),
    )
    op.create_table(
        "reactions",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("emoji", TEXT, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_reactions_message_id_messages")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_reactions_user_id_users")),
        sa.PrimaryKeyConstraint("message_id", "emoji", "user_id", name=op.f("pk_reactions")),
    )
    op.add_column("markers", sa.Column("unread_from", sa.BigInteger(), nullable=True))
    op.create_table(
        "mentions",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("timeline_id", ID, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("message_id", "user_id", name=op.f("pk_mentions")),
    )
    op.create_index("ix_mentions_timeline_id", "mentions", ["timeline_id", "user_id", "number"], unique=False)
