"""invites: into our groups, for one address each, read by a short code of their own."""

import re
from typing import Any

from distributed_chat.accounts.errors import EmailIsNotValid
from distributed_chat.accounts.policy import comparable_email, email_address
from distributed_chat.db import Tx
from distributed_chat.groups.queries import groups_by_id
from distributed_chat.kernel.errors import Invalid, NotFound
from distributed_chat.micro import queries
from distributed_chat.micro.actions import create_invite, delete_invite
from distributed_chat.micro.call import Call, Handler, as_id
from distributed_chat.micro.errors import MicroError, not_found
from distributed_chat.micro.queries import MicroInvite

_CODE = re.compile(r"\d{8}")


def _shown(invite: MicroInvite) -> dict[str, Any]:
    return invite._asdict()


async def create(call: Call) -> dict[str, Any]:
    group_id = as_id(call.need("GROUP_ID", "Missing GroupID", "group_id"))
    given = call.need("EMAIL", "Missing Email", "email")
    try:
        email = email_address(given)
    except EmailIsNotValid:
        raise MicroError("INVALID_EMAIL", "The email provided was invalid") from None

    def make(tx: Tx) -> MicroInvite:
        if not groups_by_id(tx, [group_id]):
            raise not_found("Group not found")
        return create_invite(tx, group_id, email)

    try:
        return {"invite": _shown(await call.write(make))}
    except NotFound:
        raise not_found("Nobody owns this group yet") from None
    except Invalid as wrong:
        raise MicroError("INVALID_INVITE", wrong.message) from None


async def read(call: Call) -> dict[str, Any]:
    invite_id, code = call.id("id"), call.text("code")
    if not invite_id and not code:
        raise MicroError("ID_OR_CODE_REQUIRED", "An email address code is required to read an invite")

    def look(tx: Tx) -> MicroInvite | None:
        if invite_id:
            return queries.invite_row(tx, invite_id)
        return queries.invite_by_code(tx, code) if _CODE.fullmatch(code) else None

    found = await call.read(look)
    if found is None:
        raise not_found("Invite not found")
    return {"invite": _shown(found)}


async def list_all(call: Call) -> dict[str, Any]:
    group_id, email = call.id("group_id"), comparable_email(call.text("email"))
    if not group_id and not email:
        raise MicroError("GROUP_ID_OR_EMAIL_REQUIRED", "An email address or group id is needed to list invites")
    found = await call.read(lambda tx: queries.invites_there(tx, group_id, email))
    return {"invites": [_shown(one) for one in found]}


async def delete(call: Call) -> dict[str, Any]:
    invite_id = as_id(call.need("ID", "Missing ID", "id"))
    await call.write(lambda tx: delete_invite(tx, invite_id))
    return {}


ENDPOINTS: dict[str, Handler] = {"create": create, "read": read, "list": list_all, "delete": delete}
