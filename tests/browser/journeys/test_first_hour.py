"""The main job: sign up, form a group, send a link, talk in a room and directly."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import People, Visitor, fill

pytestmark = pytest.mark.browser


def make_first_group(ann: Visitor) -> str:
    """From the first screen to a room of one's own; the link to send."""
    page = ann.page
    ann.open()
    expect(page.get_by_role("heading", name="A place of your own")).to_be_visible()
    ann.fill_in_sign_up()
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Make your first group")).to_be_visible()
    fill(page, **{"Name of the group": "Sunday Crew", "Its first room": "Kitchen"})
    page.get_by_role("button", name="Make the group").click()
    expect(page.get_by_role("heading", name="Invite to Sunday Crew")).to_be_visible()
    # Nobody else reaches this server: a QR code would lead a phone to itself. And it sends no mail.
    expect(page.get_by_text('make run ARGS="--host 0.0.0.0"')).to_be_visible()
    expect(page.get_by_text("distributed serve --host 0.0.0.0")).to_be_visible()
    expect(page.get_by_role("img", name="QR code of the invite link")).to_have_count(0)
    expect(page.get_by_label("Or somebody with an account here, by email")).to_be_visible()
    link = page.get_by_label("Invite link", exact=True).input_value()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("heading", name="Kitchen", level=1)).to_be_visible()
    return link


def arrive_by(link: str, bob: Visitor) -> None:
    page = bob.page
    bob.open(link)
    expect(page.get_by_role("heading", name="Join Sunday Crew")).to_be_visible()
    expect(page.get_by_text("Ann Archer")).to_be_visible()
    bob.fill_in_sign_up()
    page.get_by_role("button", name="Make my account and join").click()
    expect(page.get_by_role("heading", name="Kitchen", level=1)).to_be_visible()


def person_row(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Conversations").get_by_role("button", name=name)


def test_two_people_meet_by_a_link_and_talk(people: People) -> None:
    ann, bob = people.new("Ann", "Archer"), people.new("Bob", "Baker")
    arrive_by(make_first_group(ann), bob)
    expect(person_row(ann.page, "Bob Baker , here now")).to_be_visible()
    ann.write("Soup is on. **Bring bread**")
    bob.sees("Soup is on. Bring bread")
    bob.page.locator("textarea.composer-text").press_sequentially("On my way")
    expect(ann.page.get_by_text("Bob is writing")).to_be_visible()
    bob.page.keyboard.press("Enter")
    ann.sees("On my way")
    assert ann.conversation() == bob.conversation() == ["Soup is on. Bring bread", "On my way"]

    person_row(bob.page, "Ann Archer").click()
    expect(bob.page.get_by_role("heading", name="Ann Archer", level=1)).to_be_visible()
    bob.write("Is there cheese too?")
    expect(person_row(ann.page, "Bob Baker").get_by_text("1 new message")).to_be_attached()
    person_row(ann.page, "Bob Baker").click()
    ann.sees("Is there cheese too?")
    ann.write("There is always cheese")
    bob.sees("There is always cheese")
    assert ann.conversation() == bob.conversation() == ["Is there cheese too?", "There is always cheese"]


def test_one_who_has_an_account_joins_with_it(people: People) -> None:
    ann, bob, cat = people.new("Ann", "Archer"), people.new("Bob", "Baker"), people.new("Cat", "Cole")
    link = make_first_group(ann)
    arrive_by(link, bob)
    cat.sign_up_at_once(link.rsplit("/", 1)[1])
    other = bob.api("POST", "/groups", {"name": "Book Club"})["group"]["id"]
    bob.api("POST", f"/groups/{other}/rooms", {"topic": "Chapter one"})
    cat.open(bob.api("POST", f"/groups/{other}/invites", {})["invite"]["url"])
    cat.page.get_by_role("button", name="Join", exact=True).click()
    expect(cat.page.get_by_role("heading", name="Chapter one", level=1)).to_be_visible()
