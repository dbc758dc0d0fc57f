"""A direct chat is opened here: the same people always find the same one."""

from collections.abc import Sequence
from typing import NamedTuple

from distributed_chat import streams
from distributed_chat.conversations import policy
from distributed_chat.conversations.actions.opening import insert_conversation, open_for, tell_opened
from distributed_chat.conversations.events import ChatCreated
from distributed_chat.conversations.queries import chat_between, chat_of
from distributed_chat.conversations.schemas import Chat, ChatForm
from distributed_chat.db import Tx, advisory_lock
from distributed_chat.groups.queries import share_a_group
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import UserId, chat_stream, user_stream

_FIRST = 1
"""The `seq` of `chat.created`."""


class MadeChat(NamedTuple):
    """`again`: there was a chat of these people already."""

    chat: Chat
    stream: str
    seq: int
    again: bool


def create_chat(tx: Tx, actor: Actor, form: ChatForm) -> MadeChat:
    """The chat of these people and me, made when there is none.

    A new one needs a group in common with each of them; one that is there goes on without. Emits `chat.created` as the
    first event of `chat:` and `stream.opened` to each. Raises `NotFound` for strangers and for nobody alike, `IdTaken`.
    """
    chat_id = policy.given_id(form.id)
    people = policy.chat_people(actor.user_id, form.user_ids)
    before = streams.creation(tx, chat_id, actor.user_id, form)
    if tx.dialect == "postgresql":
        # Two at once: the second waits here and then finds the first's, instead of failing at the unique index.
        tx.conn.execute(advisory_lock(f"chat:{policy.people_key(people)}"))
    there = chat_between(tx, people)
    if there is None:
        return _made(tx, actor, chat_id, people, form)
    if before is None and form.id is not None:
        streams.remember(tx, chat_id, actor.user_id, form, chat_stream(there), _FIRST)
    return MadeChat(chat_of(tx, there), chat_stream(there), _FIRST, again=True)


def _made(tx: Tx, actor: Actor, chat_id: str, people: Sequence[UserId], form: ChatForm) -> MadeChat:
    # Whoever leaves a group gets an event in their own stream, so under these locks what is in common stays so.
    streams.lock(tx, *map(user_stream, people))
    others = set(people) - {actor.user_id}
    if share_a_group(tx, actor.user_id, others) != others:
        raise NotFound
    made = open_chat(tx, chat_id, people, made_by=actor.user_id)
    streams.remember(tx, chat_id, actor.user_id, form, made.stream, made.seq)
    return made


def open_chat(tx: Tx, chat_id: str, people: Sequence[UserId], *, made_by: str) -> MadeChat:
    """For those who have checked, under the locks on everybody's streams."""
    stream = chat_stream(chat_id)
    key = policy.people_key(people)
    insert_conversation(tx, id=chat_id, kind="chat", stream=stream, topic="", created_by=made_by, people=key)
    open_for(tx, chat_id, stream, people)
    chat = chat_of(tx, chat_id)
    # Its own id as the subject: it names several people, and whoever of them deletes their account blanks it.
    seq = streams.append(tx, stream, ChatCreated(chat=chat), subject=chat_id).seq
    tell_opened(tx, stream, people)
    return MadeChat(chat, stream, seq, again=False)
