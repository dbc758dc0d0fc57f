"""The routes of polls. One is made by sending a message with it."""

from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import MessageId
from distributed_chat.polls import actions, queries
from distributed_chat.polls.schemas import PollAnswer, VoteAnswer, VoteForm
from distributed_chat.web import Routes

routes = Routes("polls", service="messages")


@routes.command(
    "PUT",
    "/api/messages/{message_id}/vote",
    errors=("poll_is_closed", "no_such_option", "one_choice_only", "repeated"),
    limit="120/minute",
)
def vote(tx: Tx, actor: Actor, message_id: MessageId, body: VoteForm) -> VoteAnswer:
    """Chooses these options and no others, until the poll closes. None of them: my vote is taken back."""
    poll = actions.vote(tx, actor, message_id, body.options)
    return VoteAnswer(poll=poll, votes=queries.choice_of(tx, actor.user_id, message_id))


@routes.command("POST", "/api/messages/{message_id}/poll/close", errors=("not_allowed",))
def close_poll(tx: Tx, actor: Actor, message_id: MessageId) -> PollAnswer:
    """Ends a poll of mine before its time. From then on nobody votes."""
    return PollAnswer(poll=actions.close_poll(tx, actor, message_id))
