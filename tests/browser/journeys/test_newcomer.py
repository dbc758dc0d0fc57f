"""What somebody who comes from another chat expects without thinking: where the focus is, where a link leads."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journeys.visitor import People, Scene

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def scene(people: People) -> Scene:
    return people.meet()


def test_a_closed_thread_leaves_the_focus_where_one_writes(scene: Scene) -> None:
    page = scene.ann.page
    scene.ann.write("Which flour?")
    row = scene.ann.says("Which flour?")
    row.hover()
    row.get_by_role("button", name="Thread").click()
    expect(page.get_by_label("Reply in the thread")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary", name="Thread")).to_have_count(0)
    expect(page.get_by_label("Message Living room")).to_be_focused()


def test_a_new_room_asks_for_its_name(scene: Scene) -> None:
    page = scene.ann.page
    page.get_by_role("button", name="New room").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_label("Name", exact=True)).to_have_accessible_description("What is it for?")
    page.keyboard.type("Attic")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Attic", level=1)).to_be_visible()


def test_what_is_scheduled_is_said_and_one_can_write_on(scene: Scene) -> None:
    page = scene.ann.page
    page.get_by_label("Message Living room").fill("Later, alligator")
    page.get_by_role("button", name="Send later…").click()
    page.get_by_role("button", name="Tomorrow morning").click()
    expect(page.get_by_text(re.compile("^Scheduled for "))).to_be_visible()
    expect(page.get_by_label("Message Living room")).to_be_focused()
    expect(page.get_by_label("Message Living room")).to_have_value("")


def test_after_choosing_a_file_its_caption_is_typed_at_once(scene: Scene) -> None:
    page = scene.ann.page
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach files").click()
    chooser.value.set_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"flour"})
    expect(page.get_by_label("Message Living room")).to_be_focused()
    page.keyboard.type("My notes")
    page.keyboard.press("Enter")
    expect(scene.bob.says("My notes").get_by_role("link", name="notes.txt")).to_be_visible()


def test_a_link_to_a_message_leads_there_in_the_same_page_by_the_rooms_name(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    ann.write("Bread at four")
    bob.sees("Bread at four")
    attic = ann.api("POST", f"/groups/{scene.group_id}/rooms", {"topic": "Attic"})["room"]["id"]
    cellar = ann.api("POST", f"/groups/{scene.group_id}/rooms", {"topic": "Cellar", "private": True})["room"]["id"]
    bob.mark_page()
    bob.page.get_by_role("link", name="Attic").click()
    here, secret = f"{ann.address}/c/{scene.room_id}/1", f"{ann.address}/c/{cellar}/1"
    ann.api("POST", f"/conversations/{attic}/messages", {"text": f"see {here} and {secret}"})
    said = bob.page.get_by_role("article").last
    # Who may not read a room does not learn its name.
    expect(said.get_by_role("link", name=secret)).to_be_visible()
    said.get_by_role("link", name="#Living room › message").click()
    expect(bob.page.get_by_role("heading", name="Living room", level=1)).to_be_visible()
    expect(bob.page).to_have_url(here)
    assert bob.never_reloaded()
    assert len(bob.context.pages) == 1


def test_only_what_was_sent_last_offers_to_be_taken_back(scene: Scene) -> None:
    scene.ann.write("One")
    scene.ann.write("Two")
    expect(scene.ann.says("Two").get_by_role("button", name="Undo")).to_be_visible()
    expect(scene.ann.page.get_by_role("button", name="Undo")).to_have_count(1)


def test_escape_and_the_way_back_close_what_lies_on_top_and_no_more(people: People) -> None:
    scene = people.meet()
    phone = people.new("Bob", "Baker", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.context.add_cookies(scene.bob.context.cookies())  # type: ignore[arg-type]
    phone.open(f"/c/{scene.room_id}")
    page = phone.page
    page.get_by_role("button", name="Rooms and people").tap()
    page.get_by_role("button", name="Sunday Crew").tap()
    expect(page.get_by_role("menu", name="Groups")).to_be_visible()
    # A close request, as the way back makes one on Android; for Escape the browser makes one too.
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu", name="Groups")).to_have_count(0)
    expect(page.locator(".sidebar.out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sidebar.out")).to_have_count(0)
    expect(page.get_by_role("heading", name="Living room", level=1)).to_be_visible()


def test_a_long_room_opens_at_its_end_and_at_what_is_new_however_one_comes(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    attic = ann.api("POST", f"/groups/{scene.group_id}/rooms", {"topic": "Attic"})["room"]["id"]
    for number in range(60):
        ann.api("POST", f"/conversations/{attic}/messages", {"text": f"Line {number}."})
    rooms = bob.page.get_by_role("navigation", name="Conversations")
    bob.api("PUT", f"/conversations/{attic}/seen", {"number": 60})
    rooms.get_by_role("link", name="Attic").click()
    expect(bob.says("Line 59.")).to_be_in_viewport()
    rooms.get_by_role("link", name="Living room").click()
    expect(bob.page.get_by_role("heading", name="Living room", level=1)).to_be_visible()
    rooms.get_by_role("link", name="Attic").click()
    expect(bob.says("Line 59.")).to_be_in_viewport()
    expect(bob.page.get_by_text("New since you left")).to_have_count(0)
    rooms.get_by_role("link", name="Living room").click()
    for number in range(60, 90):
        ann.api("POST", f"/conversations/{attic}/messages", {"text": f"Line {number}."})
    expect(rooms.get_by_role("link", name="Attic")).to_contain_text("30")
    rooms.get_by_role("link", name="Attic").click()
    expect(bob.page.get_by_text("New since you left")).to_be_in_viewport()
    expect(bob.says("Line 60.")).to_be_in_viewport()
    expect(bob.says("Line 89.")).not_to_be_in_viewport()
