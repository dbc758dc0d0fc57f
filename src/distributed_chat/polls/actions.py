"""What happens to polls. Each public verb is one change a person can see, in one transaction.

`open_poll` and `forget_poll` are called by `messages`, which owns the message and says so in the log.
"""

from msgspec import Struct
from sqlalchemy import delete, insert, update

from distributed_chat import streams
from distributed_chat.conversations.queries import streams_of
from distributed_chat.conversations.schemas import Poll, PollOption
from distributed_chat.db import Tx
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.ids import user_stream
from distributed_chat.polls import policy
from distributed_chat.polls.events import PollChanged, PollVoted, VoteCast
from distributed_chat.polls.queries import PollRow, choice_of, found_poll, option_count, poll_of, row_of
from distributed_chat.polls.schemas import PollForm
from distributed_chat.polls.tables import poll_options, polls, votes

CLOSE_POLL = "close_poll"


class PollToClose(Struct, frozen=True):
    """What the job of that kind is about."""

    message_id: str


def check_poll(tx: Tx, form: PollForm) -> None:
    """Before the first write: whether `open_poll` would take it. Raises `Invalid` with the field `poll`."""
    policy.option_texts(form)
    policy.closing_time(form, tx.now)


def open_poll(tx: Tx, conversation_id: str, message_id: str, author_id: str, form: PollForm) -> Poll:
    """Writes the poll of a new message; the message's own event shows it. With a closing time, leaves a job.

    Raises `Invalid` with the field `poll`, before anything is written.
    """
    texts, closes_at = policy.option_texts(form), policy.closing_time(form, tx.now)
    row = {"message_id": message_id, "conversation_id": conversation_id, "author_id": author_id}
    kind = {"multiple": form.multiple, "anonymous": form.anonymous, "closes_at": closes_at}
    tx.conn.execute(insert(polls).values(**row, **kind))
    options = [{"message_id": message_id, "place": place, "text": text} for place, text in enumerate(texts)]
    tx.conn.execute(insert(poll_options), options)
    if closes_at is not None:
        enqueue(tx, CLOSE_POLL, message_id, PollToClose(message_id), due=closes_at)
    return Poll(
        options=[PollOption(text=text) for text in texts],
        multiple=form.multiple,
        anonymous=form.anonymous,
        closes_at=None if closes_at is None else rfc3339(closes_at),
    )


def forget_poll(tx: Tx, message_id: str) -> None:
    """The message is deleted: options and votes go with it. Without a poll it changes nothing."""
    for table in (votes, poll_options, polls):
        tx.conn.execute(delete(table).where(table.c.message_id == message_id))


def vote(tx: Tx, actor: Actor, message_id: str, options: list[int]) -> Poll:
    """Chooses these options and no others; none of them takes the vote back. The same as before changes nothing.

    Emits `poll.voted`; of an anonymous poll `poll.changed`, and `vote.cast` in my `user:`. Raises `NotFound`,
    `PollIsClosed`, and `Invalid` with the field `options`.
    """
    _, stream = found_poll(tx, message_id, actor.user_id)
    streams.lock(tx, stream, user_stream(actor.user_id))
    row, stream = found_poll(tx, message_id, actor.user_id)
    policy.check_is_open(row.closes_at, row.closed_at, tx.now)
    wanted = policy.chosen(options, count=option_count(tx, message_id), multiple=row.multiple)
    before = choice_of(tx, actor.user_id, message_id)
    if wanted == before:
        return poll_of(tx, message_id)
    _rewrite(tx, actor.user_id, message_id, before, wanted)
    poll = poll_of(tx, message_id)
    _tell(tx, actor.user_id, stream, row, poll, wanted)
    return poll


class OldPoll(Struct, frozen=True, kw_only=True):
    """A poll from elsewhere, as it was: `votes` are (user, place, instant). Instants are microseconds."""

    options: tuple[str, ...]
    multiple: bool
    anonymous: bool
    closes_at: int | None
    closed_at: int | None
    votes: tuple[tuple[str, int, int], ...]


