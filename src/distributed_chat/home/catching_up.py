"""Catch me up: what happened since my markers, for one who was away. No model, no cloud: counts, and a few lists.

A constant number of statements, each along an index and with an end, however much was said.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from distributed_chat.conversations.queries import Unread, all_readable, markers_of, unread_by
from distributed_chat.conversations.schemas import Marker, Message
from distributed_chat.db import Tx
from distributed_chat.home.queries import caught_up_at, thread_markers_of
from distributed_chat.home.schemas import CatchUp, MissedIn
from distributed_chat.kernel.clock import DAY, rfc3339
from distributed_chat.messages.queries import catching_up as missed
from distributed_chat.messages.queries import company_of, messages_by_ids
from distributed_chat.polls.queries import open_polls_in

MOST = 50
"""Conversations, and messages in each list but the next."""
MOST_REACTED = 10
WITHIN = 30 * DAY
"""Of threads and polls, which have no end of their own: what is older is not news."""


class _Threads(NamedTuple):
    """Replies that were not read, the newest first, and how many there are in each conversation."""

    reply_ids: list[str]
    counts: Mapping[str, int]


def catch_up(tx: Tx, user_id: str) -> CatchUp:
    """Everything since my markers, of what I may read; `CatchUp` says in which order and how much."""
    unread = unread_by(tx, user_id)
    markers = {marker.conversation_id: marker for marker in markers_of(tx, user_id) if marker.mentions}
    called = [row.id for row in missed.rows_at(tx, _newest_mentions(markers))]
    threads = _threads(tx, user_id)
    reacted = missed.most_reacted(tx, user_id, _busiest(unread), most=MOST_REACTED)
    polls = _open_polls(tx, user_id)
    found = messages_by_ids(tx, {*called, *threads.reply_ids, *reacted, *polls})
    named = {id for id in called if id in found and is_named(found[id], user_id)}
    mentions = _newest(found, named)
    replies = _newest(found, {*called, *threads.reply_ids} - named)
    liked = [found[id] for id in reacted if id in found]
    asked = [it for it in _newest(found, polls) if it.sent_at > rfc3339(tx.now - WITHIN)]
    company = company_of(tx, list({it.id: it for it in (*mentions, *replies, *liked, *asked)}.values()), user_id)
    return CatchUp(
        conversations=_conversations(unread, markers, threads.counts),
        mentions=mentions,
        replies=replies,
        most_reacted=liked,
        polls=asked,
        users=company.users,
        quoted=company.quoted,
        votes=company.votes,
    )


def is_named(message: Message, user_id: str) -> bool:
    """By name, or with everybody; whoever is only answered is not."""
    return any(it.type in {"all", "here"} or it.user_id == user_id for it in message.entities)


def _newest_mentions(markers: Mapping[str, Marker]) -> dict[str, list[int]]:
    """Fewer of each conversation when there are many: two hundred looks, or ten in each of fifty."""
    some = sorted(markers.values(), key=lambda marker: len(marker.mentions), reverse=True)[:MOST]
    each = min(MOST, max(10, 200 // max(1, len(some))))
    return {marker.conversation_id: marker.mentions[-each:] for marker in some}


def _threads(tx: Tx, user_id: str) -> _Threads:
    """In threads of mine, after what I read and wrote there, and after I said that I have seen everything."""
    since = max(caught_up_at(tx, user_id), tx.now - WITHIN)
    threads = {thread.message_id: thread.conversation_id for thread in missed.threads_of(tx, user_id, since=since)}
    read = thread_markers_of(tx, user_id, threads)
    wrote = missed.last_own_replies(tx, user_id, threads)
    news = [
        reply
        for reply in missed.replies_in(tx, user_id, threads, since=since)
        if reply.number > max(read.get(reply.message_id, 0), wrote.get(reply.message_id, 0))
    ]
    news.sort(key=lambda reply: (reply.sent_at, reply.id), reverse=True)
    counts = Counter(threads[reply.message_id] for reply in news)
    return _Threads([reply.id for reply in news[:MOST]], counts)


def _busiest(unread: Sequence[Unread]) -> list[Unread]:
    return sorted(unread, key=lambda one: one.last_number - one.begin, reverse=True)[:MOST]


def _open_polls(tx: Tx, user_id: str) -> list[str]:
    """Ids begin with their time, so the last are the newest."""
    readable = [row.id for row in tx.conn.execute(all_readable(user_id))]
    return open_polls_in(tx, readable, not_voted_by=user_id)[-MOST:]


def _newest(found: Mapping[str, Message], ids: Iterable[str]) -> list[Message]:
    there = [found[id] for id in ids if id in found]
    return sorted(there, key=lambda it: (it.sent_at, it.id), reverse=True)[:MOST]


def _conversations(
    unread: Collection[Unread], markers: Mapping[str, Marker], replies: Mapping[str, int]
) -> list[MissedIn]:
    """Where I am meant first, then where most was said."""
    counts = {one.conversation_id: one.last_number - one.begin + 1 for one in unread}
    places = [
        MissedIn(
            conversation_id=id,
            unread=counts.get(id, 0),
            mentions=len(markers[id].mentions) if id in markers else 0,
            thread_replies=replies.get(id, 0),
        )
        for id in sorted({*counts, *replies})
    ]
    places.sort(key=lambda place: (place.mentions, place.unread + place.thread_replies), reverse=True)
    return places[:MOST]
