"""What only the Micro-compatible API keeps."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    pass
