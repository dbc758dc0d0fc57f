"""Reactions: one emoji of one person, once."""

from sqlalchemy import delete, func, insert, select, update

from distributed_chat import streams
from distributed_chat.conversations.queries import Conversation
from distributed_chat.db import Tx
from distributed_chat.emoji.queries import is_emoji_of
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.emoji import one_emoji
from distributed_chat.messages import policy
from distributed_chat.messages.actions.changing import Changed, changed, locked_alive, mark_extras
from distributed_chat.messages.errors import NotAnEmoji
from distributed_chat.messages.events import ReactionAdded, ReactionRemoved
from distributed_chat.messages.queries.rows import Extras
from distributed_chat.messages.tables import reactions


def add_reaction(tx: Tx, actor: Actor, message_id: str, emoji: str) -> Changed:
    """`emoji` is one emoji, however it is spelled, or the id of one that the group made. Twice changes nothing.

    Emits `reaction.added`. Raises `NotFound`, `MessageIsDeleted`, `NotAnEmoji`, `TooManyReactions`.
    """
    it = locked_alive(tx, message_id, actor.user_id)
    chosen = _checked_emoji(tx, it.conversation, emoji)
    given = _given(tx, message_id)
    mine = {one for one, user_id in given if user_id == actor.user_id}
    if chosen in mine:
        return changed(tx, it)
    policy.check_reaction(chosen, all_of_them={one for one, _ in given}, mine=mine, given=len(given))
    where = {"conversation_id": it.row.conversation_id, "message_id": message_id}
    added = ReactionAdded(**where, emoji=chosen, user_id=actor.user_id)
    seq = streams.append(tx, it.stream, added, subject=message_id).seq
    row = {"message_id": message_id, "emoji": chosen, "user_id": actor.user_id, "seq": seq}
    tx.conn.execute(insert(reactions).values(**row))
    mark_extras(tx, it.row, Extras.REACTIONS)
    return changed(tx, it, seq)


def remove_reaction(tx: Tx, actor: Actor, message_id: str, emoji: str) -> Changed:
    """Takes mine back. None there changes nothing. Emits `reaction.removed`. Raises `NotFound`, `MessageIsDeleted`."""
    it = locked_alive(tx, message_id, actor.user_id)
    spelled = one_emoji(emoji) or emoji
    mine = (
        (reactions.c.message_id == message_id) & (reactions.c.emoji == spelled) & (reactions.c.user_id == actor.user_id)
    )
    place = tx.conn.execute(select(reactions.c.seq).where(mine)).scalar()
    if place is None:
        return changed(tx, it)
    tx.conn.execute(delete(reactions).where(mine))
    _keep_place(tx, message_id, spelled, place)
    where = {"conversation_id": it.row.conversation_id, "message_id": message_id}
    removed = ReactionRemoved(**where, emoji=spelled, user_id=actor.user_id)
    return changed(tx, it, streams.append(tx, it.stream, removed, subject=message_id).seq)


def _keep_place(tx: Tx, message_id: str, emoji: str, place: int) -> None:
    """Whoever gave it next stands where the first stood: no emoji moves because somebody took theirs back."""
    same = (reactions.c.message_id == message_id) & (reactions.c.emoji == emoji)
    following = tx.conn.execute(select(func.min(reactions.c.seq)).where(same)).scalar()
    if following is not None and following > place:
        tx.conn.execute(update(reactions).where(same & (reactions.c.seq == following)).values(seq=place))


def _checked_emoji(tx: Tx, conversation: Conversation, emoji: str) -> str:
    spelled = one_emoji(emoji)
    if spelled is not None:
        return spelled
    if not is_emoji_of(tx, emoji, conversation.group_id):
        raise NotAnEmoji(field="emoji")
    return emoji


def _given(tx: Tx, message_id: str) -> list[tuple[str, str]]:
    rows = select(reactions.c.emoji, reactions.c.user_id).where(reactions.c.message_id == message_id)
    return [(row.emoji, row.user_id) for row in tx.conn.execute(rows)]
