"""The day after: two tabs, the back button, the keyboard alone, the phone's drawer."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import PASSWORD, People, Scene

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(people: People) -> Scene:
    """With a second room, Attic, which sorts before the first."""
    met = people.meet()
    met.ann.api("POST", f"/groups/{met.group_id}/rooms", {"topic": "Attic"})
    return met


def room_row(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Conversations").get_by_role("link", name=name)


def is_in(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_two_tabs_of_one_person_and_the_back_button(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    second = ann.context.new_page()
    second.goto(ann.page.url)
    ann.write("From the first tab")
    ann.sees("From the first tab", page=second)
    ann.write("From the second tab", page=second)
    bob.sees("From the first tab", "From the second tab")
    ann.sees("From the second tab")
    assert ann.conversation() == ann.conversation(second) == bob.conversation()

    room_row(second, "Attic").click()
    is_in(second, "Attic")
    room_row(ann.page, "Attic").click()
    is_in(ann.page, "Attic")
    bob.write("Where did you go?")
    expect(room_row(ann.page, "Living room").get_by_text("1 new message")).to_be_attached()
    expect(room_row(second, "Living room").get_by_text("1 new message")).to_be_attached()
    ann.page.go_back()
    is_in(ann.page, "Living room")
    ann.sees("Where did you go?")
    # What one tab has read is read in the other.
    ann.page.bring_to_front()
    expect(room_row(second, "Living room").locator(".pill")).to_have_count(0)
    ann.page.go_forward()
    is_in(ann.page, "Attic")


def test_by_keyboard_alone(scene: Scene, people: People) -> None:
    scene.ann.write("Type, don't touch")
    ann = people.new("Ann", "Archer")
    page, keys = ann.page, ann.page.keyboard
    ann.open("/sign-in")
    expect(page.get_by_label("Email")).to_be_focused()
    keys.type(ann.email)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    composer = page.locator("textarea.composer-text")
    expect(composer).to_be_focused()
    first = page.get_by_role("heading", level=1).inner_text()
    other = {"Attic": "Living room", "Living room": "Attic"}[first]
    keys.press("Alt+ArrowDown")
    is_in(page, other)
    expect(composer).to_be_focused()
    keys.press("Alt+ArrowUp")
    is_in(page, first)
    keys.press("Control+k")
    expect(page.get_by_role("combobox", name="Find or jump to")).to_be_focused()
    keys.type("liv")
    keys.press("Enter")
    is_in(page, "Living room")
    expect(composer).to_be_focused()
    keys.type("Line one")
    keys.press("Shift+Enter")
    keys.type("line two")
    keys.press("Enter")
    expect(scene.bob.says("Line one")).to_contain_text("line two")


def test_the_drawer_of_a_phone(scene: Scene, people: People) -> None:
    phone = people.new("Bob", "Baker", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.api("POST", "/sessions", {"email": phone.email, "password": PASSWORD})
    phone.open(f"/c/{scene.room_id}")
    page = phone.page
    is_in(page, "Living room")
    expect(room_row(page, "Attic")).not_to_be_in_viewport()
    page.get_by_role("button", name="Rooms and people").tap()
    expect(room_row(page, "Attic")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(room_row(page, "Attic")).not_to_be_in_viewport()
    page.get_by_role("button", name="Rooms and people").tap()
    room_row(page, "Attic").tap()
    is_in(page, "Attic")
    expect(room_row(page, "Attic")).not_to_be_in_viewport()
    composer = page.locator("textarea.composer-text")
    composer.fill("From the phone")
    page.get_by_role("button", name="Send", exact=True).tap()
    phone.sees("From the phone")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    room_row(scene.ann.page, "Attic").click()
    scene.ann.sees("From the phone")
