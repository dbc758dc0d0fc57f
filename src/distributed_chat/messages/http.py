"""The routes of messages."""

from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import ConversationId
from distributed_chat.messages import actions, queries
from distributed_chat.messages.known_streams import KnownStreams
from distributed_chat.messages.schemas import MessageForm, MessagePage, MessageSent, PageCut
from distributed_chat.web import Repeat, Routes

routes = Routes("messages")

known_streams = KnownStreams()


@routes.query("GET", "/api/conversations/{conversation_id}/messages")
def list_messages(tx: Tx, actor: Actor, conversation_id: ConversationId, query: PageCut) -> MessagePage:
    """The newest page, or the one before, after or around a message's number."""
    return queries.messages_page(tx, conversation_id, actor.user_id, query)


@routes.command(
    "POST",
    "/api/conversations/{conversation_id}/messages",
    status=201,
    errors=("id_taken", "chat_is_read_only", "empty", "too_long", "text_not_storable"),
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
