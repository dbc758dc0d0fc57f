"""A mail server on loopback that keeps what it is sent, for tests that read the mail a person would get.

    with MailSink() as sink:
        ...                                   # server told to send to sink.host:sink.port
        mail = sink.wait_for("ann@example.test")

It runs in a thread of its own, so a synchronous and an asynchronous test use it alike (the latter through
`asyncio.to_thread`).
"""

import asyncio
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import Future
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP, Envelope, Session


class MailSink:
    """Accepts every mail, except while told to `refuse` (a 451, which a sender must retry) or to `hang`."""

    host = "127.0.0.1"

    def __init__(self, *, refuse: int = 0, hang: bool = False) -> None:
        self.port = 0
        self.attempts = 0
        self._refusals_left = refuse
        self._hangs = hang
        self._mails: list[EmailMessage] = []
        self._arrived = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail sink", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._listen()).result(timeout=5)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._run(self._close()).result(timeout=5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    @property
    def mails(self) -> list[EmailMessage]:
        """What was accepted so far, oldest first."""
        with self._arrived:
            return list(self._mails)

    def refuse(self, times: int) -> None:
        """Answer the next `times` mails with a temporary failure."""
        with self._arrived:
            self._refusals_left = times

    def hang(self, hangs: bool = True) -> None:
        """Take mails without ever answering, as a broken relay does."""
        with self._arrived:
            self._hangs = hangs

    def wait_for(self, recipient: str, *, count: int = 1, seconds: float = 10.0) -> EmailMessage:
        """The `count`-th mail to `recipient`, waiting up to `seconds` for it."""
        end = time.monotonic() + seconds
        with self._arrived:
            while len(found := [mail for mail in self._mails if recipient in mail["X-Envelope-To"]]) < count:
                left = end - time.monotonic()
                if left <= 0 or not self._arrived.wait(left):
                    raise TimeoutError(f"{len(found)} of {count} mails to {recipient} after {seconds} s")
            return found[count - 1]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        with self._arrived:
            self.attempts += 1
            hangs, refuses = self._hangs, self._refusals_left > 0
            self._refusals_left -= refuses
            self._arrived.notify_all()
        if hangs:
            await asyncio.Event().wait()
        if refuses:
            return "451 4.3.0 Try again later"
        with self._arrived:
            self._mails.append(parsed(envelope))
            self._arrived.notify_all()
        return "250 OK"

    async def _listen(self) -> None:
        self._server = await self._loop.create_server(
            lambda: SMTP(self, hostname="mail.example.test", loop=self._loop), self.host, 0
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        mine = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in mine:
            task.cancel()
        await asyncio.gather(*mine, return_exceptions=True)

    def _run(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)


def parsed(envelope: Envelope) -> EmailMessage:
    """The mail, with the addresses it was really sent to in X-Envelope-To (the To header is only what it claims)."""
    mail = message_from_bytes(cast("bytes", envelope.content), policy=default)
    mail["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
    return mail
