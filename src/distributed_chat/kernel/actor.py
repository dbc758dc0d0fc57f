"""Who asks: passed by the edge to every action and query that is not public."""

from typing import NamedTuple

from distributed_chat.kernel.ids import SessionId, UserId


class Reach(NamedTuple):
    """What an API key may do: its services, and where. It never widens what its person or bot may do."""

    key_id: str
    scopes: frozenset[str]
    """`messages:read`, `messages:write` …; the services are listed in `web.routes`."""
    group_id: str | None = None
    """Only this group's streams, rooms and messages; None: everything of its user."""
    room_id: str | None = None
    """Only this room; its group is `group_id`."""


class Actor(NamedTuple):
    """A signed-in person on one device, or a program with a key, looked up inside the transaction of the work."""

    user_id: UserId
    session_id: SessionId
    """With a key: the key's id, so that revoking one ends its sockets as signing out ends a device's."""
    reach: Reach | None = None
    """None: a session, which may do all that its person may."""
