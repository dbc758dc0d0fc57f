"""The line is cut, the server dies, the laptop sleeps: the pages heal by themselves and nothing is lost or doubled."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.journeys.visitor import People, Scene
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser

PENDING = "Goes out when you are back"


@pytest.fixture
def scene(people: People) -> Scene:
    met = people.meet()
    for person in (met.ann, met.bob):
        person.network_fails = True
        person.mark_page()
    return met


def test_what_is_sent_offline_goes_out_once(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    ann.write("Before the tunnel")
    bob.sees("Before the tunnel")
    ann.context.set_offline(True)
    expect(ann.page.get_by_text("You are offline.")).to_be_visible()
    ann.write("In the tunnel")
    ann.write("Still in it")
    expect(ann.says("In the tunnel").get_by_text(PENDING)).to_be_visible()
    bob.write("Are you there?")
    # Acknowledged, not only on screen: the order below is the order of the log.
    expect(bob.page.get_by_role("article", name=re.compile("^You,")).filter(has_text="Are you there?")).to_be_visible()
    ann.context.set_offline(False)
    for person in (ann, bob):
        person.sees("Before the tunnel", "In the tunnel", "Still in it", "Are you there?")
    expect(ann.page.get_by_text(PENDING)).to_have_count(0)
    expect(ann.page.get_by_text("You are offline.")).to_have_count(0)
    said = ["Before the tunnel", "Are you there?", "In the tunnel", "Still in it"]
    assert ann.conversation() == bob.conversation() == said
    assert ann.never_reloaded()


def test_the_page_opens_from_its_cache_with_what_was_not_sent(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    bob.write("Keep this")
    ann.sees("Keep this")
    ann.context.set_offline(True)
    expect(ann.page.get_by_text("You are offline.")).to_be_visible()
    ann.write("Written on the train")
    expect(ann.says("Written on the train").get_by_text(PENDING)).to_be_visible()
    ann.page.wait_for_timeout(500)
    # The files of the page come, as from a cache; the server behind them does not answer.
    cut: list[str] = []

    def cuts(route: Route) -> None:
        cut.append(route.request.url)
        route.abort()

    ann.page.route("**/api/**", cuts)
    ann.page.route_web_socket("**/api/stream", lambda socket: socket.close())
    ann.context.set_offline(False)
    ann.page.reload()
    ann.sees("Keep this", "Written on the train")
    assert cut
    ann.page.unroute("**/api/**")
    bob.sees("Written on the train", seconds=40)
    assert bob.conversation() == ["Keep this", "Written on the train"]


def test_the_server_is_killed_in_mid_conversation(scene: Scene, server: RunningServer) -> None:
    ann, bob = scene.ann, scene.bob
    for turn in range(1, 4):
        ann.write(f"Ann says {turn}")
        bob.sees(f"Ann says {turn}")
        bob.write(f"Bob says {turn}")
        ann.sees(f"Bob says {turn}")
    acknowledged = ann.conversation()
    ann.write("In flight from Ann")
    bob.write("In flight from Bob")
    server.kill()
    ann.write("To nobody from Ann")
    expect(ann.page.get_by_text("The server can't be reached.")).to_be_visible()
    expect(ann.says("To nobody from Ann").get_by_text("Goes out when the server is back")).to_be_visible()
    expect(ann.page.get_by_text("offline")).to_have_count(0)
    server.start()
    for person in (ann, bob):
        person.sees("In flight from Ann", "In flight from Bob", "To nobody from Ann", seconds=30)
    scene.settle()
    expect(ann.page.locator(".message-state")).to_have_count(0)
    said = ann.conversation()
    assert said == bob.conversation()
    assert said[: len(acknowledged)] == acknowledged
    assert sorted(said[len(acknowledged) :]) == ["In flight from Ann", "In flight from Bob", "To nobody from Ann"]
    bob.write("Back again")
    ann.sees("Back again")
    assert ann.never_reloaded()
    assert bob.never_reloaded()


def test_nothing_is_missing_after_sleep(scene: Scene, server: RunningServer) -> None:
    ann, bob = scene.ann, scene.bob
    ann.write("Good night")
    bob.sees("Good night")
    lid = bob.context.new_cdp_session(bob.page)
    lid.send("Page.setWebLifecycleState", {"state": "frozen"})
    ann.write("While you slept")
    ann.sees("While you slept")
    # What sleep does to every connection, unnoticed by the one who sleeps.
    server.stop()
    server.start()
    ann.write("And after midnight")
    expect(ann.page.locator(".message-state")).to_have_count(0, timeout=30_000)
    lid.send("Page.setWebLifecycleState", {"state": "active"})
    bob.sees("Good night", "While you slept", "And after midnight", seconds=30)
    assert bob.conversation() == ["Good night", "While you slept", "And after midnight"]
    assert bob.never_reloaded()
