"""A group is kept as an archive, and read from the disk with no server and no network."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.journeys.visitor import People

pytestmark = pytest.mark.browser


def test_an_archive_is_made_downloaded_and_read_without_a_server(
    people: People, chromium: Browser, tmp_path: Path
) -> None:
    ann = people.new("Ann", "Archer")
    ann.sign_up_at_once()
    group = ann.api("POST", "/groups", {"name": "Sunday Crew"})["group"]["id"]
    room = ann.api("POST", f"/groups/{group}/rooms", {"topic": "Kitchen"})["room"]["id"]
    first = ann.api("POST", f"/conversations/{room}/messages", {"text": "<b>Soup</b> & bread </script>"})["message"]
    ann.api("POST", f"/conversations/{room}/messages", {"text": "With onions", "thread_of": first["id"]})
    ann.api("POST", f"/conversations/{room}/messages", {"text": "Done"})
    ann.open(f"/g/{group}/settings")
    ann.page.get_by_role("button", name="Make an archive").click()
    link = ann.page.get_by_role("link", name="Download")
    expect(link).to_be_visible(timeout=20_000)
    with ann.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "Sunday Crew.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path / "archive")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / "archive" / "index.html").as_uri())
    expect(page.get_by_role("heading", name="Sunday Crew", level=1)).to_be_visible()
    # The first conversation is open, and a date is words: 11/28 is read as two.
    expect(page.get_by_role("button", name="Kitchen")).to_have_attribute("aria-current", "true")
    expect(page.get_by_text(re.compile(r"3 messages, kept on \d{1,2} [A-Z][a-z]+ 20\d\d$"))).to_be_visible()
    expect(page.locator("time").first).to_have_text(re.compile(r"^\d{1,2} [A-Z][a-z]+ 20\d\d at \d\d:\d\d$"))
    messages = page.locator("#messages li")
    expect(messages).to_have_count(3)
    expect(messages.first).to_contain_text("<b>Soup</b> & bread </script>")
    expect(messages.nth(1)).to_have_class("reply")
    page.get_by_role("searchbox").fill("onions")
    expect(messages.filter(visible=True)).to_have_count(1)
    assert complaints == []
    context.close()
