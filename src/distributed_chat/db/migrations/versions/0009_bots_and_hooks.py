"""Bots, incoming and outgoing webhooks, slash commands."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
STREAM = sa.String(48).with_variant(sa.String(48, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "bots",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("made_for", TEXT, nullable=False),
        sa.Column("first_key_id", ID, nullable=True),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_bots_user_id_users")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_bots_group_id_groups")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_bots_created_by_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_bots")),
    )
    op.create_index("ix_bots_group_id", "bots", ["group_id"], unique=False)
    op.create_table(
        "incoming_hooks",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_incoming_hooks_group_id_groups")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_incoming_hooks_conversation_id_conversations")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_incoming_hooks_user_id_users")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_incoming_hooks_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_hooks")),
    )
    op.create_index("ix_incoming_hooks_conversation_id", "incoming_hooks", ["conversation_id"], unique=False)
    op.create_index("ix_incoming_hooks_group_id", "incoming_hooks", ["group_id"], unique=False)
    op.create_index("ix_incoming_hooks_user_id", "incoming_hooks", ["user_id"], unique=False)
    op.create_table(
        "outgoing_hooks",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("room_id", ID, nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("events", TEXT, nullable=False),
        sa.Column("secret", TEXT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("stream", STREAM, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.BigInteger(), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_outgoing_hooks_group_id_groups")),
        sa.ForeignKeyConstraint(
            ["room_id"], ["conversations.id"], name=op.f("fk_outgoing_hooks_room_id_conversations")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_outgoing_hooks_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_hooks")),
    )
    op.create_index("ix_outgoing_hooks_group_id", "outgoing_hooks", ["group_id"], unique=False)
    op.create_index("ix_outgoing_hooks_next_at", "outgoing_hooks", ["next_at"], unique=False)
    op.create_index("ix_outgoing_hooks_room_id", "outgoing_hooks", ["room_id"], unique=False)
    op.create_index("ix_outgoing_hooks_stream", "outgoing_hooks", ["stream"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", ID, nullable=False),
        sa.Column("hook_id", ID, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("stream", STREAM, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("first_tried_at", sa.BigInteger(), nullable=True),
        sa.Column("tried_at", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("error", TEXT, nullable=True),
        sa.Column("took_ms", sa.Integer(), nullable=True),
        sa.Column("answer_headers", TEXT, nullable=True),
        sa.Column("answer", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["hook_id"], ["outgoing_hooks.id"], name=op.f("fk_deliveries_hook_id_outgoing_hooks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_created_at", "deliveries", ["created_at"], unique=False)
    op.create_index("ix_deliveries_hook_id", "deliveries", ["hook_id", "id"], unique=False)
    op.create_table(
        "commands",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("hint", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("secret", TEXT, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_commands_group_id_groups")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_commands_user_id_users")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_commands_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commands")),
        sa.UniqueConstraint("group_id", "name", name=op.f("uq_commands_group_id_name")),
    )
    op.create_index("ix_commands_user_id", "commands", ["user_id"], unique=False)
