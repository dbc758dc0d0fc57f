"""Pictures of the main screens with the demonstration's people in them, for the README and the docs.

The journey runs always; the pictures are kept only with UPDATE_SCREENSHOTS=1, so that no run changes them by chance.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from distributed_chat.demo import PASSWORD
from tests.browser.journeys.visitor import People, Visitor
from tests.services.server import answers, free_port

pytestmark = [pytest.mark.browser, pytest.mark.long]

FOLDER = Path(__file__).parents[3] / "docs" / "screenshots"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
ELSEWHERE = "https://chat.example.org"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


@pytest.fixture
def demo() -> Iterator[str]:
    """The address of `distributed demo`."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed_chat", "demo", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while not answers(f"{address}/readyz"):
            assert process.poll() is None, "the demonstration ended at once"
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def people(chromium: Browser, demo: str) -> Iterator[People]:
    everybody = People(chromium, demo)
    yield everybody
    assert everybody.close() == []


def lena(people: People, **look: Any) -> Visitor:
    """Lena, in the Kitchen of the Sunday Crew, which is where the talk is."""
    visitor = people.new("Lena", "Brandt", reduced_motion="reduce", **look)
    visitor.api("POST", "/sessions", {"email": "lena@demo.example", "password": PASSWORD})
    homes = visitor.api("GET", "/home")["groups"]
    kitchen = next(room["id"] for home in homes for room in home["rooms"] if room["topic"] == "Kitchen")
    visitor.open(f"/c/{kitchen}")
    expect(visitor.page.get_by_role("heading", name="Kitchen", level=1)).to_be_visible()
    expect(visitor.page.get_by_role("article").last).to_be_visible()
    expect(visitor.page.get_by_text("Here now", exact=True)).to_be_attached()
    visitor.page.wait_for_timeout(300)
    newest = visitor.page.locator("button.jump")
    if newest.is_visible():  # it opens where she stopped reading
        newest.click()
    return visitor


def keep(visitor: Visitor, name: str) -> None:
    visitor.page.evaluate("document.fonts.ready.then(() => true)")
    visitor.page.wait_for_timeout(400)
    folder = FOLDER if os.environ.get("UPDATE_SCREENSHOTS") == "1" else None
    picture = visitor.page.screenshot()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(picture)


def as_elsewhere(route: Route) -> None:
    """An invite as people see it whose server is on a network: links to this machine alone have no QR code."""
    answer = route.fetch()
    here = re.compile(r"http://127\.0\.0\.1:\d+")
    route.fulfill(response=answer, body=here.sub(ELSEWHERE, answer.text()))


def test_the_main_screens(people: People) -> None:
    by_day = lena(people, color_scheme="light", **DESKTOP)
    expect(by_day.page.get_by_role("img", name="Here now")).to_be_visible()
    keep(by_day, "conversation-light")
    by_night = lena(people, color_scheme="dark", **DESKTOP)
    keep(by_night, "conversation-dark")
    by_night.open("/settings")
    expect(by_night.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    keep(by_night, "settings-dark")

    by_day.page.route("**/api/groups/*/invites", as_elsewhere)
    by_day.page.get_by_role("button", name="Invite someone").first.click()
    link = by_day.page.get_by_label("Invite link", exact=True).input_value()
    expect(by_day.page.get_by_role("img", name="QR code of the invite link")).to_be_visible()
    keep(by_day, "invite-light")
    guest = people.new("Nora", "Lind", color_scheme="light", **DESKTOP)
    guest.open(link.removeprefix(ELSEWHERE))
    expect(guest.page.get_by_role("button", name="Make my account and join")).to_be_visible()
    keep(guest, "join-light")


def test_the_main_screens_on_a_phone(people: People) -> None:
    phone = lena(people, color_scheme="dark", **PHONE)
    keep(phone, "phone-dark")
    phone.page.get_by_role("button", name="Rooms and people").tap()
    expect(phone.page.get_by_role("link", name="Settings")).to_be_in_viewport()
    keep(phone, "phone-drawer-dark")
