"""Mail reaches a real relay on loopback, with nothing in it that its writer did not mean."""

import asyncio

import msgspec
import pytest

from distributed_chat import mail
from distributed_chat.config import Settings
from distributed_chat.db import Database
from distributed_chat.jobs import GiveUp, Worker
from distributed_chat.kernel.clock import HOUR, MovedClock
from distributed_chat.mail import Mail, MailSetting
from distributed_chat.mail.smtp import Relay, compose, relay_of
from distributed_chat.web import Services
from tests.cast import QuickPasswords
from tests.services.smtp import MailSink

LETTER = Mail(to="ann@example.test", subject="Hello – Grüße", text="Plain ü", html="<p>Rich ü</p>")
SENDER = "Distributed <distributed@example.test>"


def services_for(database: Database, clock: MovedClock, *, smtp_url: str) -> Services:
    settings = Settings(smtp_url=smtp_url, mail_from=SENDER)
    return Services(database=database, settings=settings, clock=clock, passwords=QuickPasswords())


async def test_a_letter_arrives_as_text_and_as_html(database: Database, clock: MovedClock) -> None:
    with MailSink() as sink:
        await mail.deliver(LETTER, services_for(database, clock, smtp_url=f"smtp://{sink.host}:{sink.port}"))
        found = await asyncio.to_thread(sink.wait_for, "ann@example.test")
    assert found["Subject"] == LETTER.subject
    assert found["From"] == SENDER
    text, html = found.get_body(("plain",)), found.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == LETTER.text
    assert html.get_content().strip() == LETTER.html


async def test_a_relay_with_a_bad_day_loses_no_letter(settings: Settings, clock: MovedClock) -> None:
    with MailSink(refuse=2) as sink:
        with_relay = msgspec.structs.replace(settings, smtp_url=f"smtp://{sink.host}:{sink.port}", mail_from=SENDER)
        database = await Database.open(with_relay, clock)
        try:
            services = Services(database=database, settings=with_relay, clock=clock, passwords=QuickPasswords())
            worker = Worker(database, services)
            worker.register(mail.KIND, mail.deliver)
            assert await database.write(lambda tx: mail.send_later(tx, LETTER, key="k"))
            for _ in range(3):
                await worker.run_due()
                clock.move(HOUR)
        finally:
            await database.close()
        assert len(sink.mails) == 1
        assert sink.attempts == 3


async def test_without_a_relay_nothing_is_sent_and_the_caller_hears_it(database: Database) -> None:
    assert not mail.is_on(Settings())
    assert not await database.write(lambda tx: mail.send_later(tx, LETTER, key="k"))


@pytest.mark.parametrize("field", ["to", "subject"])
@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n"])
def test_nobody_smuggles_a_header_in(field: str, break_: str) -> None:
    values = {"to": "ann@example.test", "subject": "Hello"}
    values[field] += f"{break_}Bcc: everybody@example.test"
    with pytest.raises(GiveUp):
        compose(Mail(**values, text="", html=""), sender=SENDER, now=0)


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtp://mail.example", Relay("mail.example", 587, None, None, tls=False, starttls=None)),
        ("smtp://mail.example:25?starttls", Relay("mail.example", 25, None, None, tls=False, starttls=True)),
        ("smtp://mail.example:25?starttls=no", Relay("mail.example", 25, None, None, tls=False, starttls=False)),
        ("smtps://me:p%40ss@mail.example", Relay("mail.example", 465, "me", "p@ss", tls=True, starttls=False)),
    ],
)
def test_the_setting_names_a_relay(url: str, relay: Relay) -> None:
    assert relay_of(url) == relay


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://a:b", "smtp://a?starttls=maybe"]
)
def test_a_setting_that_names_none_is_refused_in_words(url: str) -> None:
    with pytest.raises(MailSetting, match="DISTRIBUTED_SMTP_URL"):
        relay_of(url)
