"""Rules of calls: yes or no, on plain values."""

from distributed_chat.calls.errors import CallIsFull
from distributed_chat.conversations.schemas import Call


def check_has_room(call: Call | None, user_id: str, *, mesh_people: int) -> None:
    """In a mesh everybody sends to everybody, so it ends at `mesh_people`; a media server takes more.

    Whoever comes from another device takes their own place. Raises `CallIsFull`.
    """
    if call is None or call.transport != "mesh":
        return
    if len([one for one in call.participants if one.user_id != user_id]) >= mesh_people:
        raise CallIsFull


def has_outgrown_the_mesh(call: Call, *, mesh_video: int) -> bool:
    return call.transport == "mesh" and len(call.participants) > mesh_video
