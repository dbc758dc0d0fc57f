"""How long messages are kept; who holds the address or the secret of a hook; which group of an archive is imported."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("conversations", sa.Column("first_number", sa.BigInteger(), server_default="1", nullable=False))
    op.add_column("groups", sa.Column("keep_days", sa.Integer(), nullable=True))
    op.add_column("messages", sa.Column("thread_first", sa.BigInteger(), server_default="1", nullable=False))
    for table in ("incoming_hooks", "outgoing_hooks", "commands"):
        op.add_column(table, sa.Column("pointed_by", ID, nullable=True))
    op.add_column("outgoing_hooks", sa.Column("secret_by", ID, nullable=True))
    op.add_column("imports", sa.Column("part", TEXT, nullable=True))
    op.create_index("ix_files_owner_id", "files", ["owner_id"], unique=False)
    op.create_index("ix_deliveries_stream", "deliveries", ["stream", "seq"], unique=False)
    op.execute("UPDATE incoming_hooks SET pointed_by = created_by")
    op.execute("UPDATE outgoing_hooks SET pointed_by = created_by, secret_by = created_by")
    op.execute("UPDATE commands SET pointed_by = created_by")
