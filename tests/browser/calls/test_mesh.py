"""Calls without any other server: people connect to each other, and sound and pictures really arrive."""

import pytest
from playwright.sync_api import expect

from tests.browser.calls.talkers import Talkers, hears_and_sees, media, start_or_join

pytestmark = pytest.mark.browser


def test_two_people_talk_and_a_third_comes_late(talkers: Talkers) -> None:
    ann, bob, cat = talkers.come("Ann", "Bob", "Cat")
    start_or_join(ann, video=True)
    start_or_join(bob, video=True)
    hears_and_sees(ann, voices=1, pictures=1)
    hears_and_sees(bob, voices=1, pictures=1)
    assert media(cat) == (0, 0) or media(cat).voices == 0
    start_or_join(cat)
    for person, pictures in ((ann, 1), (bob, 1), (cat, 2)):
        hears_and_sees(person, voices=2, pictures=pictures)


def test_five_talk_and_four_are_seen(talkers: Talkers) -> None:
    people = talkers.come("Ann", "Bob", "Cat", "Dan", "Eve")
    for place, person in enumerate(people):
        start_or_join(person, video=place < 4)
    for place, person in enumerate(people):
        hears_and_sees(person, voices=4, pictures=3 if place < 4 else 4, seconds=40)


def test_who_mutes_is_not_heard_and_everybody_sees_it(talkers: Talkers) -> None:
    ann, bob = talkers.come("Ann", "Bob")
    start_or_join(ann)
    start_or_join(bob)
    hears_and_sees(bob, voices=1)
    ann.page.get_by_role("button", name="Mute").first.click()
    expect(bob.page.get_by_label("Ann Caller, muted")).to_be_visible()
    hears_and_sees(bob, voices=0)
    ann.page.get_by_role("button", name="Unmute").first.click()
    hears_and_sees(bob, voices=1)


def test_a_page_that_dies_disappears_within_fifteen_seconds(talkers: Talkers) -> None:
    ann, bob = talkers.come("Ann", "Bob")
    start_or_join(ann)
    start_or_join(bob)
    hears_and_sees(ann, voices=1)
    devtools = bob.context.new_cdp_session(bob.page)
    bob.page.on("crash", lambda: None)
    with pytest.raises(Exception, match="crash"):
        devtools.send("Page.crash")
    expect(ann.page.locator(".call-bubble")).to_have_count(1, timeout=15_000)


def test_a_call_survives_the_restart_of_the_server(talkers: Talkers) -> None:
    raise NotImplementedError


def test_a_change_of_network_is_healed_by_an_ice_restart(talkers: Talkers) -> None:
    raise NotImplementedError


def test_who_is_removed_from_the_group_is_out_of_the_call_at_once(talkers: Talkers) -> None:
    raise NotImplementedError
