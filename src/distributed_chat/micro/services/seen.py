"""seen: our read markers, which never move back, and the same for anything else that a client marks."""

from typing import Any

from distributed_chat.accounts.queries import known_by_id
from distributed_chat.db import Tx
from distributed_chat.micro.actions import set_seen, unset_seen
from distributed_chat.micro.call import Call, Handler, as_id
from distributed_chat.micro.errors import MicroError, missing, not_found
from distributed_chat.micro.queries import seen_by
from distributed_chat.micro.shapes import timestamp

LONGEST = 200
"""Characters of a type or an id."""


async def set_(call: Call) -> dict[str, Any]:
    user_id, kind, resource_id = _what(call)
    given = call.instant("timestamp")

    def mark(tx: Tx) -> None:
        if user_id not in known_by_id(tx, [user_id]):
            raise not_found("User not found")
        set_seen(tx, user_id, kind, resource_id, tx.now if given is None else given)

    await call.write(mark)
    return {}


async def unset(call: Call) -> dict[str, Any]:
    user_id, kind, resource_id = _what(call)
    await call.write(lambda tx: unset_seen(tx, user_id, kind, resource_id))
    return {}


async def read(call: Call) -> dict[str, Any]:
    user_id = as_id(call.need("USER_ID", "Missing UserID", "user_id"))
    ids = call.texts("resource_ids")
    if not ids:
        raise missing("RESOURCE_IDS", "Missing ResourceIDs")
    kind = call.need("RESOURCE_TYPE", "Missing ResourceType", "resource_type")
    found = await call.read(lambda tx: seen_by(tx, user_id, kind, ids))
    return {"timestamps": {resource_id: timestamp(at) for resource_id, at in found.items()}}


def _what(call: Call) -> tuple[str, str, str]:
    user_id = as_id(call.need("USER_ID", "Missing UserID", "user_id"))
    resource_id = call.need("RESOURCE_ID", "Missing ResourceID", "resource_id")
    kind = call.need("RESOURCE_TYPE", "Missing ResourceType", "resource_type")
    if len(resource_id) > LONGEST or len(kind) > LONGEST or "\0" in resource_id + kind:
        raise MicroError("INVALID_RESOURCE", "A resource has at most 200 characters")
    return user_id, kind, resource_id


ENDPOINTS: dict[str, Handler] = {"set": set_, "unset": unset, "read": read}
