"""Chromium for every browser test: one process, a context of its own for each person."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.services.chromium import FLAGS, chromium_path


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Only one may be open in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed.")
    browser = playwright_driver.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()
