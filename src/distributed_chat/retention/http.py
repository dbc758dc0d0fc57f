"""The routes of the rule."""

from distributed_chat.db import Tx
from distributed_chat.groups.schemas import GroupAnswer
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import GroupId
from distributed_chat.retention import actions, queries
from distributed_chat.retention.schemas import RetentionCut, RetentionForm, RetentionPreview
from distributed_chat.web import Routes

routes = Routes("retention", service="groups")


@routes.query("GET", "/api/groups/{group_id}/retention", errors=("not_allowed",), limit="20/minute")
def preview_retention(tx: Tx, actor: Actor, group_id: GroupId, query: RetentionCut) -> RetentionPreview:
    """How much would be erased at once if messages were kept for so many days. For owners."""
    return queries.preview(tx, group_id, actor.user_id, query.days)


@routes.command("PUT", "/api/groups/{group_id}/retention", errors=("not_allowed",))
def keep_messages(tx: Tx, actor: Actor, group_id: GroupId, body: RetentionForm) -> GroupAnswer:
    """Says how long messages stay in the rooms of a group. For owners.

    What is older is erased within minutes and can't be brought back; a reply in a thread goes by its own age. Direct
    chats belong to no group and are never touched.
    """
    return GroupAnswer(group=actions.keep_messages(tx, actor, group_id, body.days))
