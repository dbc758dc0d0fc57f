"""The routes of joining, and the one that makes accounts."""

from distributed_chat.accounts import flows
from distributed_chat.db import Tx
from distributed_chat.groups import queries
from distributed_chat.groups.schemas import GroupAnswer
from distributed_chat.joining import actions
from distributed_chat.joining.schemas import InvitesToMeAnswer, Joined, PreviewAnswer, SignedUp, SignUp
from distributed_chat.kernel.actor import Actor
from distributed_chat.web import Answer, RequestInfo, Routes, Services

routes = Routes("joining")


@routes.task(
    "POST",
    "/api/users",
    status=201,
    errors=(
        "email_taken",
        "id_taken",
        "sign_up_is_closed",
        "setup_code_is_wrong",
        "invite_is_not_valid",
        "group_is_full",
    ),
    limit="20/minute",
)
async def sign_up(services: Services, request: RequestInfo, body: SignUp) -> Answer[SignedUp]:
    about = (body.first_name, body.last_name, body.email)
    hashed = await flows.hash_new_password(services, body.password, *about)
    person = await services.database.write(
        lambda tx: actions.sign_up(
            tx, body, password_hash=hashed, user_agent=request.user_agent, address=request.address
        )
    )
    joined = None if person.group is None else Joined(group_id=person.group.id)
    return Answer(SignedUp(user=person.me, joined=joined), token=person.token)


@routes.query("GET", "/api/invites")
def list_invites_to_me(tx: Tx, actor: Actor) -> InvitesToMeAnswer:
    return InvitesToMeAnswer(invites=queries.invites_to(tx, actor.user_id))


@routes.query("GET", "/api/invites/{code}", errors=("invite_is_not_valid",), limit="60/minute")
def preview_invite(tx: Tx, actor: Actor | None, code: str) -> PreviewAnswer:
    """Shows the group without joining; nothing is used up, so that a mail program may look."""
    user_id = None if actor is None else actor.user_id
    invite = queries.preview(tx, code, user_id)
    here = user_id is not None and queries.role_of(tx, invite.group.id, user_id) is not None
    return PreviewAnswer(invite=invite, already_member=here)


@routes.command(
    "POST", "/api/invites/{code}/accept", errors=("invite_is_not_valid", "group_is_full"), limit="60/minute"
)
def accept_invite(tx: Tx, actor: Actor, code: str) -> GroupAnswer:
    return GroupAnswer(group=actions.accept_invite(tx, actor, code))


@routes.command("POST", "/api/invites/{code}/decline", errors=("invite_is_not_valid",), limit="60/minute")
def decline_invite(tx: Tx, actor: Actor, code: str) -> None:
    actions.decline_invite(tx, actor, code)
