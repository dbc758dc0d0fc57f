"""Many copies of the server on one PostgreSQL: who is alive, and that a removal holds on all of them (decision 24)."""

from distributed_chat.copies.actions import seal
from distributed_chat.copies.lease import Copies
from distributed_chat.copies.standing import Alone, Standing

__all__ = ["Alone", "Copies", "Standing", "seal"]
