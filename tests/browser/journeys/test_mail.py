"""What comes by mail: an invitation, a code for a forgotten password. The mails are read from a real SMTP server."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.journeys.visitor import PASSWORD, People, fill
from tests.services.server import RunningServer
from tests.services.smtp import MailSink

pytestmark = pytest.mark.browser


@pytest.fixture
def mails() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture
def server(tmp_path: Path, mails: MailSink) -> Iterator[RunningServer]:
    with RunningServer(tmp_path, smtp_url=f"smtp://{mails.host}:{mails.port}") as running:
        yield running


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_invited_by_email(people: People, mails: MailSink) -> None:
    ann, bob = people.new("Ann", "Archer"), people.new("Bob", "Baker")
    ann.sign_up_at_once()
    group_id = ann.api("POST", "/groups", {"name": "Sunday Crew"})["group"]["id"]
    ann.api("POST", f"/groups/{group_id}/rooms", {"topic": "Kitchen"})
    ann.open(f"/g/{group_id}")
    ann.page.get_by_role("button", name="Invite someone").first.click()
    ann.page.get_by_label("Or by email").fill(bob.email)
    ann.page.get_by_role("button", name="Send", exact=True).last.click()
    expect(ann.page.get_by_text(f"A mail is on its way to {bob.email}.")).to_be_visible()

    mail = mails.wait_for(bob.email)
    link = re.search(r"http://\S+/join/[^\s\"<>]+", part(mail, "plain"))
    assert link is not None
    assert link[0] in part(mail, "html")
    bob.open(link[0])
    expect(bob.page.get_by_role("heading", name="Join Sunday Crew")).to_be_visible()
    assert bob.page.get_by_label("Email").input_value() == bob.email
    bob.fill_in_sign_up()
    bob.page.get_by_role("button", name="Make my account and join").click()
    expect(bob.page.get_by_role("heading", name="Kitchen", level=1)).to_be_visible()


def test_a_forgotten_password(people: People, mails: MailSink) -> None:
    ann, elsewhere = people.new("Ann", "Archer"), people.new("Ann", "Archer")
    ann.sign_up_at_once()
    ann.open()
    expect(ann.page.get_by_role("heading", name="Make your first group")).to_be_visible()

    page = elsewhere.page
    elsewhere.open("/sign-in")
    page.get_by_role("link", name="I forgot my password").click()
    page.get_by_label("Email").fill(ann.email)
    page.get_by_role("button", name="Send me a code").click()
    text = part(mails.wait_for(ann.email), "plain")
    code = re.search(r"(?m)^\s+([0-9][0-9 ]{4,}[0-9])\s*$", text)
    assert code is not None, text
    fill(page, **{"Code": code[1], "New password": f"{PASSWORD} and salt"})
    page.get_by_role("button", name="Save and sign in").click()
    expect(page.get_by_role("heading", name="Make your first group")).to_be_visible()
    # The page that was signed in before is shown out by itself.
    expect(ann.page.get_by_role("heading", name="Welcome back")).to_be_visible()
    ann.page.get_by_label("Email").fill(ann.email)
    ann.page.get_by_label("Password", exact=True).fill(f"{PASSWORD} and salt")
    ann.page.get_by_role("button", name="Sign in").click()
    expect(ann.page.get_by_role("heading", name="Make your first group")).to_be_visible()
