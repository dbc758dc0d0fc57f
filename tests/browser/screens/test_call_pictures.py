"""The pictures of calls in docs/screenshots, of the same scenes that the other tests look at.

The scenes are always drawn; the pictures are kept only with UPDATE_SCREENSHOTS=1: no run changes them by chance.
"""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

pytestmark = [pytest.mark.browser, pytest.mark.long]

FOLDER = Path(__file__).parents[3] / "docs" / "screenshots"


@pytest.mark.parametrize(
    ("scene", "look", "size", "name"),
    [
        ("call-with-cameras", "light", (1440, 900), "call-light"),
        ("call-of-eight", "dark", (1440, 900), "call-of-eight-dark"),
        ("call-of-three", "dark", (390, 844), "call-phone-dark"),
    ],
)
def test_a_call_has_its_picture(
    chromium: Browser, fixture_page: str, scene: str, look: Literal["light", "dark"], size: tuple[int, int], name: str
) -> None:
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    context = chromium.new_context(viewport=viewport, color_scheme=look, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{fixture_page}?scene={scene}")
    expect(page.locator(".face").first).to_be_visible()
    page.wait_for_timeout(500)
    if os.environ.get("UPDATE_SCREENSHOTS") == "1":
        page.screenshot(path=FOLDER / f"{name}.png")
    context.close()
