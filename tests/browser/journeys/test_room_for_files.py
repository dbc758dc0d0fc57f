"""A host allows each so many bytes: who has no room left reads so, finds what is large, deletes it and sends on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.journeys.test_files import choose, send, tray
from tests.browser.journeys.visitor import People
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser

MEGABYTE = 1024 * 1024


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with RunningServer(tmp_path, files_each=5 * MEGABYTE) as running:
        yield running
        assert "Traceback" not in running.log, running.log


def film(name: str, size: int) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": b"\x07" * size}


def test_who_has_no_room_left_makes_some(people: People) -> None:
    scene = people.meet()
    ann, page = scene.ann, scene.ann.page
    ann.network_fails = True  # a refused upload is one
    choose(ann, film("Weekend.bin", 4 * MEGABYTE))
    send(ann)
    expect(scene.bob.page.get_by_role("link", name="Download Weekend.bin")).to_be_visible()
    choose(ann, film("Holiday.bin", 2 * MEGABYTE))
    expect(tray(ann)).to_contain_text("Your files take all the room that you have here.")
    tray(ann).get_by_role("button", name="Remove").click()
    ann.open("/settings")
    mine = page.get_by_role("heading", name="My files").locator("xpath=ancestor::section")
    expect(mine).to_contain_text("4 MB of 5 MB taken")
    mine.get_by_role("link", name="Show Weekend.bin").click()
    page.get_by_role("article").filter(has_text="Weekend.bin").focus()
    page.keyboard.press("Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(scene.bob.page.get_by_role("link", name="Download Weekend.bin")).to_have_count(0)
    ann.open("/settings")
    expect(mine).to_contain_text("0 B of 5 MB taken")
    page.go_back()
    choose(ann, film("Holiday.bin", 2 * MEGABYTE))
    send(ann)
    expect(scene.bob.page.get_by_role("link", name="Download Holiday.bin")).to_be_visible()
