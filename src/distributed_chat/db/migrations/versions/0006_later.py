"""Saved messages, reminders, drafts, scheduled sends."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass
