"""API keys, their secrets and what was called with them."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    pass
