"""The machine gets another address in mid-call. test_trouble.py runs this in a network of its own, which it changes."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.calls.conftest import Launch
from tests.browser.calls.talkers import Talkers, in_a_call
from tests.browser.calls.witness import hears_and_sees, listen_for_gaps, longest_gap, own_addresses
from tests.services import namespace
from tests.services.chromium import FLAGS, MEDIA_FLAGS
from tests.services.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

NEXT_ADDRESS = "10.99.0.2"


@pytest.fixture
def wired_chromium(launch: Launch) -> Iterator[Browser]:
    """Its media may not take the loopback, so that it is cut off when the machine's address goes."""
    with launch([*FLAGS, *(flag for flag in MEDIA_FLAGS if "loopback" not in flag)]) as browser:
        yield browser


def change(action: str, address: str) -> None:
    subprocess.run(["ip", "addr", action, f"{address}/24", "dev", "d0"], check=True)


def test_a_change_of_network_is_healed_by_an_ice_restart(wired_chromium: Browser, tmp_path: Path) -> None:
    assert namespace.is_inside(), "this would change the machine's own network"
    with RunningServer(tmp_path) as server:
        talkers = Talkers(wired_chromium, server.url)
        ann, bob = in_a_call(talkers, "Ann", "Bob")
        assert own_addresses(ann) == own_addresses(bob) == {namespace.ADDRESS}
        listen_for_gaps(ann, voices=1)
        change("del", namespace.ADDRESS)
        change("add", NEXT_ADDRESS)
        changed = time.monotonic()
        while own_addresses(ann) != {NEXT_ADDRESS} or own_addresses(bob) != {NEXT_ADDRESS}:
            assert time.monotonic() < changed + 15, (own_addresses(ann), own_addresses(bob))
            ann.page.wait_for_timeout(200)
        for person in (ann, bob):
            hears_and_sees(person, voices=1)
        assert 1 < longest_gap(ann) < 15, "it was cut off, and healed by itself"
        assert talkers.close() == []
