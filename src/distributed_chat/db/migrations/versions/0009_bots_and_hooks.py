"""Bots, incoming and outgoing webhooks, slash commands."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    pass
