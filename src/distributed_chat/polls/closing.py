"""The job that closes a poll when its time has come. A handler of `jobs`, registered by `app`."""

from distributed_chat.polls.actions import PollToClose, close_when_due
from distributed_chat.web import Services


async def close_poll(due: PollToClose, services: Services) -> None:
    """Safe to run twice: a poll that is closed or gone stays as it is."""
    await services.database.write(lambda tx: close_when_due(tx, due.message_id))
