"""Joining, with everything around its one write: the media server before it, the grant after it."""

from msgspec import structs

from distributed_chat.accounts.queries import session_actor
from distributed_chat.calls import actions
from distributed_chat.calls.actions import Joined
from distributed_chat.calls.errors import CallIsFull
from distributed_chat.calls.ice import LIFETIME, ice_servers
from distributed_chat.calls.live import LiveCalls
from distributed_chat.calls.queries import call_in
from distributed_chat.calls.schemas import CallJoined, Grant
from distributed_chat.calls.sfu import MOST_PEOPLE, relay_path
from distributed_chat.calls.sfu.port import MediaServerIsAway
from distributed_chat.conversations.queries import found
from distributed_chat.conversations.schemas import Call
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import SECOND, rfc3339
from distributed_chat.kernel.errors import NotSignedIn
from distributed_chat.web import RequestInfo, Services


async def join(
    services: Services, request: RequestInfo, conversation_id: str, participant_id: str | None
) -> CallJoined:
    """Walks in and says how the media go. Raises what `join_call` raises, and `MediaServerIsAway`."""
    calls: LiveCalls = services.calls

    def look(tx: Tx) -> Call | None:
        found(tx, conversation_id, _signed_in(tx, request).user_id)
        return call_in(tx, conversation_id)

    def walk_in(tx: Tx) -> Joined:
        return actions.join_call(tx, _signed_in(tx, request), conversation_id, participant_id)

    before = await services.database.read(look)
    if before is not None and before.transport != "mesh":
        if before.transport != calls.sfu.kind:
            raise MediaServerIsAway  # the server was started anew without it
        await calls.sfu.ensure_room(before.id)  # nobody walks into a room that is not there
    try:
        joined = await services.database.write(walk_in)
    except CallIsFull:
        if before is None or before.transport != "mesh" or calls.sfu.kind == "mesh":
            raise
        await calls.upkeep.move(before.id)
        joined = await services.database.write(walk_in)
    calls.attendance.confirm(joined.stream, joined.call, joined.participant_id, joined.seq, services.clock.now())
    return await _with_grant(services, calls, joined)


async def _with_grant(services: Services, calls: LiveCalls, joined: Joined) -> CallJoined:
    [me] = [one for one in joined.call.participants if one.id == joined.participant_id]
    now, settings = services.clock.now() // SECOND, services.settings
    grant = Grant(
        participant_id=me.id,
        transport=joined.call.transport,
        ice_servers=ice_servers(settings, user_id=me.user_id, call_id=joined.call.id, now_seconds=now),
        expires_at=rfc3339((now + LIFETIME) * SECOND),
        url=None,
        token=None,
        video_limit=settings.mesh_video if joined.call.transport == "mesh" else MOST_PEOPLE,
        people_limit=settings.mesh_people if calls.sfu.kind == "mesh" else MOST_PEOPLE,
    )
    if joined.call.transport != "mesh":
        seat = await calls.sfu.grant(joined.call.id, me.id, me.user_id)
        relay = relay_path(joined.call.conversation_id, me.id) if joined.call.transport == "janus" else None
        grant = structs.replace(grant, url=seat.url or relay, token=seat.token)
    return CallJoined(call=joined.call, grant=grant, stream=joined.stream, seq=joined.seq)


def _signed_in(tx: Tx, request: RequestInfo) -> Actor:
    """Looked up again in each transaction: the media server took a while, and the session may have ended meanwhile."""
    actor = session_actor(tx, request.token or "")
    if actor is None:
        raise NotSignedIn
    return actor
