"""A front end that was written for the platform of 2021, beside our own page, on the same data."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.journeys.visitor import People
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser

FRONT_END = Path(__file__).parents[2] / "micro" / "front_end"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nobody reads it."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Where the front end is served: another origin than ours."""
    web = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(FRONT_END)))
    threading.Thread(target=web.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{web.server_address[1]}"
    web.shutdown()
    web.server_close()


def test_a_message_sent_in_either_appears_live_in_the_other(
    people: People, server: RunningServer, elsewhere: str
) -> None:
    ann, eve = people.new("Ann", "Archer"), people.new("Eve", "Early")
    ann.sign_up_at_once()
    made = ann.api("POST", "/keys", {"name": "Front end", "scopes": ["micro"], "origins": [elsewhere]})
    settings = json.dumps({"endpoint": f"{server.url}/micro", "key": made["secret"]})
    eve.page.add_init_script(f"window.MICRO = {settings}")
    eve.open(elsewhere)
    for name, value in (
        ("First name", "Eve"),
        ("Last name", "Early"),
        ("Email", eve.email),
        ("Password", "long enough words"),
    ):
        eve.page.get_by_placeholder(name).fill(value)
    eve.page.get_by_role("button", name="Sign up").click()
    expect(eve.page.locator("#me")).to_have_text("Signed in as Eve")
    eve.page.get_by_placeholder("Group").fill("Sunday Crew")
    eve.page.get_by_role("button", name="Create group").click()
    eve.page.get_by_text("Sunday Crew").click()
    ann.open()
    eve.page.get_by_placeholder("Whom to add").fill(ann.email)
    eve.page.get_by_role("button", name="Add", exact=True).click()
    expect(ann.page.get_by_role("heading", name="General")).to_be_visible()  # somebody took her in
    eve.page.get_by_text("General").click()
    ann.write("Hello from here")
    expect(eve.page.locator("#messages li")).to_have_text(["Ann: Hello from here"])
    eve.page.get_by_placeholder("Message").fill("Hello from 2021")
    eve.page.get_by_role("button", name="Send").click()
    ann.sees("Hello from here", "Hello from 2021")
    expect(eve.page.locator("#messages li")).to_have_text(["Ann: Hello from here", "Eve: Hello from 2021"])
