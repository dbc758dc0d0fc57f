"""The routes of groups, members and invites. What also shows rooms is in `home`; accepting is in `joining`."""

from distributed_chat.db import Tx
from distributed_chat.groups import actions, queries
from distributed_chat.groups.schemas import (
    GroupAnswer,
    GroupChange,
    GroupCreated,
    GroupForm,
    GroupsAnswer,
    InviteCreated,
    InviteForm,
    InvitesAnswer,
    MemberAnswer,
    RoleChange,
)
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import GroupId, InviteId, UserId
from distributed_chat.web import Repeat, Routes

routes = Routes("groups", service="groups")


@routes.query("GET", "/api/groups")
def list_groups(tx: Tx, actor: Actor) -> GroupsAnswer:
    return GroupsAnswer(groups=queries.groups_of(tx, actor.user_id))


@routes.command("POST", "/api/groups", status=201, errors=("id_taken", "not_allowed"), limit="60/hour")
def create_group(tx: Tx, actor: Actor, body: GroupForm) -> GroupCreated | Repeat[GroupCreated]:
    made, new = actions.create_group(tx, actor, body)
    return made if new else Repeat(made)


@routes.command("PATCH", "/api/groups/{group_id}", errors=("not_allowed",))
def rename_group(tx: Tx, actor: Actor, group_id: GroupId, body: GroupChange) -> GroupAnswer:
    return GroupAnswer(group=actions.rename_group(tx, actor, group_id, body.name))


@routes.command("DELETE", "/api/groups/{group_id}", errors=("not_allowed",))
def delete_group(tx: Tx, actor: Actor, group_id: GroupId) -> None:
    actions.delete_group(tx, actor, group_id)


@routes.command("POST", "/api/groups/{group_id}/leave", errors=("last_owner",))
def leave_group(tx: Tx, actor: Actor, group_id: GroupId) -> None:
    actions.leave_group(tx, actor, group_id)


@routes.command("PATCH", "/api/groups/{group_id}/members/{user_id}", errors=("not_allowed", "last_owner"))
def change_role(tx: Tx, actor: Actor, group_id: GroupId, user_id: UserId, body: RoleChange) -> MemberAnswer:
    return MemberAnswer(member=actions.change_role(tx, actor, group_id, user_id, body.role))


@routes.command("DELETE", "/api/groups/{group_id}/members/{user_id}", errors=("not_allowed", "last_owner"))
def remove_member(tx: Tx, actor: Actor, group_id: GroupId, user_id: UserId) -> None:
    actions.remove_member(tx, actor, group_id, user_id)


@routes.query("GET", "/api/groups/{group_id}/invites", errors=("not_allowed",))
def list_invites(tx: Tx, actor: Actor, group_id: GroupId) -> InvitesAnswer:
    return InvitesAnswer(invites=queries.open_invites(tx, group_id, actor.user_id))


@routes.command(
    "POST",
    "/api/groups/{group_id}/invites",
    status=201,
    errors=("id_taken", "not_allowed", "email_is_not_valid", "too_many_invites", "too_many"),
    limit="120/hour",
)
def create_invite(tx: Tx, actor: Actor, group_id: GroupId, body: InviteForm) -> InviteCreated | Repeat[InviteCreated]:
    made, new = actions.create_invite(tx, actor, group_id, body)
    return made if new else Repeat(made)


@routes.command("DELETE", "/api/invites/{invite_id}", errors=("not_allowed",))
def take_back_invite(tx: Tx, actor: Actor, invite_id: InviteId) -> None:
    actions.take_back_invite(tx, actor, invite_id)
