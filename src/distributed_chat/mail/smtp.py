"""Handing a mail to the relay that the setting names: `smtp://user:password@host:port`, `smtps://…`, `?starttls=no`."""

from datetime import UTC, datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import NamedTuple, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from distributed_chat.config import Settings
from distributed_chat.jobs import GiveUp
from distributed_chat.kernel.clock import SECOND, Clock
from distributed_chat.mail.letters import Mail

TIMEOUT = 20
"""Seconds for each step of the conversation with the relay."""

_STARTTLS = {"": True, "yes": True, "no": False}


class MailSetting(Exception):
    """The address of the relay can't be used; in one sentence for the person who starts the server."""


class Relay(NamedTuple):
    host: str
    port: int
    username: str | None
    password: str | None
    tls: bool
    starttls: bool | None
    """None: when the relay offers it."""


class _Services(Protocol):
    @property
    def settings(self) -> Settings: ...

    @property
    def clock(self) -> Clock: ...


def relay_of(url: str) -> Relay:
    """Raises `MailSetting`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise MailSetting(f"DISTRIBUTED_SMTP_URL can't be read: {error}.") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise MailSetting("DISTRIBUTED_SMTP_URL looks like smtp://user:password@host:587 or smtps://host.")
    tls = parts.scheme == "smtps"
    asked = parse_qs(parts.query, keep_blank_values=True).get("starttls", [None])[0]
    if asked is not None and asked not in _STARTTLS:
        raise MailSetting("In DISTRIBUTED_SMTP_URL, starttls is yes or no.")
    return Relay(
        host=parts.hostname,
        port=port or (465 if tls else 587),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls=tls,
        starttls=False if tls else None if asked is None else _STARTTLS[asked],
    )


async def deliver(mail: Mail, services: _Services) -> None:
    """The handler of the job. Raises `GiveUp` when the relay refuses for good, and lets it be tried again otherwise."""
    assert services.settings.smtp_url is not None, "a mail was written by an instance that sends none"
    relay = relay_of(services.settings.smtp_url)
    message = compose(mail, sender=services.settings.mail_from, now=services.clock.now())
    try:
        await aiosmtplib.send(
            message,
            hostname=relay.host,
            port=relay.port,
            username=relay.username,
            password=relay.password,
            use_tls=relay.tls,
            start_tls=relay.starttls,
            timeout=TIMEOUT,
        )
    except aiosmtplib.SMTPRecipientsRefused as refused:
        if all(500 <= one.code < 600 for one in refused.recipients):
            raise GiveUp("the relay knows no such recipient") from refused
        raise


def compose(mail: Mail, *, sender: str, now: int) -> EmailMessage:
    """Raises `GiveUp` for an address or a subject that would break out of its header."""
    message = EmailMessage(policy=SMTP)
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    try:
        message["From"] = sender
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(datetime.fromtimestamp(now // SECOND, UTC))
        message["Message-ID"] = make_msgid(domain=domain)
        # Other programs that answer mail by themselves (away notices) leave such a one alone.
        message["Auto-Submitted"] = "auto-generated"
    except (ValueError, MessageError) as error:
        raise GiveUp(f"the mail has a header that can't be written: {error}") from None
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message
