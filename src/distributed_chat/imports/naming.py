"""Ids that follow from what an archive calls a thing: the same export imported twice finds everything there already.

The group is part of every name, so that what somebody else imported into theirs is neither met nor found out.
"""

import uuid

from distributed_chat.imports.policy import storable

_OURS = uuid.UUID("5b0f6f0a-6c5b-5a0e-9f0e-0d9b8f3f7a11")


def place_of(kind: str, place: str) -> str:
    return f"{kind}:{storable(place)[:200]}"


def new_group_id(user_id: str, place: str) -> str:
    """Of the group that this person's import of the place makes."""
    return _named(user_id, "group", place)


def person_id(group_id: str, place: str, key: str) -> str:
    return _named(group_id, "person", place, key)


def room_id(group_id: str, place: str, key: str, turn: int) -> str:
    """`turn`: how often the room was imported and deleted before."""
    return _named(group_id, "room", place, key, str(turn))


def message_id(room_id: str, key: str) -> str:
    return _named(room_id, "message", key)


def _named(*parts: str) -> str:
    return str(uuid.uuid5(_OURS, "\0".join(parts)))
