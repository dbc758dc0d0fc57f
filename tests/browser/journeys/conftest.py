"""Journeys: the real server as a process, the built client, real Chromium; every person has a context of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from distributed_chat.web.page import client_folder
from tests.browser.journeys.visitor import People
from tests.services.server import RunningServer


@pytest.fixture(scope="session", autouse=True)
def _built_client() -> None:
    if client_folder() is None:
        pytest.skip("The client is not built: run `.venv/bin/python tools/client.py build`.")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with RunningServer(tmp_path) as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.fixture
def people(chromium: Browser, server: RunningServer) -> Iterator[People]:
    """At the end no page of anybody may have had an error, a warning or a report of its policy."""
    everybody = People(chromium, server.url)
    yield everybody
    assert everybody.close() == []
