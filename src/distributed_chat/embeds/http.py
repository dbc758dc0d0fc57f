"""The routes of previews. They are made by sending a message with links."""

from distributed_chat.db import Tx
from distributed_chat.embeds import actions
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import MessageId
from distributed_chat.web import Routes

routes = Routes("previews")


@routes.command("DELETE", "/api/messages/{message_id}/previews", errors=("not_allowed",))
def remove_previews(tx: Tx, actor: Actor, message_id: MessageId) -> None:
    """Takes away what the links of a message of mine show, for everybody. Whoever leads the group may do so too."""
    actions.remove_previews(tx, actor, message_id)
