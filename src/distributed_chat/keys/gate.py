"""Lets a request with a key in: its scope, its place, its page, its rate. Asked by `web` inside the transaction.

Rights stay where they are: a key never sees more than its user. The gate only narrows, at one place for every route;
what it can't place, a key of one group or room may not have (decision 0017).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from distributed_chat.conversations import queries as conversations
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor, Reach
from distributed_chat.kernel.errors import NotFound
from distributed_chat.keys import policy, subscribers
from distributed_chat.web import Route

_GROUP, _ROOMS = "group_id", ("room_id", "conversation_id")


def check_reach(tx: Tx, actor: Actor, route: Route, given: Mapping[str, Any]) -> None:
    """Raises `NotForKeys`, `ScopeMissing`, and `NotFound` outside the key's group or room."""
    reach = actor.reach
    assert reach is not None
    policy.check_scope(reach, route.scope)
    if reach.group_id is None:
        return
    if route.name in policy.PLACELESS:
        _check_upload(tx, reach, given.get("upload_id"))
        return
    places = list(_places(given))
    if not places:
        raise NotFound
    for name, value in places:
        if not _lies_within(tx, reach, name, value):
            raise NotFound


def _check_upload(tx: Tx, reach: Reach, upload_id: object) -> None:
    """One that was sent lies where its message does. Raises `NotFound`."""
    if not isinstance(upload_id, str) or not subscribers.rooms_behind["file_id"](tx, upload_id):
        return
    if not _lies_within(tx, reach, "file_id", upload_id):
        raise NotFound


def within(tx: Tx, reach: Reach | None, floors: dict[str, int]) -> dict[str, int]:
    """Of the streams that somebody reads, those that the key reaches. A room's key reaches none: an open room's
    messages lie in the stream of its group.
    """
    if reach is None or reach.group_id is None:
        return floors
    if reach.room_id is not None:
        return {}
    rooms = {f"room:{room.id}" for room in conversations.private_rooms_in(tx, reach.group_id)}
    return {name: floor for name, floor in floors.items() if name == f"group:{reach.group_id}" or name in rooms}


def narrowed(tx: Tx, actor: Actor, floors: dict[str, int]) -> dict[str, int] | None:
    """What a socket with a key reads; None without `streams:read`, and with a key of one room."""
    reach = actor.reach
    if reach is None:
        return floors
    if "streams:read" not in reach.scopes or reach.room_id is not None:
        return None
    return within(tx, reach, floors)


def _places(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every id of a place that the request names: in its address, its query, and at the top of its body."""
    for name, value in given.items():
        if name in {"body", "query"}:
            fields = {field: getattr(value, field) for field in value.__struct_fields__}
            yield from _places(fields)
        elif isinstance(value, str) and (name == _GROUP or name in _ROOMS or name == "stream" or _is_known(name)):
            yield name, value


def _is_known(name: str) -> bool:
    return name in subscribers.rooms_behind or name in subscribers.group_behind


def _lies_within(tx: Tx, reach: Reach, name: str, value: str) -> bool:
    if name == _GROUP:
        return reach.room_id is None and value == reach.group_id
    if name == "stream":
        return value in within(tx, reach, {value: 0})
    if name in subscribers.group_behind:
        return reach.room_id is None and subscribers.group_behind[name](tx, value) == reach.group_id
    rooms = {value} if name in _ROOMS else subscribers.rooms_behind[name](tx, value)
    if reach.room_id is not None:
        return reach.room_id in rooms
    return any(conversations.group_of_room(tx, room) == reach.group_id for room in rooms)
