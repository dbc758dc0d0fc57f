"""The jobs, registered in `wiring`. Each is one transaction and safe to run twice."""

from distributed_chat.retention import actions
from distributed_chat.retention.schemas import GroupToLookAt, RoomToShorten
from distributed_chat.web import Services


async def look(job: GroupToLookAt, services: Services) -> None:
    await services.database.write(lambda tx: actions.look_at_group(tx, job.group_id))


async def shorten(job: RoomToShorten, services: Services) -> None:
    """One step; it leaves the next in the same transaction, so that a kill loses none, and other jobs come between."""
    await services.database.write(lambda tx: actions.shorten_room(tx, job.room_id))
