"""Editing: other words, and the ones before stay to be seen."""

from sqlalchemy import func, insert, select, update

from distributed_chat import streams
from distributed_chat.conversations.actions import mention
from distributed_chat.conversations.schemas import Entity
from distributed_chat.db import Tx
from distributed_chat.embeds.actions import look_at_links
from distributed_chat.kernel import text
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages import policy
from distributed_chat.messages.actions.changing import Changed, Locked, changed, locked_alive
from distributed_chat.messages.actions.entities import called_by, checked_entities
from distributed_chat.messages.actions.writing import has_links
from distributed_chat.messages.errors import EditedTooOften, MessageIsFixed, NotYourMessage
from distributed_chat.messages.events import MessageEdited
from distributed_chat.messages.queries.rows import Extras, Row, kept_entities, quoted_of
from distributed_chat.messages.schemas import MessageChange
from distributed_chat.messages.tables import message_edits, messages


def edit_message(tx: Tx, actor: Actor, message_id: str, change: MessageChange) -> Changed:
    """Gives a message of mine other words, and calls whom they call. The same words again change nothing.

    Emits `message.edited`. Raises `NotFound`, `MessageIsDeleted`, `NotYourMessage`, `MessageIsFixed`, `EditedTooOften`
    and `Invalid` by field.
    """
    it = locked_alive(tx, message_id, actor.user_id)
    if it.row.author_id != actor.user_id:
        raise NotYourMessage
    if it.row.forwarded_id is not None or it.row.extras & Extras.POLL:
        raise MessageIsFixed
    words = text.body(change.text, "text", may_be_empty=bool(it.row.extras & Extras.FILES))
    entities = checked_entities(tx, it.conversation, actor.user_id, change.entities, words)
    if (words, kept_entities(entities)) == (it.row.text, it.row.entities):
        return changed(tx, it)
    _keep_version(tx, it.row)
    _rewrite(tx, it.row, words, entities)
    seq = _tell(tx, it, words, entities)
    if it.row.extras & Extras.LINKS or has_links(words):
        look_at_links(tx, it.conversation.id, message_id, words, author_id=actor.user_id, edited=True)
    return changed(tx, it, seq)


def _keep_version(tx: Tx, row: Row) -> None:
    count = select(func.count()).where(message_edits.c.message_id == row.id)
    versions = tx.conn.execute(count).scalar_one()
    if versions >= policy.MOST_EDITS:
        raise EditedTooOften
    tx.conn.execute(
        insert(message_edits).values(
            message_id=row.id,
            version=versions + 1,
            text=row.text,
            entities=row.entities,
            written_at=row.edited_at or row.sent_at,
        )
    )


def _rewrite(tx: Tx, row: Row, words: str, entities: list[Entity]) -> None:
    extras = row.extras | (Extras.LINKS if has_links(words) else 0)
    values = {"text": words, "entities": kept_entities(entities), "edited_at": tx.now, "extras": int(extras)}
    tx.conn.execute(update(messages).where(messages.c.id == row.id).values(**values))
    called = called_by(entities) | ({row.reply_to_author_id} if row.reply_to_author_id else set())
    mention(tx, row.id, called, timeline_id=row.timeline_id, number=row.number, author_id=row.author_id)


def _tell(tx: Tx, it: Locked, words: str, entities: list[Entity]) -> int:
    row = it.row
    edited = MessageEdited(
        conversation_id=row.conversation_id,
        message_id=row.id,
        number=row.number,
        author_id=row.author_id,
        thread_of=row.thread_of,
        reply_to=quoted_of(row),
        text=words,
        entities=entities,
        edited_at=rfc3339(tx.now),
    )
    return streams.append(tx, it.stream, edited, subject=row.id).seq
