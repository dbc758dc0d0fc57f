"""The copies of a deleted message go too: a durable job, registered in `app`, one copy in each transaction."""

from functools import partial

from distributed_chat.messages.actions import delete_forward
from distributed_chat.messages.queries import forwards_of
from distributed_chat.messages.schemas import ForwardsToDelete
from distributed_chat.web import Services


async def delete_forwards(payload: ForwardsToDelete, services: Services) -> None:
    """Job. Looks again until nothing is left: meanwhile somebody may have passed on a copy that was not gone yet."""
    original = payload.message_id
    while copies := await services.database.read(lambda tx: forwards_of(tx, original)):
        for copy in copies:
            await services.database.write(partial(delete_forward, message_id=copy))
