"""The jobs of what is due. Handlers of `jobs`, registered by `app`; each is safe to run twice."""

from distributed_chat.kernel.errors import DomainError, Unavailable
from distributed_chat.later import actions
from distributed_chat.later.actions import Due, Reminder
from distributed_chat.web import Services


async def remind(reminder: Reminder, services: Services) -> None:
    await services.database.write(lambda tx: actions.remind(tx, reminder))


async def send(due: Due, services: Services) -> None:
    """What is refused stays with its reason. The database being away is no refusal: the job comes back."""
    try:
        await services.database.write(lambda tx: actions.send_due(tx, due))
    except Unavailable:
        raise
    except DomainError as error:
        refused = error
        await services.database.write(lambda tx: actions.refuse(tx, due, refused))
