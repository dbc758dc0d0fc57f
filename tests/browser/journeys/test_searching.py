"""Finding what was said, and going to a day."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import People, Scene, Visitor

pytestmark = pytest.mark.browser


def say(person: Visitor, room_id: str, *texts: str) -> None:
    for text in texts:
        person.api("POST", f"/conversations/{room_id}/messages", {"text": text})


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search messages")


def hits(page: Page) -> Locator:
    return page.locator("a.hit")


@pytest.fixture
def scene(people: People) -> Scene:
    """Ann said seventy things in the room and a secret in a private one; bob has answered once."""
    scene = people.meet()
    hidden = {"topic": "Surprise", "private": True, "member_ids": []}
    surprise = scene.ann.api("POST", f"/groups/{scene.group_id}/rooms", hidden)["room"]["id"]
    say(scene.ann, scene.room_id, "The lighthouse is open on Sunday")
    say(scene.ann, scene.room_id, *(f"Something else, number {number}" for number in range(70)))
    say(scene.bob, scene.room_id, "See https://example.org/lighthouse")
    say(scene.ann, surprise, "A lighthouse cake for Bob")
    wait_until_found(scene.ann, "lighthouse", 3)
    return scene


def wait_until_found(person: Visitor, words: str, count: int) -> None:
    """The index reads a moment after a message was written, later where the machine is busy."""
    ends = time.monotonic() + 30
    while len(person.api("GET", f"/search?q={words}")["hits"]) < count:
        assert time.monotonic() < ends, f"not all of {count} messages with {words!r} were found"
        time.sleep(0.1)


def test_a_search_finds_a_message_and_leads_to_it_and_back(scene: Scene) -> None:
    page = scene.bob.page
    page.keyboard.press("Control+Shift+F")
    expect(box(page)).to_be_focused()
    box(page).press_sequentially("lighthuose")
    expect(hits(page)).to_have_count(2)
    expect(page.locator(".hit mark")).to_have_text(["lighthouse", "lighthouse"])
    expect(page.get_by_text("Close to what you typed")).to_be_visible()
    expect(page.get_by_text("cake")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("article", has_text="The lighthouse is open on Sunday")).to_be_in_viewport()
    page.go_back()
    expect(box(page)).to_have_value("lighthuose")
    expect(hits(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()


@pytest.mark.long
def test_filters_are_offered_while_they_are_typed_and_taken_out_again(scene: Scene) -> None:
    page = scene.ann.page
    page.get_by_role("link", name="Search messages").click()
    box(page).press_sequentially("lighthouse from:ba")
    expect(page.get_by_role("option", name=re.compile("Bob Baker"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value('lighthouse from:"Bob Baker" ')
    expect(hits(page)).to_have_count(1)
    page.get_by_role("button", name="Take out “From: Bob Baker”").click()
    expect(hits(page)).to_have_count(3)
    expect(page.get_by_role("heading", name="Surprise")).to_be_visible()
    page.get_by_role("button", name="Add a filter: With").click()
    page.get_by_role("option", name=re.compile("link")).click()
    expect(hits(page)).to_have_count(1)
    page.reload()
    expect(hits(page)).to_have_count(1)


@pytest.mark.long
def test_nothing_found_and_nonsense_are_answered_in_words(scene: Scene) -> None:
    page = scene.ann.page
    page.keyboard.press("Control+K")
    scene.ann.network_fails = True  # the browser notes that one search was refused
    page.get_by_role("combobox", name="Find or jump to a room, a chat, a person or a group").fill("zeppelin")
    page.get_by_role("option", name="Search messages for “zeppelin”").click()
    expect(page.get_by_text("Nothing was found.", exact=True).last).to_be_visible()
    box(page).fill("x before:soon")
    expect(page.get_by_role("alert")).to_contain_text("takes a day")
    box(page).fill("in:surprise cake")
    expect(hits(page)).to_have_count(1)


@pytest.mark.long
def test_more_is_shown_when_there_is_more(scene: Scene) -> None:
    page = scene.bob.page
    page.get_by_role("button", name="More about this room").click()
    page.get_by_role("menuitem", name="Search here").click()
    box(page).press("End")
    box(page).press_sequentially("something")
    expect(page.locator(".hit mark")).to_have_count(25)
    page.get_by_role("button", name="Show older ones").click()
    expect(hits(page)).to_have_count(50)
    page.get_by_role("button", name="Show older ones").click()
    expect(hits(page)).to_have_count(70)
    expect(page.get_by_role("button", name="Show older ones")).to_have_count(0)


@pytest.mark.long
def test_one_goes_to_a_day_from_the_menu_of_the_conversation(scene: Scene) -> None:
    page = scene.bob.page
    scene.bob.sees("See https://example.org/lighthouse")
    page.get_by_role("button", name="More about this room").click()
    page.get_by_role("menuitem", name="Go to a day").click()
    page.get_by_label("Day", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="Go there").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("article", has_text="The lighthouse is open on Sunday")).to_be_in_viewport()
