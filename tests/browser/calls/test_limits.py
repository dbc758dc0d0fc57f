"""Where a call can't go on growing, and where it can't begin, the page says so in words and says what helps."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.calls.conftest import Launch
from tests.browser.calls.talkers import Talkers, knock, start_or_join
from tests.browser.calls.witness import hears_and_sees
from tests.services import namespace
from tests.services.chromium import FLAGS, MEDIA_FLAGS
from tests.services.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with RunningServer(tmp_path_factory.mktemp("small"), mesh_people=3, mesh_video=2) as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.mark.long
def test_without_a_media_server_video_pauses_and_then_nobody_more_fits_in(talkers: Talkers) -> None:
    ann, bob, cat, dan = talkers.come("Ann", "Bob", "Cat", "Dan")
    start_or_join(ann, video=True)
    start_or_join(bob, video=True)
    for person in (ann, bob):
        hears_and_sees(person, voices=1, pictures=1)
    start_or_join(cat)
    for person in (ann, bob, cat):
        paused = "Video pauses while more than 2 people are here. Voices and screens go on."
        expect(person.page.get_by_text(paused)).to_be_visible()
        hears_and_sees(person, voices=2, pictures=0)

    dan.network_fails = True  # the refusal, which the browser notes
    knock(dan)
    refusal = dan.page.get_by_role("dialog", name="You are not in the call")
    expect(refusal).to_contain_text("This call is full.")
    expect(dan.page.get_by_role("button", name="Leave the call")).to_have_count(0)
    for person in (ann, bob, cat):
        hears_and_sees(person, voices=2, pictures=0)

    cat.page.get_by_role("button", name="Leave the call").first.click()
    for person in (ann, bob):  # there is room again, and the pictures come back by themselves
        hears_and_sees(person, voices=1, pictures=1)
    refusal.get_by_role("button", name="Try again").click()
    expect(dan.page.get_by_role("button", name="Leave the call").first).to_be_visible()
    hears_and_sees(dan, voices=2)


@pytest.fixture
def far_chromium(launch: Launch, own_network: str) -> Iterator[Browser]:
    """One that may open the machine's address in its network, which is no loopback."""
    flags = [f"{flag}, EXCLUDE {own_network}" if "resolver-rules" in flag else flag for flag in FLAGS]
    with launch([*flags, *MEDIA_FLAGS]) as browser:
        yield browser


def test_over_plain_http_on_a_network_the_page_says_what_calls_need(
    far_chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with RunningServer(tmp_path_factory.mktemp("open"), arguments=("--host", "0.0.0.0")) as running:
        people = Talkers(far_chromium, f"http://{namespace.ADDRESS}:{running.port}")
        ann = people.new("Ann")
        code = re.search(r"Set-up code [^\n]*: (\S+)", running.log)
        assert code is not None
        body = {"first_name": "Ann", "last_name": "Caller", "email": ann.email, "password": "tomatoes and warm bread"}
        ann.api("POST", "/users", {**body, "setup_code": code[1]})
        group_id = ann.api("POST", "/groups", {"name": "Sunday Crew"})["group"]["id"]
        room_id = ann.api("POST", f"/groups/{group_id}/rooms", {"topic": "Kitchen"})["room"]["id"]
        people.enter(ann, room_id, "Kitchen")
        assert ann.page.evaluate("window.isSecureContext") is False
        knock(ann)
        answer = ann.page.get_by_role("dialog", name="No calls here yet")
        expect(answer).to_contain_text("Calls need a secure page (https).")
        expect(answer).to_contain_text("distributed host DOMAIN")
        answer.get_by_role("button", name="Ask the call doctor").click()
        ann.page.get_by_role("button", name="Start", exact=True).click()
        expect(ann.page.get_by_text("Something stands in the way of calls.")).to_be_visible()
        expect(ann.page.get_by_role("listitem").filter(has_text="The address")).to_contain_text(
            "distributed host DOMAIN"
        )
        assert people.close() == []
