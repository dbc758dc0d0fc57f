"""The routes of accounts (making one is in `joining`, since it may come with an invite)."""

from distributed_chat.accounts import actions, flows, queries
from distributed_chat.accounts.schemas import (
    Accepted,
    AccountDeletion,
    CodeGiven,
    Credentials,
    Instance,
    ProfileChange,
    ResetAsked,
    ResetConfirmed,
    SessionsAnswer,
    UserAnswer,
)
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import SessionId
from distributed_chat.web import Answer, RequestInfo, Routes, Services

routes = Routes("accounts")


@routes.query("GET", "/api/instance")
def read_instance(tx: Tx) -> Instance:
    return queries.instance_of(tx)


@routes.task("POST", "/api/sessions", status=201, errors=("wrong_email_or_password", "too_many"), limit="30/minute")
async def sign_in(services: Services, request: RequestInfo, body: Credentials) -> Answer[UserAnswer]:
    signed_in = await flows.sign_in(services, request, body)
    return Answer(UserAnswer(user=signed_in.user), token=signed_in.token)


@routes.command("DELETE", "/api/sessions/current")
def sign_out(tx: Tx, actor: Actor) -> Answer[None]:
    actions.end_session(tx, actor, actor.session_id)
    return Answer(None, forget=True)


@routes.query("GET", "/api/sessions")
def list_sessions(tx: Tx, actor: Actor) -> SessionsAnswer:
    return SessionsAnswer(sessions=queries.sessions_of(tx, actor))


@routes.command("DELETE", "/api/sessions/{session_id}")
def end_session(tx: Tx, actor: Actor, session_id: SessionId) -> Answer[None]:
    actions.end_session(tx, actor, session_id)
    return Answer(None, forget=session_id == actor.session_id)


@routes.query("GET", "/api/me", scope="profile:read")
def read_me(tx: Tx, actor: Actor) -> UserAnswer:
    return UserAnswer(user=queries.me_of(tx, actor.user_id))


@routes.task("PATCH", "/api/me", errors=("wrong_password", "email_taken"), limit="60/minute")
async def change_me(services: Services, request: RequestInfo, actor: Actor, body: ProfileChange) -> UserAnswer:
    return UserAnswer(user=await flows.change_account(services, request, body))


@routes.task("DELETE", "/api/me", errors=("wrong_password",), limit="10/minute")
async def delete_me(services: Services, request: RequestInfo, actor: Actor, body: AccountDeletion) -> Answer[None]:
    await flows.delete_account(services, request, body.password)
    return Answer(None, forget=True)


@routes.command("POST", "/api/me/email-proof", status=202, errors=("mail_is_off", "too_many"))
def ask_for_email_proof(tx: Tx, actor: Actor) -> Accepted:
    flows.ask_for_proof(tx, actor)
    return Accepted()


@routes.task("POST", "/api/me/email-proof/confirm", errors=("code_is_wrong",), limit="10/minute")
async def prove_email(services: Services, request: RequestInfo, actor: Actor, body: CodeGiven) -> UserAnswer:
    return UserAnswer(user=await flows.confirm_proof(services, request, body.code))


@routes.task("POST", "/api/password-resets", status=202, limit="10/minute")
async def ask_for_reset(services: Services, body: ResetAsked) -> Accepted:
    await flows.ask_for_reset(services, body.email)
    return Accepted()


@routes.task("POST", "/api/password-resets/confirm", status=201, errors=("code_is_wrong",), limit="10/minute")
async def reset_password(services: Services, request: RequestInfo, body: ResetConfirmed) -> Answer[UserAnswer]:
    signed_in = await flows.confirm_reset(services, request, body)
    return Answer(UserAnswer(user=signed_in.user), token=signed_in.token)
