"""Things break in mid-call, and calls go on: a page dies, the server dies, the line is cut, the network changes."""

import contextlib
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.calls.talkers import Talkers, faces, in_a_call, participants, told_of_calls
from tests.browser.calls.witness import hears_and_sees, listen_for_gaps, longest_gap
from tests.browser.journeys.visitor import Visitor
from tests.services import namespace
from tests.services.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

ALONE = Path(__file__).parent / "change_of_network.py"


def crash(talkers: Talkers, person: Visitor) -> None:
    """The page's process ends where it stands: no handler of the page runs, nothing is said to the server."""
    with contextlib.suppress(Error):
        person.page.goto("chrome://crash", wait_until="commit", timeout=2_000)
    talkers.forget(person)


@pytest.mark.long
def test_a_page_that_dies_disappears_within_fifteen_seconds(talkers: Talkers) -> None:
    ann, rex = in_a_call(talkers, "Ann", "Rex")
    crash(talkers, rex)
    died = time.monotonic()
    expect(faces(ann)).to_have_count(2)  # nobody was told
    expect(faces(ann)).to_have_count(1, timeout=15_000)
    assert time.monotonic() - died > 5, "it left by itself, so this shows nothing"


@pytest.mark.long
def test_a_call_survives_a_killed_server_and_who_does_not_come_back_is_out(
    talkers: Talkers, server: RunningServer
) -> None:
    ann, bob, max_ = in_a_call(talkers, "Ann", "Bob", "Max")
    for person in (ann, bob, max_):
        person.network_fails = True
    before, told = participants(ann, talkers.room_id), told_of_calls(ann, talkers.group_id)
    assert len(before) == 3
    server.kill()
    crash(talkers, max_)
    expect(ann.page.get_by_text("The server is out of reach.")).to_be_visible()
    for person in (ann, bob):
        listen_for_gaps(person, voices=1)
        hears_and_sees(person, voices=1)
    server.start()
    for person in (ann, bob):
        expect(person.page.get_by_text("The server is out of reach.")).to_have_count(0, timeout=30_000)
    expect(faces(ann)).to_have_count(2, timeout=20_000)
    for person in (ann, bob):
        hears_and_sees(person, voices=1)
        assert longest_gap(person) < 3
    after = participants(ann, talkers.room_id)
    assert after.items() <= before.items(), "they are the same participants, without anybody joining anew"
    assert len(after) == 2
    assert told_of_calls(ann, talkers.group_id) == [*told, "call.left"], "the call was not started again"


@pytest.mark.long
def test_a_call_goes_on_while_the_server_is_out_of_reach_for_one(talkers: Talkers) -> None:
    ann, bob = in_a_call(talkers, "Ann", "Bob")
    ann.network_fails = True
    before = participants(bob, talkers.room_id)
    listen_for_gaps(bob, voices=1)
    ann.context.set_offline(True)
    expect(ann.page.get_by_text("The server is out of reach.")).to_be_visible()
    hears_and_sees(bob, voices=1)
    ann.context.set_offline(False)
    expect(ann.page.get_by_text("The server is out of reach.")).to_have_count(0, timeout=15_000)
    for person in (ann, bob):
        hears_and_sees(person, voices=1)
    assert participants(bob, talkers.room_id) == before
    assert longest_gap(bob) < 3


def test_a_change_of_network_is_healed_by_an_ice_restart() -> None:
    """In a network that no other test uses meanwhile."""
    reason = namespace.why_not()
    if reason is not None:
        pytest.skip(reason)
    done = namespace.run_inside(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(ALONE)], seconds=140
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
