"""The jobs after a message was deleted, registered in `app`: its copies go too, and what is left of its events."""

from functools import partial

from distributed_chat.messages.actions import delete_forward, erase_on
from distributed_chat.messages.queries import forwards_of
from distributed_chat.messages.schemas import EventsToErase, ForwardsToDelete
from distributed_chat.web import Services


async def delete_forwards(payload: ForwardsToDelete, services: Services) -> None:
    """One copy in each transaction.

    Looks again until nothing is left: meanwhile somebody may have passed on a copy that was not gone yet.
    """
    original = payload.message_id
    while copies := await services.database.read(lambda tx: forwards_of(tx, original)):
        for copy in copies:
            await services.database.write(partial(delete_forward, message_id=copy))


async def erase_events(payload: EventsToErase, services: Services) -> None:
    """Some in each transaction, for those who write meanwhile."""
    while await services.database.write(partial(erase_on, message_id=payload.message_id)):
        pass
