"""The routes of calls. What goes between the browsers in a call are signals: see `signalling`."""

from distributed_chat.calls import actions, flows, queries
from distributed_chat.calls.ice import LIFETIME, ice_servers
from distributed_chat.calls.live import LiveCalls
from distributed_chat.calls.schemas import CallAnswer, CallJoined, IceCut, IceServers, JoinForm, LeaveForm
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import SECOND, rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import ConversationId
from distributed_chat.web import RequestInfo, Routes, Services
from distributed_chat.web.limits import Limit

routes = Routes("calls")

TEST_SECONDS = 60
"""So long last the credentials of the call doctor, whose relay carries a few packets back to itself."""
_TESTS = Limit("12/hour")


@routes.task(
    "POST",
    "/api/conversations/{conversation_id}/call/join",
    errors=("chat_is_read_only", "call_is_full", "id_taken", "media_server_is_away"),
    limit="60/minute",
)
async def join_call(
    services: Services, request: RequestInfo, actor: Actor, conversation_id: ConversationId, body: JoinForm
) -> CallJoined:
    """Walks into the call of a conversation that I may read, and out of any other.

    With the participant's id of before it gives a new grant: after `call.moved`, and before the old one expires.
    """
    return await flows.join(services, request, conversation_id, body.id)


@routes.command("POST", "/api/conversations/{conversation_id}/call/leave")
def leave_call(tx: Tx, actor: Actor, conversation_id: ConversationId, body: LeaveForm) -> CallAnswer:
    """Walks out. Whoever is not in it, or not on this device any more, changes nothing."""
    return CallAnswer(call=actions.leave_call(tx, actor, conversation_id, body.id))


@routes.query("GET", "/api/ice-servers", errors=("not_found",), limit="120/hour")
def read_ice_servers(tx: Tx, services: Services, actor: Actor, query: IceCut) -> IceServers:
    """By which servers browsers find a way to each other: for whoever is in the call of that conversation."""
    calls: LiveCalls = services.calls
    call_id, lifetime = "test", TEST_SECONDS
    if query.conversation_id is None:
        calls.limiter.spend(_TESTS, "test", actor.user_id)
        calls.upkeep.lend_relays(actor.user_id, call_id, seconds=lifetime)
    else:
        seat = queries.seat_of(tx, actor.user_id)
        if seat is None or seat.conversation_id != query.conversation_id:
            raise NotFound
        call_id, lifetime = seat.call_id, LIFETIME
    now = tx.now // SECOND
    servers = ice_servers(tx.settings, user_id=actor.user_id, call_id=call_id, now_seconds=now, lifetime=lifetime)
    return IceServers(ice_servers=servers, expires_at=rfc3339((now + lifetime) * SECOND))
