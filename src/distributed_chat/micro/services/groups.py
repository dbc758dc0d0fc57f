"""groups: ours. Who is added first owns it; the last person who goes takes it along."""

from typing import Any

from distributed_chat.accounts.queries import known_by_id
from distributed_chat.db import Tx
from distributed_chat.groups import actions
from distributed_chat.groups.errors import GroupIsFull
from distributed_chat.groups.queries import all_group_ids, group_ids_of, groups_by_id, member_ids_of, role_of
from distributed_chat.groups.schemas import Group
from distributed_chat.kernel.errors import NotFound
from distributed_chat.micro.actions import add_member
from distributed_chat.micro.call import Call, Handler, as_id
from distributed_chat.micro.errors import MicroError, missing, not_found

LISTED_AT_MOST = 1_000
_NOT_FOUND = not_found("No group found with this ID", 400)


def _shown(tx: Tx, groups: list[Group]) -> list[dict[str, Any]]:
    members = member_ids_of(tx, [group.id for group in groups])
    return [{"id": group.id, "name": group.name, "member_ids": members.get(group.id, [])} for group in groups]


async def create(call: Call) -> dict[str, Any]:
    name = call.need("NAME", "Missing name", "name")
    group = await call.write(lambda tx: actions.found_group(tx, name))
    return {"group": {"id": group.id, "name": group.name}}


async def read(call: Call) -> dict[str, Any]:
    ids = call.texts("ids")
    if not ids:
        raise missing("IDS", "One or more IDs are required")
    found = await call.read(lambda tx: _shown(tx, groups_by_id(tx, map(as_id, ids))))
    return {"groups": {group["id"]: group for group in found}}


async def update(call: Call) -> dict[str, Any]:
    group_id = as_id(call.need("ID", "Missing ID", "id"))
    name = call.need("NAME", "Missing name", "name")

    def rename(tx: Tx) -> dict[str, Any]:
        return {"group": _shown(tx, [actions.rename_group_for_all(tx, group_id, name)])[0]}

    try:
        return await call.write(rename)
    except NotFound:
        raise _NOT_FOUND from None


async def delete(call: Call) -> dict[str, Any]:
    group_id = as_id(call.need("ID", "Missing ID", "id"))

    def end(tx: Tx) -> None:
        if groups_by_id(tx, [group_id]):
            actions.end_group_of_nobody(tx, group_id)

    await call.write(end)
    return {}


async def list_all(call: Call) -> dict[str, Any]:
    member_id = call.id("member_id")

    def look(tx: Tx) -> list[dict[str, Any]]:
        ids = group_ids_of(tx, member_id) if member_id else all_group_ids(tx, LISTED_AT_MOST)
        order = {group_id: place for place, group_id in enumerate(ids)}
        return _shown(tx, sorted(groups_by_id(tx, ids), key=lambda group: order[group.id]))

    return {"groups": await call.read(look)}


async def add(call: Call) -> dict[str, Any]:
    group_id, member_id = _both(call)

    def join(tx: Tx) -> None:
        if not groups_by_id(tx, [group_id]):
            raise _NOT_FOUND
        if member_id not in known_by_id(tx, [member_id]):
            raise not_found("No user found with this ID", 400)
        add_member(tx, group_id, member_id)

    try:
        await call.write(join)
    except GroupIsFull as full:
        raise MicroError("GROUP_IS_FULL", full.message) from None
    return {}


async def remove(call: Call) -> dict[str, Any]:
    group_id, member_id = _both(call)

    def go(tx: Tx) -> None:
        if not groups_by_id(tx, [group_id]):
            raise _NOT_FOUND
        if role_of(tx, group_id, member_id) is not None:
            actions.depart(tx, group_id, member_id)

    await call.write(go)
    return {}


def _both(call: Call) -> tuple[str, str]:
    group_id = as_id(call.need("GROUP_ID", "Missing Group ID", "group_id"))
    return group_id, as_id(call.need("MEMBER_ID", "Missing Member ID", "member_id"))


ENDPOINTS: dict[str, Handler] = {
    "create": create,
    "read": read,
    "update": update,
    "delete": delete,
    "list": list_all,
    "addmember": add,
    "removemember": remove,
}
