"""Rules of calls: yes or no, on plain values."""

from distributed_chat.calls.errors import CallIsFull
from distributed_chat.calls.sfu import MOST_PEOPLE
from distributed_chat.conversations.schemas import Call


def check_has_room(call: Call | None, user_id: str, *, mesh_people: int) -> None:
    """In a mesh everybody sends to everybody, so it ends at `mesh_people`; a media server takes more.

    Whoever comes from another device takes their own place. Raises `CallIsFull`.
    """
    if call is not None:
        limit = mesh_people if call.transport == "mesh" else MOST_PEOPLE
        if len([one for one in call.participants if one.user_id != user_id]) >= limit:
            raise CallIsFull


def has_outgrown_the_mesh(transport: str, people: int, *, mesh_video: int) -> bool:
    """Whether the call moves, where there is a media server to move to. It never moves back."""
    return transport == "mesh" and people > mesh_video
