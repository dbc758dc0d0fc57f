"""What happens to imports. Each verb is one transaction; those of `working` are steps of the job."""

from distributed_chat.imports.actions.chunks import Chunk, keep_chunk, missing
from distributed_chat.imports.actions.places import RoomPlan, never_left, readers_here, take_people, take_rooms
from distributed_chat.imports.actions.states import (
    GIVE_UP,
    WORK,
    begin_import,
    delete_import,
    fail,
    finish_reading,
    forget_group,
    give_up,
    go_on,
    note_progress,
    show_some,
    start_import,
)

__all__ = [
    "GIVE_UP",
    "WORK",
    "Chunk",
    "RoomPlan",
    "begin_import",
    "delete_import",
    "fail",
    "finish_reading",
    "forget_group",
    "give_up",
    "go_on",
    "keep_chunk",
    "missing",
    "never_left",
    "note_progress",
    "readers_here",
    "show_some",
    "start_import",
    "take_people",
    "take_rooms",
]