def keep_old_poll(tx: Tx, conversation_id: str, message_id: str, author_id: str, old: OldPoll) -> None:
    """The poll of a message that is brought here with its votes. One whose time has passed is closed."""
    overdue = old.closes_at is not None and old.closes_at <= tx.now
    closed_at = old.closes_at if overdue and old.closed_at is None else old.closed_at
    row = {"message_id": message_id, "conversation_id": conversation_id, "author_id": author_id}
    kind = {"multiple": old.multiple, "anonymous": old.anonymous, "closes_at": old.closes_at, "closed_at": closed_at}
    tx.conn.execute(insert(polls).values(**row, **kind))
    options = [{"message_id": message_id, "place": place, "text": text} for place, text in enumerate(old.options)]
    tx.conn.execute(insert(poll_options), options)
    cast = [
        {"message_id": message_id, "user_id": user_id, "place": place, "cast_at": at}
        for user_id, place, at in old.votes
    ]
    if cast:
        tx.conn.execute(insert(votes), cast)
    if old.closes_at is not None and closed_at is None:
        enqueue(tx, CLOSE_POLL, message_id, PollToClose(message_id), due=old.closes_at)


def close_poll(tx: Tx, actor: Actor, message_id: str) -> Poll:
    """Its author ends it early. Emits `poll.changed`; one that is closed already stays as it is.

    Raises `NotFound`, `NotAllowed`.
    """
    _, stream = found_poll(tx, message_id, actor.user_id)
    streams.lock(tx, stream)
    row, stream = found_poll(tx, message_id, actor.user_id)
    policy.check_may_close(row.author_id, actor.user_id)
    if row.closed_at is None:
        _close(tx, row, stream, tx.now if row.closes_at is None else min(tx.now, row.closes_at))
    return poll_of(tx, message_id)


def close_when_due(tx: Tx, message_id: str) -> None:
    """Its time has come. Emits `poll.changed`, unless it is closed or gone."""
    row = row_of(tx, message_id)
    stream = None if row is None else streams_of(tx, [row.conversation_id]).get(row.conversation_id)
    if stream is None:
        return
    streams.lock(tx, stream)
    row = row_of(tx, message_id)
    if row is not None and row.closed_at is None and row.closes_at is not None and row.closes_at <= tx.now:
        _close(tx, row, stream, row.closes_at)


def _rewrite(tx: Tx, user_id: str, message_id: str, before: list[int], wanted: list[int]) -> None:
    """What stays chosen keeps its moment, and so its place among the voters."""
    mine = (votes.c.message_id == message_id) & (votes.c.user_id == user_id)
    tx.conn.execute(delete(votes).where(mine, votes.c.place.not_in(wanted)))
    row = {"message_id": message_id, "user_id": user_id, "cast_at": tx.now}
    new = [{**row, "place": place} for place in wanted if place not in before]
    if new:
        tx.conn.execute(insert(votes), new)


def _tell(tx: Tx, user_id: str, stream: str, row: PollRow, poll: Poll, options: list[int]) -> None:
    where = {"conversation_id": row.conversation_id, "message_id": row.message_id}
    if row.anonymous:
        streams.append(tx, stream, PollChanged(**where, poll=poll), subject=row.message_id)
        cast = VoteCast(message_id=row.message_id, options=options)
        streams.append(tx, user_stream(user_id), cast, subject=row.message_id)
    else:
        streams.append(tx, stream, PollVoted(**where, user_id=user_id, options=options), subject=row.message_id)


def _close(tx: Tx, row: PollRow, stream: str, closed_at: int) -> None:
    tx.conn.execute(update(polls).where(polls.c.message_id == row.message_id).values(closed_at=closed_at))
    changed = PollChanged(
        conversation_id=row.conversation_id, message_id=row.message_id, poll=poll_of(tx, row.message_id)
    )
    streams.append(tx, stream, changed, subject=row.message_id)
