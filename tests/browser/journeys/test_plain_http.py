"""The main job over plain http on the network at home, which browsers do not call secure."""

import re
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.journeys.test_first_hour import arrive_by
from tests.browser.journeys.visitor import People, fill
from tests.services.chromium import FLAGS, chromium_path
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser


def own_address() -> str:
    """This machine's on its network, if it has one; else a loopback address that is not called localhost."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a UDP socket sends nothing by this
        except OSError:
            return "127.0.0.2"
        return str(probe.getsockname()[0])


@pytest.fixture
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """One that may open this machine's own address too, and still no other."""
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed.")
    flags = [f"{flag}, EXCLUDE {own_address()}" if "resolver-rules" in flag else flag for flag in FLAGS]
    browser = playwright_driver.chromium.launch(executable_path=path, args=flags)
    yield browser
    browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with RunningServer(tmp_path, arguments=("--host", "0.0.0.0")) as running:  # as the README has it
        yield running


@pytest.fixture
def people(chromium: Browser, server: RunningServer) -> Iterator[People]:
    everybody = People(chromium, f"http://{own_address()}:{server.port}")
    yield everybody
    assert everybody.close() == []


def test_the_main_job_over_plain_http(people: People, server: RunningServer) -> None:
    ann, bob = people.new("Ann", "Archer"), people.new("Bob", "Baker")
    is_lan = not ip_address(own_address()).is_loopback
    page = ann.page
    ann.open()
    assert page.evaluate("window.isSecureContext") is not is_lan
    code = re.search(r"Set-up code [^\n]*: (\S+)", server.log)
    assert code is not None
    if is_lan:
        assert people.address in server.log
    ann.network_fails = True  # the refusal of a wrong code, which the browser notes
    ann.fill_in_sign_up()
    page.get_by_label("Set-up code").fill("guessed")
    page.get_by_role("button", name="Make my account").click()
    expect(page.locator(".field-error")).to_be_visible()
    page.get_by_label("Set-up code").fill(code[1])
    page.get_by_role("button", name="Make my account").click()
    fill(page, **{"Name of the group": "Sunday Crew", "Its first room": "Kitchen"})
    page.get_by_role("button", name="Make the group").click()
    link = page.get_by_label("Invite link", exact=True).input_value()
    expect(page.get_by_role("img", name="QR code of the invite link")).to_have_count(1 if is_lan else 0)
    assert link.startswith(people.address), "the link must lead there from another device"
    page.get_by_role("button", name="Close").click()
    arrive_by(link, bob)
    bob.write("From the sofa")
    ann.sees("From the sofa")
    ann.write("From the kitchen")
    bob.sees("From the kitchen")
    assert ann.conversation() == bob.conversation() == ["From the sofa", "From the kitchen"]
