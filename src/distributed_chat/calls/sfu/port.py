"""What a call needs of whoever carries its media. Three do: the browsers themselves (mesh), Janus, LiveKit."""

from typing import Literal, NamedTuple, Protocol

from distributed_chat.kernel.errors import Unavailable

MOST_PEOPLE = 100
"""In one call on a media server."""


class MediaServerIsAway(Unavailable):
    code, message = "media_server_is_away", "The media server can't be reached. Try again in a moment."


class SfuGrant(NamedTuple):
    """How a browser gets in. `url` is an address for the page, or None where none is needed."""

    url: str | None
    token: str | None


class Sfu(Protocol):
    """Rooms are named by the call's id, seats by the participant's."""

    @property
    def kind(self) -> Literal["mesh", "janus", "livekit"]: ...

    async def ensure_room(self, call_id: str) -> None:
        """Repeatable. Raises `MediaServerIsAway`."""

    async def grant(self, call_id: str, participant_id: str, user_id: str) -> SfuGrant:
        """For this participant alone; it admits for ten minutes at most. Does not ask the media server."""

    async def kick(self, call_id: str, participant_id: str) -> None:
        """Ends their media at once. Who is not there may be kicked too. A grant that they still hold may let them in
        again: who has a seat is looked at regularly. Raises `MediaServerIsAway` when they may still be there.
        """

    async def participants(self, call_id: str) -> list[str]:
        """Who has a seat, in no order; empty for a mesh, and when there is no such room. Raises `MediaServerIsAway`."""

    async def close(self, call_id: str) -> None:
        """Ends the room and everybody's media. Repeatable. Raises `MediaServerIsAway`."""

    async def stop(self) -> None:
        """With the server. Seats that are ours end; rooms stay for those who come back."""
