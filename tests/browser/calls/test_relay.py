"""Through coturn, where networks are so strict that nothing else gets through; and what the call doctor says of it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.calls.talkers import Talkers, start_or_join
from tests.browser.calls.witness import hears_and_sees, routes
from tests.browser.journeys.visitor import Visitor
from tests.services.coturn import Coturn, private_coturn
from tests.services.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]


@pytest.fixture(scope="module")
def coturn() -> Iterator[Coturn]:
    if shutil.which("turnserver") is None:
        pytest.skip("coturn is not installed.")
    with private_coturn(relays_on_loopback=True) as started:
        yield started


@pytest.fixture(scope="module")
def server(coturn: Coturn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with RunningServer(tmp_path_factory.mktemp("relayed"), arguments=(), **coturn.settings) as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.mark.long
def test_three_talk_with_nothing_but_relays_between_them(talkers: Talkers) -> None:
    people = talkers.come("Ann", "Bob", "Cat", relay_only=True)
    for place, person in enumerate(people):
        start_or_join(person, video=place < 2)
    for place, person in enumerate(people):
        hears_and_sees(person, voices=2, pictures=1 if place < 2 else 2)
        assert routes(person) == {("relay", "relay")}


def ask_the_doctor(person: Visitor) -> str:
    person.open("/doctor")
    person.page.get_by_role("button", name="Start", exact=True).click()
    expect(person.page.get_by_role("button", name="Look again")).to_be_visible(timeout=40_000)
    return person.page.get_by_role("main").inner_text()


def findings(person: Visitor) -> list[str]:
    """How each line of the doctor looks: ok, warn, fail or skip."""
    looks = person.page.locator(".doctor-line").evaluate_all("(lines) => lines.map((line) => line.className)")
    return [look.split()[-1] for look in looks]


@pytest.mark.long
def test_the_call_doctor_finds_everything_well(talkers: Talkers) -> None:
    dan = talkers.come("Dan")[0]
    said = ask_the_doctor(dan)
    assert "All is well. Walk into a room." in said, said
    assert findings(dan) == ["ok"] * 10, said
    assert "It connects, so strict networks are no obstacle." in said


@pytest.mark.long
def test_the_call_doctor_says_when_the_relay_lets_nobody_in(
    talking_chromium: Browser, coturn: Coturn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wrong = {**coturn.settings, "turn_secret": "not the secret of that relay"}
    with RunningServer(tmp_path_factory.mktemp("wrong"), arguments=(), **wrong) as misled:
        people = Talkers(talking_chromium, misled.url)
        (ann,) = people.come("Ann")
        said = ask_the_doctor(ann)
        assert "Something stands in the way of calls." in said, said
        assert "The relay did not answer: whoever runs the server opens its ports" in said
        assert "Nothing comes back through the relay: whoever runs the server runs distributed doctor there." in said
        assert findings(ann).count("ok") == 8
        assert people.close() == []
