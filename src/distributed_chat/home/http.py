"""The routes that a page opens with, and the log for scripts and bots."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from typing import Protocol

import msgspec

from distributed_chat.conversations.schemas import ChatsAnswer
from distributed_chat.db import Tx
from distributed_chat.home import actions, catching_up, queries
from distributed_chat.home.room_log import room_log_page
from distributed_chat.home.schemas import (
    CatchUp,
    GroupWithHeads,
    Home,
    LogCut,
    LogPage,
    SeenAll,
    SeenAllAnswer,
    Snapshot,
    ThreadSeen,
    ThreadSeenAnswer,
)
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import DomainError, NotSignedIn, TooMany
from distributed_chat.kernel.ids import ConversationId, GroupId, MessageId
from distributed_chat.kernel.pages import page_limit
from distributed_chat.web import RequestInfo, Routes, Services, Streamed

routes = Routes("home", service="streams")

PAUSE = 0.5
"""Seconds between two looks at the log of somebody who follows it over HTTP; pages use the socket."""
SILENCE = 15
"""Seconds after which a comment shows that the line is alive."""
FOLLOWING_AT_MOST = 20
"""Of one person at once, as with sockets: each costs two reads a second, also when nothing happens."""

_following: Counter[str] = Counter()


@routes.query("GET", "/api/home")
def read_home(tx: Tx, actor: Actor) -> Home:
    """What the page opens with."""
    return queries.home_of(tx, actor.user_id)


@routes.query("GET", "/api/groups/{group_id}", scope="groups:read")
def read_group(tx: Tx, actor: Actor, group_id: GroupId) -> GroupWithHeads:
    """A group, its members and the rooms that I may read, true at `heads`."""
    return queries.group_with_heads(tx, actor.user_id, group_id)


@routes.query("GET", "/api/chats", scope="rooms:read")
def list_chats(tx: Tx, actor: Actor) -> ChatsAnswer:
    """My direct chats, the oldest first."""
    return ChatsAnswer(chats=queries.chats_of(tx, actor.user_id))


@routes.query("GET", "/api/catch-up", limit="60/minute", scope="messages:read")
def read_catch_up(tx: Tx, actor: Actor) -> CatchUp:
    """What happened since I left: counts, what means me, answers to me, what was liked most, open polls."""
    return catching_up.catch_up(tx, actor.user_id)


@routes.command("PUT", "/api/me/seen", limit="60/minute", scope="rooms:write")
def see_all(tx: Tx, actor: Actor, body: SeenAll) -> SeenAllAnswer:
    """I have seen everything that I may read."""
    return SeenAllAnswer(markers=actions.see_all(tx, actor))


@routes.command("PUT", "/api/messages/{message_id}/thread/seen", limit="240/minute", scope="rooms:write")
def see_thread(tx: Tx, actor: Actor, message_id: MessageId, body: ThreadSeen) -> ThreadSeenAnswer:
    """I have read the thread below this message up to that reply: catching up shows what comes after it."""
    return ThreadSeenAnswer(number=actions.see_thread(tx, actor, message_id, body.number))


@routes.query("GET", "/api/streams/{stream}/snapshot")
def read_snapshot(tx: Tx, actor: Actor, stream: str) -> Snapshot:
    """The state of any stream that I read, true at its `seq`."""
    return queries.snapshot_of(tx, actor.user_id, stream)


@routes.task("GET", "/api/streams/{stream}/events")
async def read_events(
    services: Services, request: RequestInfo, actor: Actor, stream: str, query: LogCut
) -> LogPage | Streamed:
    """The log itself. With `Accept: text/event-stream` it goes on as server-sent events, each with its `seq` as id."""
    return await _log(services, request, actor, query, partial(queries.log_page, stream=stream))


@routes.task("GET", "/api/conversations/{conversation_id}/events")
async def read_room_events(
    services: Services, request: RequestInfo, actor: Actor, conversation_id: ConversationId, query: LogCut
) -> LogPage | Streamed:
    """The log of one room or chat, also for a key of that room alone; followed as the log of a stream is.

    `seq` is that of its stream. An open room shares its group's, so numbers are left out. One request looks through
    1,000 events of the group: go on with `next_after`, also when `events` is empty, until it is `head`.
    """
    return await _log(services, request, actor, query, partial(room_log_page, conversation_id=conversation_id))


class Reads(Protocol):
    """A page of somebody's log; raises `NotFound` when it is not theirs."""

    def __call__(self, tx: Tx, user_id: str, *, after: int | None, limit: int) -> LogPage: ...


async def _log(
    services: Services, request: RequestInfo, actor: Actor, query: LogCut, reads: Reads
) -> LogPage | Streamed:
    limit = page_limit(query.limit)
    after = query.after
    if "text/event-stream" in request.accept and request.last_event_id and request.last_event_id.isdecimal():
        after = int(request.last_event_id[:16])
    page = await _page(services, request, reads, after, limit)
    if "text/event-stream" not in request.accept:
        return page
    if _following[actor.user_id] >= FOLLOWING_AT_MOST:
        raise TooMany(message="That is enough open logs at once. Close one of them.", retry_after=SILENCE)
    return Streamed(_counted(actor.user_id, _follow(services, request, reads, page)))


async def _counted(user_id: str, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces, and one more open log of theirs until the last. Looks again: many may have asked at once."""
    _following[user_id] += 1
    try:
        if _following[user_id] <= FOLLOWING_AT_MOST:
            async for piece in pieces:
                yield piece
    finally:
        _following[user_id] -= 1
        if not _following[user_id]:
            del _following[user_id]


async def _page(services: Services, request: RequestInfo, reads: Reads, after: int | None, limit: int) -> LogPage:
    def read(tx: Tx) -> LogPage:
        actor = services.actor_of(tx, request.token or "")
        if actor is None:
            raise NotSignedIn
        return reads(tx, actor.user_id, after=after, limit=limit)

    return await services.database.read(read)


async def _follow(services: Services, request: RequestInfo, reads: Reads, page: LogPage) -> AsyncIterator[bytes]:
    """Ends when the session ends or the log is theirs no more: both are looked at again with every page."""
    silent = 0.0
    while True:
        for event in page.events:
            yield b"id: %d\nevent: %s\ndata: %s\n\n" % (event.seq, event.type.encode(), msgspec.json.encode(event))
            silent = 0.0
        if page.next_after >= page.head:
            await asyncio.sleep(PAUSE)
            silent += PAUSE
        if silent >= SILENCE:
            # With an id and no data nothing is told, but whoever comes back begins there.
            yield b": alive\nid: %d\n\n" % page.next_after
            silent = 0.0
        try:
            page = await _page(services, request, reads, page.next_after, 200)
        except DomainError:
            return
