"""Sending a message: the hot path of the whole server, so its statements are prepared and counted (tests/messages)."""

from typing import NamedTuple

from distributed_chat import streams
from distributed_chat.conversations.actions import Place, check_is_answered, take_number
from distributed_chat.conversations.policy import given_id
from distributed_chat.conversations.queries import found
from distributed_chat.conversations.schemas import File, Message, Poll
from distributed_chat.db import Tx
from distributed_chat.files.actions import attach, check_are_mine
from distributed_chat.kernel import text
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.messages.actions.entities import checked_entities
from distributed_chat.messages.actions.writing import Draft, post, take_thread_number, write_row
from distributed_chat.messages.errors import MessageIsDeleted, NotInTheConversation
from distributed_chat.messages.queries import message_of
from distributed_chat.messages.queries.rows import Extras, Row, row_of
from distributed_chat.messages.schemas import MessageForm
from distributed_chat.polls.actions import check_poll, open_poll


class Sent(NamedTuple):
    """A message, and where it stands in the log. `again`: the same request sent it before."""

    message: Message
    stream: str
    seq: int
    again: bool


def send_message(
    tx: Tx, actor: Actor, conversation_id: str, form: MessageForm, *, believed_stream: str | None = None
) -> Sent:
    """Writes a message with the next number of its conversation, and moves the author's own marker to it.

    In a thread it gets the next number of the thread and moves nothing. Emits `message.posted`. `believed_stream`: see
    `take_number`. Raises `NotFound`, `IdTaken`, `ChatIsReadOnly`, `MessageIsDeleted` and `Invalid` by field, for
    files and polls too.
    """
    message_id = given_id(form.id)
    before = streams.creation(tx, message_id, actor.user_id, form, place=conversation_id)
    if before is not None:
        found(tx, conversation_id, actor.user_id)
        return Sent(message_of(tx, message_id), *before, again=True)
    # Before the first write: what is refused then costs the others nothing.
    words = text.body(form.text, "text", may_be_empty=bool(form.file_ids) and form.poll is None)
    if form.poll is not None:
        check_poll(tx, form.poll)
    check_are_mine(tx, actor.user_id, form.file_ids)
    draft = Draft(message_id, conversation_id, actor.user_id, words, form.kind)
    if form.entities or form.reply_to or form.thread_of:
        draft, believed_stream = _checked(tx, draft, form)
    place = _place(tx, draft, believed_stream)
    write_row(tx, draft._replace(extras=_extras(form)), place.number)
    files, poll = _attached(tx, draft, form, place.number)
    posted = post(tx, draft, place, files=files, poll=poll)
    streams.remember(tx, message_id, actor.user_id, form, place.stream, posted.seq, place=conversation_id)
    return Sent(posted.message, place.stream, posted.seq, again=False)


def _checked(tx: Tx, draft: Draft, form: MessageForm) -> tuple[Draft, str]:
    """The draft with what it refers to, and the stream, which is locked: nothing of it changes before the commit."""
    stream = found(tx, draft.conversation_id, draft.author_id).stream
    streams.lock(tx, stream)
    conversation = found(tx, draft.conversation_id, draft.author_id)
    root = None if form.thread_of is None else _root(tx, draft.conversation_id, form.thread_of)
    if root is not None:
        check_is_answered(tx, conversation, draft.author_id)
    return (
        draft._replace(
            entities=checked_entities(tx, conversation, draft.author_id, form.entities, draft.text),
            quoted=None if form.reply_to is None else _quoted(tx, draft.conversation_id, root, form.reply_to),
            root=root,
        ),
        stream,
    )


def _root(tx: Tx, conversation_id: str, message_id: str) -> Row:
    """Raises `NotInTheConversation`, and `MessageIsDeleted` where there is no thread yet."""
    root = _row_here(tx, conversation_id, message_id, field="thread_of")
    if root.thread_of is not None:
        raise NotInTheConversation(message="A thread hangs on no reply in a thread.", field="thread_of")
    if root.deleted_at is not None and root.thread_last_at is None:
        raise MessageIsDeleted(field="thread_of")
    return root


def _quoted(tx: Tx, conversation_id: str, root: Row | None, message_id: str) -> Row:
    """In the conversation, or in the same thread. It may be deleted meanwhile: then the quote says so."""
    quoted = _row_here(tx, conversation_id, message_id, field="reply_to")
    if quoted.thread_of not in {None, root.id if root else None}:
        raise NotInTheConversation(field="reply_to")
    return quoted


def _row_here(tx: Tx, conversation_id: str, message_id: str, *, field: str) -> Row:
    try:
        row = row_of(tx, message_id)
    except NotFound:
        raise NotInTheConversation(field=field) from None
    if row.conversation_id != conversation_id:
        raise NotInTheConversation(field=field)
    return row


def _place(tx: Tx, draft: Draft, stream: str | None) -> Place:
    if draft.root is None or stream is None:
        return take_number(tx, draft.conversation_id, draft.author_id, stream=stream)
    return Place(take_thread_number(tx, draft.root, draft.author_id), stream)


def _extras(form: MessageForm) -> Extras:
    return (Extras.FILES if form.file_ids else Extras(0)) | (Extras.POLL if form.poll else Extras(0))


def _attached(tx: Tx, draft: Draft, form: MessageForm, number: int) -> tuple[list[File], Poll | None]:
    """What hangs on it from now on. Raises `FileIsNotYours`, and `Invalid` with the field `poll`."""
    poll = None if form.poll is None else open_poll(tx, draft.conversation_id, draft.id, draft.author_id, form.poll)
    if not form.file_ids:
        return [], poll
    place = (draft.author_id, draft.conversation_id, draft.id)
    return attach(tx, *place, form.file_ids, number=number, thread_of=form.thread_of), poll
