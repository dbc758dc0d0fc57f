"""Things break in mid-call, and calls go on: a page dies, the server dies, the line is cut, the network changes."""

import contextlib
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.browser.calls.conftest import Launch
from tests.browser.calls.talkers import Talkers, faces, overhear, participants, start_or_join
from tests.browser.calls.witness import (
    hears_and_sees,
    listen_for_gaps,
    longest_gap,
    own_addresses,
)
from tests.browser.journeys.visitor import Visitor
from tests.services.chromium import FLAGS, MEDIA_FLAGS
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser

NEXT_ADDRESS = "10.99.0.2"


def crash(person: Visitor) -> None:
    """The page's process ends where it stands: no handler of the page runs, nothing is said to the server."""
    with contextlib.suppress(Error):
        person.page.goto("chrome://crash", wait_until="commit", timeout=2_000)


def in_a_call(talkers: Talkers, *names: str) -> list[Visitor]:
    people = talkers.come(*names)
    for person in people:
        start_or_join(person)
    for person in people:
        hears_and_sees(person, voices=len(people) - 1)
    return people


def test_a_page_that_dies_disappears_within_fifteen_seconds(talkers: Talkers) -> None:
    ann, rex = in_a_call(talkers, "Ann", "Rex")
    crash(rex)
    died = time.monotonic()
    expect(faces(ann)).to_have_count(2)  # nobody was told
    expect(faces(ann)).to_have_count(1, timeout=15_000)
    assert time.monotonic() - died > 5, "it left by itself, so this shows nothing"
    talkers.forget(rex)


@pytest.mark.timeout(120)
def test_a_call_survives_a_killed_server_and_who_does_not_come_back_is_out(
    talkers: Talkers, server: RunningServer
) -> None:
    ann, bob, max_ = in_a_call(talkers, "Ann", "Bob", "Max")
    for person in (ann, bob, max_):
        person.network_fails = True
    (cat,) = talkers.come("Cat")
    cat.network_fails = True
    frames = overhear(cat)
    before = participants(ann, talkers.room_id)
    assert len(before) == 3
    server.kill()
    crash(max_)
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
        assert longest_gap(person) < 1.5
    after = participants(ann, talkers.room_id)
    assert after.items() <= before.items(), "they are the same participants, without anybody joining anew"
    assert len(after) == 2
    told = [frame for frame in frames if '"call.' in frame and '"call.state"' not in frame]
    assert ["call.left" in frame for frame in told] == [True], told
    talkers.forget(max_)


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
    assert longest_gap(bob) < 1.5


@pytest.fixture(scope="module")
def wired_chromium(launch: Launch) -> Iterator[Browser]:
    """Its media may not take the loopback, so that it is cut off when the machine's address goes."""
    with launch([*FLAGS, *(flag for flag in MEDIA_FLAGS if "loopback" not in flag)]) as browser:
        yield browser


def give(action: str, address: str) -> None:
    subprocess.run(["ip", "addr", action, f"{address}/24", "dev", "d0"], check=True)


@pytest.mark.timeout(120)
def test_a_change_of_network_is_healed_by_an_ice_restart(
    wired_chromium: Browser, tmp_path: Path, own_network: str
) -> None:
    with RunningServer(tmp_path) as elsewhere:
        talkers = Talkers(wired_chromium, elsewhere.url)
        ann, bob = in_a_call(talkers, "Ann", "Bob")
        assert own_addresses(ann) == own_addresses(bob) == {own_network}
        listen_for_gaps(ann, voices=1)
        give("del", own_network)
        changed = time.monotonic()
        try:
            give("add", NEXT_ADDRESS)
            while own_addresses(ann) != {NEXT_ADDRESS} or own_addresses(bob) != {NEXT_ADDRESS}:
                assert time.monotonic() - changed < 15, (own_addresses(ann), own_addresses(bob))
                ann.page.wait_for_timeout(200)
            for person in (ann, bob):
                hears_and_sees(person, voices=1)
            assert longest_gap(ann) < 15
        finally:
            give("add", own_network)
            give("del", NEXT_ADDRESS)
        assert talkers.close() == []
