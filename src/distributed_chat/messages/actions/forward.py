"""Forwarding: a copy by whoever passes it on, which goes when its original goes (docs/decisions/0012)."""

from distributed_chat import streams
from distributed_chat.conversations.actions import take_number
from distributed_chat.conversations.policy import given_id
from distributed_chat.conversations.queries import Conversation, found
from distributed_chat.conversations.schemas import Entity, File
from distributed_chat.db import Tx
from distributed_chat.files.actions import attach_copies
from distributed_chat.kernel.actor import Actor
from distributed_chat.messages.actions.send import Sent
from distributed_chat.messages.actions.writing import Draft, post, write_row
from distributed_chat.messages.errors import MessageIsDeleted, PollsStay
from distributed_chat.messages.queries.rows import Extras, Row, entities_of, row_of
from distributed_chat.messages.queries.single import message_of
from distributed_chat.messages.schemas import ForwardForm


def forward_message(tx: Tx, actor: Actor, message_id: str, form: ForwardForm) -> Sent:
    """Writes a copy into another conversation, or the same. It calls nobody, and says who wrote it first.

    Emits `message.posted` there. Raises `NotFound` for either side, `IdTaken`, `ChatIsReadOnly`, `MessageIsDeleted`,
    `PollsStay`.
    """
    copy_id = given_id(form.id)
    before = streams.creation(tx, copy_id, actor.user_id, form, place=message_id)
    if before is not None:
        found(tx, form.conversation_id, actor.user_id)
        return Sent(message_of(tx, copy_id), *before, again=True)
    source, here, there = _locked(tx, actor, message_id, form.conversation_id)
    draft = _draft(copy_id, actor, source, here, there)
    place = take_number(tx, there.id, actor.user_id, stream=there.stream)
    write_row(tx, draft, place.number)
    files = _copies(tx, draft, source, place.number) if source.extras & Extras.FILES else []
    posted = post(tx, draft, place, files=files)
    streams.remember(tx, copy_id, actor.user_id, form, place.stream, posted.seq, place=message_id)
    return Sent(posted.message, place.stream, posted.seq, again=False)


def _locked(tx: Tx, actor: Actor, message_id: str, target_id: str) -> tuple[Row, Conversation, Conversation]:
    """Both streams: whoever deletes the original sees the copy, or this sees that it is deleted."""
    source_id = row_of(tx, message_id).conversation_id
    places = (source_id, target_id)
    streams.lock(tx, *(found(tx, id, actor.user_id).stream for id in places))
    here, there = (found(tx, id, actor.user_id) for id in places)
    source = row_of(tx, message_id)
    if source.deleted_at is not None:
        raise MessageIsDeleted
    if source.extras & Extras.POLL:
        raise PollsStay
    return source, here, there


def _draft(copy_id: str, actor: Actor, source: Row, here: Conversation, there: Conversation) -> Draft:
    return Draft(
        copy_id,
        there.id,
        actor.user_id,
        source.text,
        source.kind,
        entities=_kept(source, is_same_group=here.group_id == there.group_id),
        source=source,
        extras=source.extras & Extras.FILES,
    )


def _kept(source: Row, *, is_same_group: bool) -> list[Entity]:
    """Nobody is called by a copy; rooms and emoji mean something in their own group alone."""
    kept = {"room", "emoji"} if is_same_group else set[str]()
    return [entity for entity in entities_of(source.entities) if entity.type in kept]


def _copies(tx: Tx, draft: Draft, source: Row, number: int) -> list[File]:
    """Files of their own, on the same bytes."""
    return attach_copies(tx, draft.author_id, source.id, draft.conversation_id, draft.id, number=number)
