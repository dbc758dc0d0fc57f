"""Messages: edits, reactions, quotes, threads, pins, mentions."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
