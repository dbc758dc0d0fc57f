"""Calls: the real server, real Chromium with fake devices, media that really flows.

The step runs in a network namespace of its own (`python -m tests.services.namespace pytest tests/browser/calls`), so
that not a packet leaves it; without root it runs on the machine's own addresses and leaves out what needs such a
network. The tests of a module share one server and their people, so that nobody signs up ten times.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, Playwright, expect

from distributed_chat.web.page import client_folder
from tests.browser.calls.talkers import Talkers
from tests.services import namespace
from tests.services.chromium import FLAGS, MEDIA_FLAGS, chromium_path
from tests.services.server import RunningServer

Launch = Callable[[list[str]], AbstractContextManager[Browser]]


@pytest.fixture(scope="session", autouse=True)
def _built_client() -> None:
    if client_folder() is None:
        pytest.skip("The client is not built: run `.venv/bin/python tools/client.py build`.")
    expect.set_options(timeout=10_000)  # five Chromiums on two cores are slow now and then


@pytest.fixture(scope="session")
def launch(playwright_driver: Playwright) -> Launch:
    """A Chromium with other flags than most need."""
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed.")

    @contextmanager
    def launched(flags: list[str]) -> Iterator[Browser]:
        browser = playwright_driver.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()

    return launched


@pytest.fixture(scope="session")
def talking_chromium(launch: Launch) -> Iterator[Browser]:
    with launch([*FLAGS, *MEDIA_FLAGS]) as browser:
        yield browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with RunningServer(tmp_path_factory.mktemp("server")) as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.fixture(scope="module")
def house(talking_chromium: Browser, server: RunningServer) -> Iterator[Talkers]:
    everybody = Talkers(talking_chromium, server.url)
    yield everybody
    assert everybody.close() == []


@pytest.fixture
def talkers(house: Talkers) -> Iterator[Talkers]:
    """At the end no page of anybody may have had an error, a warning or a report of its policy."""
    yield house
    assert house.rest() == []


@pytest.fixture
def own_network() -> str:
    """The address in the network that is the tests' alone."""
    if not namespace.is_inside():
        pytest.skip("It needs an address of its own: run it by `python -m tests.services.namespace`.")
    return namespace.ADDRESS
