"""The route of the storage of an instance."""

from distributed_chat.accounts.queries import me_of
from distributed_chat.db import Tx
from distributed_chat.keeping import queries
from distributed_chat.keeping.schemas import Storage
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.web import Routes

routes = Routes("instance")


@routes.query("GET", "/api/instance/storage", errors=("not_allowed",), scope=None)
def read_storage(tx: Tx, actor: Actor) -> Storage:
    """How much room the instance takes, and how much is left. For the owner of the instance."""
    if not me_of(tx, actor.user_id).is_owner:
        raise NotAllowed
    return queries.storage(tx)
