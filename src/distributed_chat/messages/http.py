"""The routes of messages."""

from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import ConversationId, MessageId
from distributed_chat.messages import actions, queries
from distributed_chat.messages.actions import Changed
from distributed_chat.messages.known_streams import KnownStreams
from distributed_chat.messages.schemas import (
    EditsAnswer,
    ForwardForm,
    MessageAnswer,
    MessageChange,
    MessageChanged,
    MessageForm,
    MessagePage,
    MessageSent,
    PageCut,
    PinsAnswer,
)
from distributed_chat.web import Repeat, Routes

routes = Routes("messages", service="messages")

known_streams = KnownStreams()

_HANGING = ("file_is_not_yours", "options_are_alike", "closing_time_is_wrong")
_WORDS = ("empty", "too_long", "text_not_storable", "entity_is_not_valid")


@routes.query("GET", "/api/conversations/{conversation_id}/messages")
def list_messages(tx: Tx, actor: Actor, conversation_id: ConversationId, query: PageCut) -> MessagePage:
    """The newest page, or the one before, after or around a message's number; with `thread_of` those of a thread."""
    return queries.messages_page(tx, conversation_id, actor.user_id, query)


@routes.command(
    "POST",
    "/api/conversations/{conversation_id}/messages",
    status=201,
    errors=("id_taken", "chat_is_read_only", "message_is_deleted", "not_in_the_conversation", *_WORDS, *_HANGING),
    limit="600/minute",
    stream_hint=lambda values: known_streams.get(values["conversation_id"]),
)
def post_message(
    tx: Tx, actor: Actor, conversation_id: ConversationId, body: MessageForm
) -> MessageSent | Repeat[MessageSent]:
    """Sends a message. With an id of your own it is safe to send again."""
    believed = known_streams.get(conversation_id)
    sent = actions.send_message(tx, actor, conversation_id, body, believed_stream=believed)
    if sent.stream != believed:
        tx.after_commit(lambda: known_streams.remember(conversation_id, sent.stream))
    answer = MessageSent(message=sent.message, stream=sent.stream, seq=sent.seq)
    return Repeat(answer) if sent.again else answer


@routes.query("GET", "/api/conversations/{conversation_id}/pins")
def list_pins(tx: Tx, actor: Actor, conversation_id: ConversationId) -> PinsAnswer:
    """What is pinned there, in threads too, pinned last first."""
    return queries.pins_in(tx, conversation_id, actor.user_id)


@routes.query("GET", "/api/messages/{message_id}")
def read_message(tx: Tx, actor: Actor, message_id: MessageId) -> MessageAnswer:
    """One message, as in a page. A deleted one is there without what was in it."""
    return queries.message_answer(tx, message_id, actor.user_id)


@routes.command(
    "PATCH",
    "/api/messages/{message_id}",
    errors=("not_your_message", "message_is_deleted", "message_is_fixed", "edited_too_often", *_WORDS),
    limit="120/minute",
)
def edit_message(tx: Tx, actor: Actor, message_id: MessageId, body: MessageChange) -> MessageChanged:
    """Gives a message of mine other words. What it said before stays to be seen by whoever reads it."""
    return _answer(actions.edit_message(tx, actor, message_id, body))


@routes.command("DELETE", "/api/messages/{message_id}", errors=("not_allowed",), limit="300/minute")
def delete_message(tx: Tx, actor: Actor, message_id: MessageId) -> MessageChanged:
    """For its author, or in a room an owner or admin of the group. What was in it is gone, from the log too."""
    return _answer(actions.delete_message(tx, actor, message_id))


@routes.query("GET", "/api/messages/{message_id}/edits")
def list_edits(tx: Tx, actor: Actor, message_id: MessageId) -> EditsAnswer:
    """What a message said before, the oldest first."""
    return EditsAnswer(edits=queries.edits_of(tx, message_id, actor.user_id))


@routes.command(
    "PUT",
    "/api/messages/{message_id}/reactions/{emoji}",
    errors=("not_an_emoji", "too_many_reactions", "message_is_deleted"),
    limit="300/minute",
)
def add_reaction(tx: Tx, actor: Actor, message_id: MessageId, emoji: str) -> MessageChanged:
    """Reacts with one emoji, in percent encoding, or with the id of one that the group made."""
    return _answer(actions.add_reaction(tx, actor, message_id, emoji))


@routes.command(
    "DELETE", "/api/messages/{message_id}/reactions/{emoji}", errors=("message_is_deleted",), limit="300/minute"
)
def remove_reaction(tx: Tx, actor: Actor, message_id: MessageId, emoji: str) -> MessageChanged:
    """Takes a reaction of mine back."""
    return _answer(actions.remove_reaction(tx, actor, message_id, emoji))


@routes.command(
    "PUT", "/api/messages/{message_id}/pin", errors=("too_many_pins", "message_is_deleted"), limit="120/minute"
)
def pin_message(tx: Tx, actor: Actor, message_id: MessageId) -> MessageChanged:
    """Keeps a message at hand for everybody in the conversation, 100 at most."""
    return _answer(actions.pin_message(tx, actor, message_id))


@routes.command("DELETE", "/api/messages/{message_id}/pin", errors=("message_is_deleted",), limit="120/minute")
def unpin_message(tx: Tx, actor: Actor, message_id: MessageId) -> MessageChanged:
    return _answer(actions.unpin_message(tx, actor, message_id))


@routes.command(
    "POST",
    "/api/messages/{message_id}/forward",
    status=201,
    errors=("id_taken", "chat_is_read_only", "message_is_deleted", "polls_stay"),
    limit="120/minute",
)
def forward_message(
    tx: Tx, actor: Actor, message_id: MessageId, body: ForwardForm
) -> MessageSent | Repeat[MessageSent]:
    """Copies a message into a conversation where I may post. The copy goes when the original is deleted."""
    sent = actions.forward_message(tx, actor, message_id, body)
    answer = MessageSent(message=sent.message, stream=sent.stream, seq=sent.seq)
    return Repeat(answer) if sent.again else answer


def _answer(it: Changed) -> MessageChanged:
    return MessageChanged(message=it.message, stream=it.stream, seq=it.seq)
