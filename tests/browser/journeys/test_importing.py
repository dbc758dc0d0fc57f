"""An archive is chosen, people are told apart, and its rooms are there, also after the page was loaded anew."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.visitor import People
from tests.imports.archives import SLACK, zipped

pytestmark = pytest.mark.browser


def choose(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("The archive").set_input_files({"name": name, "mimeType": "application/zip", "buffer": content})
    page.get_by_role("button", name="Look into it").click()


def test_rooms_of_slack_come_into_a_group(people: People) -> None:
    scene = people.meet()
    page = scene.ann.page
    page.goto(f"{page.url.split('/c/')[0]}/g/{scene.group_id}/settings")
    page.get_by_role("link", name="Import…").click()
    choose(page, "broken.zip", b"PK\x03\x04")
    expect(page.get_by_text("it can't be read")).to_be_visible()
    page.get_by_role("button", name="Choose another file").click()
    choose(page, "kitchen.zip", zipped(SLACK))
    expect(page.get_by_role("heading", name="Who is who?")).to_be_visible()
    page.reload()
    page.get_by_label("Rosa Lind").select_option(label="Leave out")
    page.get_by_label("Timer").select_option(label=scene.bob.name)
    page.get_by_role("button", name="Import 4 messages").click()
    expect(page.get_by_role("heading", name="It is all here")).to_be_visible()
    page.locator(".import-rooms").get_by_role("link", name="kitchen").click()
    expect(page.locator("article", has_text="Soup for")).to_be_visible()
    expect(page.locator("article", has_text="Ding")).to_contain_text("Bob")
    expect(page.get_by_text("Good morning")).to_have_count(0)
