"""The page from another origin than the API (`distributed export-site`), and the page without any network."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.test_files import LAKE, choose, is_drawn, picture, send, tray
from tests.browser.journeys.visitor import PASSWORD, People, Visitor, fill
from tests.services.server import RunningServer, free_port
from tests.services.site import static_host

pytestmark = pytest.mark.browser

A_LINK = re.compile(r"^http://127\.0\.0\.1:\d+/api/files/[^/]+/Lake\.jpg\?link=")

CONTROLLED = """new Promise((done) => {
    const worker = navigator.serviceWorker;
    if (worker.controller) done();
    else worker.addEventListener("controllerchange", () => done());
})"""


@pytest.fixture
def place() -> int:
    return free_port()


@pytest.fixture
def server(tmp_path: Path, place: int) -> Iterator[RunningServer]:
    with RunningServer(tmp_path, origins=f"http://127.0.0.1:{place}") as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.fixture
def site(tmp_path: Path, server: RunningServer, place: int) -> Iterator[str]:
    export(tmp_path / "site", server.url)
    with static_host(place, tmp_path / "site") as origin:
        yield origin


def export(folder: Path, api: str) -> None:
    command = [sys.executable, "-m", "distributed_chat", "export-site", str(folder), "--api", api]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "DISTRIBUTED_ORIGINS" in done.stdout


def sign_in(person: Visitor) -> None:
    fill(person.page, Email=person.email, Password=PASSWORD)
    person.page.get_by_role("button", name="Sign in", exact=True).click()


def has_worker(page: Page) -> None:
    """The service worker has kept the page and answers for it."""
    page.evaluate(CONTROLLED)


def test_a_page_elsewhere_talks_with_the_page_here(people: People, site: str) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    far = people.new("Ann", "Archer", service_workers="allow")
    far.network_fails = True  # the line is cut below
    far.open(f"{site}/c/{scene.room_id}")
    sign_in(far)
    expect(far.page.get_by_role("heading", name="Living room", level=1)).to_be_visible()
    far.write("From elsewhere")
    bob.sees("From elsewhere")
    bob.write("From here")
    far.sees("From here")
    assert far.context.cookies() == []
    _sees_pictures(far, bob)
    _keeps_what_is_saved(far, bob)
    has_worker(far.page)
    far.context.set_offline(True)
    far.page.reload()
    far.sees("From elsewhere", "From here")
    far.context.set_offline(False)
    bob.write("Are you back?")
    far.sees("Are you back?", seconds=40)
    far.page.goto(f"{site}/settings")
    far.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(far.page.get_by_label("Password", exact=True)).to_be_visible()
    assert far.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('token'))") == []
    assert ann.page.url.startswith(people.address)


def _sees_pictures(far: Visitor, bob: Visitor) -> None:
    """One of theirs and one of mine: small by the token, large by a link."""
    choose(bob, LAKE)
    expect(tray(bob)).to_have_count(1)
    send(bob)
    is_drawn(picture(far, "Lake.jpg"))
    picture(far, "Lake.jpg").click()
    large = far.page.locator(".lightbox-stage img")
    expect(large).to_have_attribute("src", A_LINK)
    large.evaluate("(image) => image.decode()")
    far.page.keyboard.press("Escape")


def _keeps_what_is_saved(far: Visitor, bob: Visitor) -> None:
    choose(far, {"name": "Plan.txt", "mimeType": "text/plain", "buffer": b"Saturday, early"})
    expect(tray(far)).to_have_count(1)
    send(far)
    expect(bob.page.get_by_role("article").filter(has_text="Plan.txt")).to_be_visible()
    with far.page.expect_download() as saving:
        far.page.get_by_role("link", name="Plan.txt").click()
    assert saving.value.suggested_filename == "Plan.txt"
    assert Path(saving.value.path()).read_bytes() == b"Saturday, early"


def test_the_page_opens_without_a_network(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    other = people.second_device_of(ann, service_workers="allow")
    other.network_fails = True
    other.open(f"/c/{scene.room_id}")
    bob.write("Before the tunnel")
    other.sees("Before the tunnel")
    has_worker(other.page)
    other.context.set_offline(True)
    other.page.reload()
    other.sees("Before the tunnel")
    other.write("Written in the tunnel")
    other.page.goto(f"{other.address}/settings")
    expect(other.page.get_by_role("heading", name="Settings")).to_be_visible()
    other.context.set_offline(False)
    bob.sees("Written in the tunnel", seconds=40)
    kept = other.page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((it) => new URL(it.url).pathname))))"
    )
    assert [path for paths in kept for path in paths if path.startswith("/api")] == []
    assert any("/assets/" in path for paths in kept for path in paths)
