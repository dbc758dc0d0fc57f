"""The page about the API: it finds a route, sends it with a key under the page's own policy, and asks before DELETE."""

from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from tests.services.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.process]


def test_somebody_finds_a_route_and_tries_it(chromium: Browser, tmp_path: Path) -> None:
    with RunningServer(tmp_path, unlimited=1) as server:
        form = {"first_name": "Ann", "last_name": "Test", "email": "ann@example.test", "password": "tomatoes and bread"}
        token = httpx2.post(f"{server.url}/api/users", json=form).json()["token"]
        page = chromium.new_page(viewport={"width": 390, "height": 844})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.goto(f"{server.url}/api/docs")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator("main > p").first.locator("code").all_inner_texts() == ["WS /api/stream"]
        assert "`" not in page.locator("main > p").first.inner_text()
        page.get_by_label("Key for trying").fill(token)
        page.get_by_label("Search routes").fill("POST /api/groups a group")
        operation = page.locator("details#create_group")
        operation.locator("> summary").click()
        operation.get_by_role("button", name="Send").click()
        expect(operation.get_by_text("201 Created")).to_be_visible()
        expect(page.locator("details#delete_group")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == 390

        page.get_by_label("Search routes").fill("DELETE group")
        page.locator("details#delete_group > summary").click()
        page.locator("details#delete_group").get_by_role("button", name="Send").click()
        expect(page.get_by_role("button", name="This deletes. Send it really?")).to_be_visible()
        assert wrong == []
        page.close()
