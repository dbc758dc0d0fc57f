"""The mail that invites, as the invited get it."""

import asyncio
import re
from email.message import EmailMessage

import pytest

from distributed_chat.config import Settings
from distributed_chat.groups.mails import invite_mail
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, MovedClock
from tests.cast import Person
from tests.groups.crew import make_group, make_invite, open_app, people, run_jobs
from tests.services.smtp import MailSink


def link_in(mail: EmailMessage) -> str:
    text = mail.get_body(("plain",))
    assert text is not None
    found = re.search(r"http\S+/join/(\S+)", text.get_content())
    assert found is not None
    return found.group(1)


async def test_an_invite_by_email_is_mailed_with_a_link_of_its_own(settings: Settings, clock: MovedClock) -> None:
    with MailSink() as sink:
        async with (
            open_app(settings, clock, smtp_url=f"smtp://{sink.host}:{sink.port}") as app,
            people(app, "ann", "bob") as [ann, bob],
        ):
            group = await make_group(ann, "Tea & <b>Cake</b>")
            made = await ann.post(f"/api/groups/{group}/invites", {"email": "bob@example.test"}, status=201)
            assert made["mailed"] is True
            await run_jobs(app)
            mail = await asyncio.to_thread(sink.wait_for, "bob@example.test")
            code = link_in(mail)
            assert code != made["invite"]["code"], "what proves a mailbox is shown to nobody else"
            await bob.post(f"/api/invites/{code}/accept", status=200)
    assert mail["Subject"] == "Ann Test invites you to Tea & <b>Cake</b>"
    html = mail.get_body(("html",))
    assert html is not None
    assert "Tea &amp; &lt;b&gt;Cake&lt;/b&gt;" in html.get_content()
    assert f"/join/{code}" in html.get_content()


async def test_a_code_that_waits_to_be_mailed_is_in_no_table(settings: Settings, clock: MovedClock) -> None:
    async with (
        open_app(settings, clock, smtp_url="smtp://127.0.0.1:9") as app,
        people(app, "ann") as [ann],
    ):
        await app.worker.stop()
        await make_invite(ann, await make_group(ann), email="bob@example.test")
        [payload] = await app.database.read(
            lambda tx: list(tx.conn.exec_driver_sql("SELECT payload FROM jobs WHERE kind LIKE '%%invite%%'").scalars())
        )
        assert set(re.findall(rb'"(\w+)":', bytes(payload))) == {b"invite_id"}


async def test_an_invite_that_was_taken_back_is_not_mailed(settings: Settings, clock: MovedClock) -> None:
    with MailSink() as sink:
        async with (
            open_app(settings, clock, smtp_url=f"smtp://{sink.host}:{sink.port}") as app,
            people(app, "ann") as [ann],
        ):
            await app.worker.stop()
            invite = await make_invite(ann, await make_group(ann), email="bob@example.test")
            await ann.delete(f"/api/invites/{invite['id']}", status=204)
            await run_jobs(app)
        assert sink.mails == []


async def test_without_a_relay_the_maker_is_told_and_has_the_link(ann: Person, bob: Person) -> None:
    group = await make_group(ann)
    made = await ann.post(f"/api/groups/{group}/invites", {"email": "bob@example.test"}, status=201)
    assert made["mailed"] is False
    await bob.post(f"/api/invites/{made['invite']['code']}/accept", status=200)


async def test_nobody_is_flooded_with_invitations(settings: Settings, clock: MovedClock) -> None:
    async with (
        open_app(settings, clock, smtp_url="smtp://127.0.0.1:9", unlimited=False) as app,
        people(app, "ann") as [ann],
    ):
        await app.worker.stop()
        path = f"/api/groups/{await make_group(ann)}/invites"
        to_one = [await ann.post(path, {"email": "bob@example.test"}, status=201) for _ in range(6)]
        assert [made["mailed"] for made in to_one] == [True] * 5 + [False]
        for number in range(14):
            await ann.post(path, {"email": f"guest{number}@example.test"}, status=201)
        refused = await ann.post(path, {"email": "one.more@example.test"}, status=429)
        assert refused["code"] == "too_many"
        await ann.post(path, {}, status=201)


@pytest.mark.parametrize(
    ("lasts", "words"),
    [
        (7 * DAY, "7 days"),
        (DAY, "a day"),
        (DAY - 1, "23 hours"),
        (HOUR, "an hour"),
        (90 * MINUTE, "an hour"),
        (5 * MINUTE, "5 minutes"),
        (1, "a minute"),
    ],
)
def test_the_mail_says_how_long_it_works(lasts: int, words: str) -> None:
    mail = invite_mail(Settings(), to="b@example.test", who="Ann", group="Crew", url="http://x/join/y", lasts=lasts)
    assert f"works for {words}." in mail.text
