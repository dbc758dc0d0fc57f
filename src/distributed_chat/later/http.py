"""The routes of saved messages, drafts and scheduled messages."""

from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import ConversationId, MessageId
from distributed_chat.later import actions, queries
from distributed_chat.later.schemas import (
    DraftAnswer,
    DraftForm,
    SavedAnswer,
    SavedCut,
    SavedPage,
    SaveForm,
    ScheduleChange,
    ScheduledAnswer,
    ScheduledList,
    ScheduledMade,
    ScheduleForm,
)
from distributed_chat.messages.schemas import MessageSent
from distributed_chat.web import Repeat, Routes

routes = Routes("later", service="messages")

_TIMES = ("not_in_the_future", "too_far_away", "time_is_not_valid")
_TEXT = ("empty", "too_long", "text_not_storable")


@routes.command("PUT", "/api/messages/{message_id}/saved", errors=(*_TIMES, "too_many_saved"), limit="120/minute")
def save_message(tx: Tx, actor: Actor, message_id: MessageId, body: SaveForm) -> SavedAnswer:
    """Keeps a message for myself, and reminds me of it at a time. A reminder that waits is answered by this."""
    return SavedAnswer(saved=actions.save_message(tx, actor, message_id, body))


@routes.command("DELETE", "/api/messages/{message_id}/saved")
def unsave_message(tx: Tx, actor: Actor, message_id: MessageId) -> None:
    """Lets go of it. What is not saved stays so."""
    actions.unsave_message(tx, actor, message_id)


@routes.query("GET", "/api/saved")
def list_saved(tx: Tx, actor: Actor, query: SavedCut) -> SavedPage:
    """My saved messages as they are now, what was saved last first."""
    return queries.saved_page(tx, actor.user_id, query)


@routes.command(
    "PUT",
    "/api/conversations/{conversation_id}/draft",
    errors=("too_long", "text_not_storable", "too_many_drafts"),
    limit="120/minute",
)
def keep_draft(tx: Tx, actor: Actor, conversation_id: ConversationId, body: DraftForm) -> DraftAnswer:
    """What I began to write, for my other devices. The last write wins; without text the draft goes."""
    return DraftAnswer(draft=actions.keep_draft(tx, actor, conversation_id, body))


@routes.command(
    "POST",
    "/api/conversations/{conversation_id}/scheduled",
    status=201,
    errors=("id_taken", *_TIMES, *_TEXT, "too_many_scheduled", "file_is_not_yours"),
    limit="120/hour",
)
def schedule_message(
    tx: Tx, actor: Actor, conversation_id: ConversationId, body: ScheduleForm
) -> ScheduledMade | Repeat[ScheduledMade]:
    """A message to be sent at a time, by the rights that I have then. Its id becomes that of the message."""
    made = actions.schedule_message(tx, actor, conversation_id, body)
    answer = ScheduledMade(scheduled=made.scheduled, stream=made.stream, seq=made.seq)
    return Repeat(answer) if made.again else answer


@routes.query("GET", "/api/scheduled")
def list_scheduled(tx: Tx, actor: Actor) -> ScheduledList:
    """What waits to be sent or was refused, at most 100."""
    return ScheduledList(scheduled=queries.scheduled_of(tx, actor.user_id))


@routes.command("PATCH", "/api/scheduled/{scheduled_id}", errors=(*_TIMES, *_TEXT, "already_sent"))
def change_scheduled(tx: Tx, actor: Actor, scheduled_id: MessageId, body: ScheduleChange) -> ScheduledAnswer:
    """Another time, other words, or both. One that was refused waits again."""
    return ScheduledAnswer(scheduled=actions.change_scheduled(tx, actor, scheduled_id, body))


@routes.command("DELETE", "/api/scheduled/{scheduled_id}", errors=("already_sent",))
def delete_scheduled(tx: Tx, actor: Actor, scheduled_id: MessageId) -> None:
    actions.delete_scheduled(tx, actor, scheduled_id)


@routes.command(
    "POST",
    "/api/scheduled/{scheduled_id}/send",
    errors=("already_sent", "no_longer_yours", "chat_is_read_only"),
    limit="120/hour",
)
def send_scheduled(tx: Tx, actor: Actor, scheduled_id: MessageId) -> MessageSent:
    """Sends it now."""
    sent = actions.send_now(tx, actor, scheduled_id)
    return MessageSent(message=sent.message, stream=sent.stream, seq=sent.seq)
