"""Calls: the real server, real Chromium with fake devices, media that really flows.

The step runs in a network namespace of its own (`python -m tests.services.namespace pytest tests/browser/calls`), so
that not a packet leaves it; without root it runs on the machine's own addresses.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from distributed_chat.web.page import client_folder
from tests.browser.calls.talkers import Talkers
from tests.services.chromium import FLAGS, MEDIA_FLAGS, chromium_path
from tests.services.server import RunningServer


@pytest.fixture(scope="session", autouse=True)
def _built_client() -> None:
    if client_folder() is None:
        pytest.skip("The client is not built: run `.venv/bin/python tools/client.py build`.")


@pytest.fixture(scope="session")
def talking_chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed.")
    browser = playwright_driver.chromium.launch(executable_path=path, args=[*FLAGS, *MEDIA_FLAGS])
    yield browser
    browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with RunningServer(tmp_path) as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.fixture
def talkers(talking_chromium: Browser, server: RunningServer) -> Iterator[Talkers]:
    """At the end no page of anybody may have had an error, a warning or a report of its policy."""
    everybody = Talkers(talking_chromium, server.url)
    yield everybody
    assert everybody.close() == []
