"""Imports on their way, and what came from where."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ID = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("file_id", ID, nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("group_id", ID, nullable=True),
        sa.Column("group_name", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.LargeBinary(), nullable=True),
        sa.Column("chosen", sa.LargeBinary(), nullable=True),
        sa.Column("notes", sa.LargeBinary(), nullable=True),
        sa.Column("error", TEXT, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_imports_user_id_users")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_imports_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index("ix_imports_user_id", "imports", ["user_id", "created_at"], unique=False)
    op.create_index("ix_imports_group_id", "imports", ["group_id"], unique=False)
    op.create_table(
        "imported_rooms",
        sa.Column("room_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["conversations.id"], name=op.f("fk_imported_rooms_room_id_conversations")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_imported_rooms_group_id_groups")),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_imported_rooms")),
        sa.UniqueConstraint(
            "group_id", "place", "key", "round", name=op.f("uq_imported_rooms_group_id_place_key_round")
        ),
    )
    op.create_index("ix_imported_rooms_import_id", "imported_rooms", ["import_id"], unique=False)
    op.create_table(
        "imported_people",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_imported_people_user_id_users")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_imported_people_group_id_groups")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_imported_people")),
        sa.UniqueConstraint("group_id", "place", "key", name=op.f("uq_imported_people_group_id_place_key")),
    )
