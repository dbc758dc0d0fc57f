"""What only the Micro-compatible API keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "micro_seen",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("resource_type", TEXT, nullable=False),
        sa.Column("resource_id", TEXT, nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_micro_seen_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "resource_type", "resource_id", name=op.f("pk_micro_seen")),
    )
    op.create_table(
        "micro_invites",
        sa.Column("invite_id", ID, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["invite_id"], ["invites.id"], name=op.f("fk_micro_invites_invite_id_invites")),
        sa.PrimaryKeyConstraint("invite_id", name=op.f("pk_micro_invites")),
        sa.UniqueConstraint("code", name=op.f("uq_micro_invites_code")),
    )
    op.create_table(
        "micro_codes",
        sa.Column("id", ID, nullable=False),
        sa.Column("identity_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_micro_codes")),
        sa.UniqueConstraint("identity_hash", "code_hash", name=op.f("uq_micro_codes_identity_hash_code_hash")),
    )
