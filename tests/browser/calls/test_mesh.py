"""Calls without any other server: people connect to each other, and sound and pictures really arrive."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.calls.talkers import Talkers, faces, in_a_call, pill, press, start_or_join
from tests.browser.calls.witness import hears_and_sees, media, played_aloud, sees
from tests.browser.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]


@pytest.fixture
def couple(talkers: Talkers) -> tuple[Visitor, Visitor]:
    """Ann and Bob hear each other."""
    ann, bob = in_a_call(talkers, "Ann", "Bob")
    return ann, bob


def test_two_people_talk_and_a_third_comes_late(talkers: Talkers) -> None:
    ann, bob, cat = talkers.come("Ann", "Bob", "Cat")
    start_or_join(ann, video=True)
    start_or_join(bob, video=True)
    hears_and_sees(ann, voices=1, pictures=1)
    hears_and_sees(bob, voices=1, pictures=1)
    got = media(cat)
    assert (got.voices, got.pictures) == (0, 0), "who looks at the room is not in its call"
    start_or_join(cat)
    for person, pictures in ((ann, 1), (bob, 1), (cat, 2)):
        hears_and_sees(person, voices=2, pictures=pictures)


@pytest.mark.long  # on two busy cores one of the five sometimes gets no picture for long; on quiet ones it passes
def test_five_talk_and_four_are_seen(talkers: Talkers) -> None:
    people = talkers.come("Ann", "Bob", "Cat", "Dan", "Eve")
    for place, person in enumerate(people):
        start_or_join(person, video=place < 4)
    for place, person in enumerate(people):
        hears_and_sees(person, voices=4, pictures=3 if place < 4 else 4, seconds=40)


def test_who_mutes_is_not_heard_and_everybody_sees_it(couple: tuple[Visitor, Visitor]) -> None:
    ann, bob = couple
    press(ann, "Mute")
    expect(bob.page.get_by_role("button", name="Ann Caller, muted")).to_be_visible()
    hears_and_sees(bob, voices=0)
    hears_and_sees(ann, voices=1)
    press(ann, "Unmute")
    hears_and_sees(bob, voices=1)
    expect(bob.page.get_by_role("button", name="Ann Caller, muted")).to_have_count(0)


def test_who_deafens_hears_nobody_and_is_not_heard(couple: tuple[Visitor, Visitor]) -> None:
    ann, bob = couple
    assert played_aloud(ann) == 1
    press(ann, "Hear nobody")
    expect(bob.page.get_by_role("button", name="Ann Caller, not listening")).to_be_visible()
    assert played_aloud(ann) == 0
    assert played_aloud(bob) == 1
    hears_and_sees(bob, voices=0)
    press(ann, "Hear them again")
    hears_and_sees(bob, voices=1)
    assert played_aloud(ann) == 1


def test_a_shared_screen_is_seen_large_and_goes_when_it_stops(couple: tuple[Visitor, Visitor]) -> None:
    ann, bob = couple
    press(ann, "Share the screen")
    screen = bob.page.get_by_label("Ann's screen")
    expect(screen).to_be_visible()
    sees(bob, 1)
    width = bob.page.evaluate("document.querySelector('.screen video').videoWidth")
    assert width > 160, "it is the screen, not a camera"
    expect(ann.page.get_by_text("Everybody in the call sees your screen.")).to_be_visible()
    press(ann, "Stop sharing")
    expect(screen).to_have_count(0)
    sees(bob, 0)


def test_a_second_device_of_the_same_person_takes_over(couple: tuple[Visitor, Visitor], talkers: Talkers) -> None:
    ann, bob = couple
    telephone = talkers.another_device(ann)
    start_or_join(telephone)
    expect(ann.page.get_by_text("You joined from another device or tab.")).to_be_visible()
    hears_and_sees(telephone, voices=1)
    hears_and_sees(bob, voices=1)
    hears_and_sees(ann, voices=0)
    expect(faces(bob)).to_have_count(2)
    talkers.forget(telephone)


def test_going_to_the_call_of_another_room_needs_no_question(couple: tuple[Visitor, Visitor], talkers: Talkers) -> None:
    ann, bob = couple
    attic = talkers.new_room("Attic")
    ann.page.get_by_role("link", name="Attic").click()
    expect(ann.page.get_by_role("heading", name="Attic", level=1)).to_be_visible()
    hears_and_sees(ann, voices=1)  # looking elsewhere ends nothing
    start_or_join(ann)
    expect(ann.page.get_by_role("dialog")).to_have_count(0)
    expect(faces(bob)).to_have_count(1)
    expect(pill(bob, "Attic")).to_contain_text("Ann")
    hears_and_sees(bob, voices=0)
    talkers.enter(bob, attic, "Attic")
    start_or_join(bob)
    for person in couple:
        hears_and_sees(person, voices=1)


def test_a_call_in_a_direct_chat_is_announced_wherever_one_is(talkers: Talkers) -> None:
    ann, bob = talkers.come("Ann", "Bob")
    chat = ann.api("POST", "/chats", {"user_ids": [bob.api("GET", "/me")["user"]["id"]]})["chat"]["id"]
    expect(bob.page.get_by_text("is calling")).to_have_count(0)
    talkers.enter(ann, chat, "Bob Caller")
    start_or_join(ann)
    expect(bob.page.get_by_text("Ann is calling.")).to_be_visible()
    expect(bob.page).to_have_title(re.compile("^Ann is calling"))
    expect(ann.page.get_by_text("is calling")).to_have_count(0)
    bob.page.locator(".banner.calling").get_by_role("button", name="Join").click()
    for person in (ann, bob):
        hears_and_sees(person, voices=1)
    expect(bob.page.get_by_text("is calling")).to_have_count(0)


def test_the_sidebar_of_somebody_outside_shows_who_is_in_and_how(
    couple: tuple[Visitor, Visitor], talkers: Talkers
) -> None:
    ann, bob = couple
    (cat,) = talkers.come("Cat")
    expect(pill(cat)).to_contain_text("Ann and Bob")
    press(ann, "Mute")
    expect(pill(cat)).to_contain_text("Ann (muted)")
    press(bob, "Raise a hand")
    expect(pill(cat)).to_contain_text("Bob (hand raised)")
    expect(ann.page.get_by_role("button", name=re.compile("^Bob Caller,.*hand raised"))).to_be_visible()
    press(ann, "Share the screen")
    expect(pill(cat)).to_contain_text("Ann (muted, sharing the screen)")
    press(bob, "Lower the hand")
    press(bob, "Leave the call")
    expect(pill(cat)).not_to_contain_text("Bob")
    press(ann, "Leave the call")
    expect(pill(cat)).to_have_count(0)
