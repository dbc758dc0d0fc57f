"""Who asks: passed by the edge to every action and query that is not public."""

from typing import NamedTuple

from distributed_chat.kernel.ids import SessionId, UserId


class Actor(NamedTuple):
    """A signed-in person on one device, looked up inside the transaction that does the work."""

    user_id: UserId
    session_id: SessionId
