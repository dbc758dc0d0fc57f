"""Drafts: one for each conversation and each thread. Last write wins, and words that were given up are erased."""

import msgspec
from sqlalchemy import delete

from distributed_chat import db, streams
from distributed_chat.conversations.queries import found
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import new_id, user_stream
from distributed_chat.later import policy
from distributed_chat.later.errors import TooManyDrafts
from distributed_chat.later.events import DraftChanged
from distributed_chat.later.queries import DraftRow, count_drafts, draft, draft_row
from distributed_chat.later.schemas import Draft, DraftForm
from distributed_chat.later.tables import drafts
from distributed_chat.messages.queries import message_place


def keep_draft(tx: Tx, actor: Actor, conversation_id: str, form: DraftForm) -> Draft:
    """What I began to write there, in place of what there was; with no text it is gone.

    Emits `draft.changed` when something is different, and erases those before it. Raises `NotFound`, `TooManyDrafts`
    and `Invalid` for the text.
    """
    text = policy.draft_text(form.text)
    stream = user_stream(actor.user_id)
    streams.lock(tx, stream)
    found(tx, conversation_id, actor.user_id)
    place_id = _place(tx, conversation_id, form.thread_of)
    before = draft_row(tx, actor.user_id, place_id)
    after = DraftRow(
        id=new_id() if before is None else before.id,
        place_id=place_id,
        conversation_id=conversation_id,
        text=text,
        entities=msgspec.json.encode(form.entities) if text and form.entities else None,
        reply_to=form.reply_to if text else None,
        changed_at=tx.now,
    )
    if not text:
        return _drop(tx, actor.user_id, before, after)
    if before is not None and before._replace(changed_at=tx.now) == after:
        return draft(before)
    if before is None and count_drafts(tx, actor.user_id) >= policy.MOST_DRAFTS:
        raise TooManyDrafts
    row = {"user_id": actor.user_id, **after._asdict()}
    db.upsert(tx, drafts, row, index=["user_id", "place_id"], update=after._asdict())
    streams.erase(tx, after.id)
    streams.append(tx, stream, DraftChanged(draft=draft(after)), subject=after.id)
    return draft(after)


def _drop(tx: Tx, user_id: str, before: DraftRow | None, empty: DraftRow) -> Draft:
    """What is not there stays so."""
    gone = Draft(
        conversation_id=empty.conversation_id,
        text="",
        changed_at=rfc3339(tx.now),
        thread_of=draft(empty).thread_of,
    )
    if before is not None:
        tx.conn.execute(delete(drafts).where(drafts.c.id == before.id))
        streams.erase(tx, before.id)
        streams.append(tx, user_stream(user_id), DraftChanged(draft=gone), subject=user_id)
    return gone


def _place(tx: Tx, conversation_id: str, thread_of: str | None) -> str:
    """Where it would be sent: a thread is below a message of the conversation that is in no thread itself."""
    if thread_of is None:
        return conversation_id
    place = message_place(tx, thread_of)
    if place.conversation_id != conversation_id or place.thread_of is not None:
        raise NotFound
    return thread_of
