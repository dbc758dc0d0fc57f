"""What is kept for later, between two devices of one person: drafts, saved messages, reminders, scheduled sends."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import People, Visitor

pytestmark = pytest.mark.browser

COMPOSER = "textarea.composer-text"


def second_device(people: People, person: Visitor) -> Visitor:
    """On the same page, in a conversation."""
    other = people.second_device_of(person)
    other.open(person.page.url)
    expect(other.page.locator(COMPOSER)).to_be_visible()
    return other


def soon(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def say(person: Visitor, room_id: str, text: str, **more: Any) -> str:
    sent = person.api("POST", f"/conversations/{room_id}/messages", {"text": text, **more})
    return str(sent["message"]["id"])


def another_room(person: Visitor, group_id: str) -> str:
    return str(person.api("POST", f"/groups/{group_id}/rooms", {"topic": "Balcony"})["room"]["id"])


def glimpse(page: Page, text: str) -> Locator:
    return page.locator("article.glimpse", has_text=text)


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_a_draft_is_on_both_devices_and_gone_from_both_once_it_is_sent(people: People) -> None:
    scene = people.meet()
    other = another_room(scene.ann, scene.group_id)
    laptop, phone = scene.ann, second_device(people, scene.ann)
    laptop.page.locator(COMPOSER).fill("Bring the good")
    expect(phone.page.locator(COMPOSER)).to_have_value("Bring the good")
    phone.page.locator(COMPOSER).press_sequentially(" knife")
    expect(laptop.page.locator(COMPOSER)).to_have_value("Bring the good knife")
    expect(scene.bob.page.get_by_text("Bring the good")).to_have_count(0)
    # Elsewhere a pencil says where one began.
    phone.open(f"/c/{other}")
    expect(phone.page.get_by_role("link", name=re.compile("Living room.*with a draft"))).to_be_visible()
    laptop.page.locator(COMPOSER).press("Enter")
    scene.bob.sees("Bring the good knife")
    expect(laptop.page.locator(COMPOSER)).to_have_value("")
    expect(phone.page.get_by_role("link", name=re.compile("with a draft"))).to_have_count(0)
    assert laptop.api("GET", "/home")["drafts"] == []


@pytest.mark.long
def test_a_draft_survives_a_closed_page_that_was_offline(people: People) -> None:
    scene = people.meet()
    ann = scene.ann
    ann.network_fails = True
    ann.context.set_offline(True)
    ann.page.locator(COMPOSER).fill("Written in a tunnel")
    ann.page.close()
    ann.context.set_offline(False)
    ann.page = ann.context.new_page()
    ann.open(f"/c/{scene.room_id}")
    expect(ann.page.locator(COMPOSER)).to_have_value("Written in a tunnel")
    phone = second_device(people, ann)
    expect(phone.page.locator(COMPOSER)).to_have_value("Written in a tunnel")


def test_what_is_saved_on_one_device_is_on_the_other_with_a_way_back(people: People) -> None:
    scene = people.meet()
    say(scene.bob, scene.room_id, "The address is Lindenweg 4")
    for number in range(3):
        say(scene.bob, scene.room_id, f"Chatter {number}")
    laptop, phone = scene.ann, second_device(people, scene.ann)
    go(phone.page, "Saved")
    expect(phone.page.get_by_text("Nothing here")).to_be_visible()
    message = laptop.says("Lindenweg 4")
    message.hover()
    message.get_by_role("button", name="More").first.click()
    laptop.page.get_by_role("menuitem", name="Save for later").click()
    expect(glimpse(phone.page, "Lindenweg 4")).to_be_visible()
    expect(glimpse(phone.page, "Lindenweg 4")).to_contain_text("Living room")
    scene.bob.open("/saved")
    expect(scene.bob.page.get_by_text("Nothing here")).to_be_visible()
    glimpse(phone.page, "Lindenweg 4").get_by_role("link", name="Go to it").click()
    phone.sees("The address is Lindenweg 4")
    go(laptop.page, "Saved")
    glimpse(laptop.page, "Lindenweg 4").get_by_role("button", name="Done").click()
    expect(laptop.page.get_by_text("Nothing here")).to_be_visible()


@pytest.mark.long
def test_a_reminder_comes_wherever_one_is_and_goes_from_both_devices_when_it_is_answered(people: People) -> None:
    scene = people.meet()
    message = say(scene.bob, scene.room_id, "Water the tomatoes")
    laptop, phone = scene.ann, second_device(people, scene.ann)
    laptop.open("/settings")
    laptop.api("PUT", f"/messages/{message}/saved", {"remind_at": soon(2)})
    for page in (laptop.page, phone.page):
        expect(page.locator(".banner.reminder")).to_contain_text("Water the tomatoes", timeout=15_000)
    expect(scene.bob.page.locator(".banner.reminder")).to_have_count(0)
    phone.page.locator(".banner.reminder").get_by_role("button", name="Later").click()
    phone.page.get_by_role("button", name=re.compile("^In 20 minutes")).click()
    for page in (laptop.page, phone.page):
        expect(page.locator(".banner.reminder")).to_have_count(0)
    go(laptop.page, "Saved")
    expect(glimpse(laptop.page, "Water the tomatoes")).to_contain_text("Reminder:")
    laptop.api("PUT", f"/messages/{message}/saved", {"remind_at": soon(2)})
    laptop.page.locator(".banner.reminder").get_by_role("button", name="Go to it").click(timeout=15_000)
    laptop.sees("Water the tomatoes")
    expect(phone.page.locator(".banner.reminder")).to_have_count(0)


def test_a_scheduled_message_is_sent_while_no_page_of_its_author_is_open(people: People) -> None:
    scene = people.meet()
    laptop, phone = scene.ann, second_device(people, scene.ann)
    laptop.page.locator(COMPOSER).fill("Good *morning*")
    laptop.page.get_by_role("button", name="Send later…").click()
    laptop.page.get_by_role("button", name=re.compile("^Tomorrow morning")).click()
    expect(laptop.page.locator(COMPOSER)).to_have_value("")
    expect(laptop.page.get_by_role("dialog")).to_have_count(0)
    go(phone.page, "Scheduled")
    expect(glimpse(phone.page, "Good morning")).to_contain_text("Living room")
    phone.page.get_by_role("button", name="Edit").click()
    phone.page.get_by_label("The message").fill("Good *evening*")
    phone.page.get_by_role("button", name="Save").click()
    expect(glimpse(phone.page, "Good evening")).to_be_visible()
    expect(scene.bob.page.get_by_text("Good")).to_have_count(0)
    [waiting] = laptop.api("GET", "/scheduled")["scheduled"]
    laptop.api("PATCH", f"/scheduled/{waiting['id']}", {"send_at": soon(3)})
    laptop.page.close()
    phone.page.close()
    scene.bob.sees("Good evening", seconds=20)
    assert scene.ann.api("GET", "/scheduled")["scheduled"] == []


@pytest.mark.long
def test_who_was_removed_before_it_was_due_is_told_why_it_was_not_sent(people: People) -> None:
    scene = people.meet()
    bob = scene.bob
    body = {"send_at": soon(4), "message": {"text": "From outside"}}
    bob.api("POST", f"/conversations/{scene.room_id}/scheduled", body)
    bob_id = bob.api("GET", "/me")["user"]["id"]
    bob.open("/scheduled")
    expect(glimpse(bob.page, "From outside")).to_be_visible()
    scene.ann.api("DELETE", f"/groups/{scene.group_id}/members/{bob_id}")
    failed = glimpse(bob.page, "From outside")
    expect(failed).to_contain_text("It was not sent: You can no longer write there.", timeout=20_000)
    expect(scene.ann.page.get_by_text("From outside")).to_have_count(0)
    failed.get_by_role("button", name="Delete").click()
    bob.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(bob.page.get_by_text("Nothing waits")).to_be_visible()


def test_catching_up_tells_what_means_me_first_and_one_key_marks_all_read_on_every_device(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    bob.open("/settings")
    bob_id = bob.api("GET", "/me")["user"]["id"]
    for number in range(4):
        say(ann, scene.room_id, f"Chatter {number}")
    say(ann, scene.room_id, "@Bob, look", entities=[{"type": "mention", "offset": 0, "length": 4, "user_id": bob_id}])
    say(ann, scene.room_id, "Cake?", poll={"options": ["Plum", "Apple"]})
    phone = people.second_device_of(bob)
    phone.open("/catch-up")
    go(bob.page, "Catch up")
    for page in (bob.page, phone.page):
        expect(page.get_by_text("6 new messages in 1 conversation since you left.")).to_be_visible()
        expect(page.locator(".missed h2").first).to_have_text("For you")
        expect(glimpse(page, ", look")).to_be_visible()
    bob.page.keyboard.press("Shift+Escape")
    expect(bob.page.get_by_text("Everything is marked read.")).to_be_visible()
    expect(bob.page.get_by_text("new messages")).to_have_count(0)
    expect(phone.page.get_by_role("link", name=re.compile("Catch up.*new message"))).to_have_count(0)
    bob.page.get_by_role("button", name="Undo").click()
    expect(bob.page.get_by_text("6 new messages in 1 conversation since you left.")).to_be_visible()


@pytest.mark.long
def test_after_a_long_absence_a_card_offers_to_catch_up(people: People) -> None:
    scene = people.meet()
    scene.bob.open("/settings")
    expect(scene.bob.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    for number in range(12):
        say(scene.ann, scene.room_id, f"Chatter {number}")
    elsewhere = people.second_device_of(scene.bob)
    two_days_ago = "localStorage.getItem('here-last') || localStorage.setItem('here-last', Date.now() - 172800000)"
    elsewhere.context.add_init_script(two_days_ago)
    elsewhere.open("/settings")
    expect(elsewhere.page.get_by_text("Welcome back. 12 new messages since you were here 2 days ago.")).to_be_visible()
    expect(scene.bob.page.get_by_text("Welcome back")).to_have_count(0)
    elsewhere.page.get_by_role("button", name="Catch me up").click()
    expect(elsewhere.page.get_by_role("heading", name="Catch up", level=1)).to_be_visible()
    expect(elsewhere.page.get_by_text("Welcome back")).to_have_count(0)
