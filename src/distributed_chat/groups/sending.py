"""An invite is mailed: the durable job, registered in `app`."""

from distributed_chat import mail
from distributed_chat.groups.actions import SendInvite, write_invite_mail
from distributed_chat.web import Services


async def send_invite(payload: SendInvite, services: Services) -> None:
    """Job. Each try makes a code of its own, since only hashes are kept; all that arrive work."""
    letter = await services.database.write(lambda tx: write_invite_mail(tx, payload.invite_id))
    if letter is not None:
        await mail.deliver(letter, services)
