"""The job after a room or a group was deleted, registered in `app`: what was said there is erased."""

from functools import partial

from distributed_chat.messages.actions import purge_some
from distributed_chat.messages.schemas import ConversationToPurge
from distributed_chat.web import Services


async def purge_conversation(payload: ConversationToPurge, services: Services) -> None:
    """One step; it leaves the next in the same transaction, so that a kill loses none, and other jobs come between."""
    await services.database.write(partial(purge_some, purge=payload))
