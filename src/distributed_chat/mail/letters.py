"""A mail as the rest of the server sees it, and the one way to send it."""

import msgspec

from distributed_chat import jobs
from distributed_chat.config import Settings
from distributed_chat.db import Tx


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One mail to one address, as text and as HTML. Whoever writes the HTML escapes what people typed."""

    to: str
    subject: str
    text: str
    html: str


def is_on(settings: Settings) -> bool:
    """Whether this instance can send mail. Without a relay the page shows links to copy instead."""
    return settings.smtp_url is not None


def send_later(tx: Tx, mail: Mail, *, key: str) -> bool:
    """Sends the mail once this command is committed, tried again for a day. False when the instance sends no mail.

    `key` names the mail: a second one of the same key, while the first waits, is not sent.
    """
    if not is_on(tx.settings):
        return False
    jobs.enqueue(tx, "mail.send", key, mail)
    return True
