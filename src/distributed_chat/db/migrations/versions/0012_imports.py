"""Imports on their way, and what came from where."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    pass
