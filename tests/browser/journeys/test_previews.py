"""Links: what they lead to is shown by the own server; a player connects to its site only after a click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.journeys.visitor import People, Visitor
from tests.services.server import RunningServer
from tests.services.small_internet import FILM, STORY

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """Its links lead into a small internet."""
    with RunningServer(tmp_path, program="tests.services.small_internet", data=str(tmp_path / "data")) as running:
        yield running
        assert "Traceback" not in running.log, running.log


def requests_of(visitor: Visitor) -> list[str]:
    """Everything that the person's pages ask for outside of our server, from now on."""
    outside: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((visitor.address, "data:", "blob:")):
            outside.append(request.url)

    visitor.context.on("request", note)
    return outside


def test_a_link_shows_where_it_leads_and_no_reader_asks_the_site(people: People) -> None:
    scene = people.meet()
    outside = requests_of(scene.bob)
    scene.ann.write(f"Look: {STORY}")
    for person in (scene.ann, scene.bob):
        card = person.page.locator(".preview")
        expect(card).to_contain_text("Tomatoes are ripe")
        expect(card).to_contain_text("The News")
        expect(card.locator("img")).to_have_js_property("complete", value=True)
        assert card.locator("img").evaluate("image => image.naturalWidth") == 600
    assert outside == []
    scene.ann.page.locator(".previews").hover()
    scene.ann.page.get_by_role("button", name="Remove the preview").click()
    for person in (scene.ann, scene.bob):
        expect(person.page.locator(".preview")).to_have_count(0)
        expect(person.says("Look")).to_be_visible()


def test_a_film_is_asked_for_only_after_a_click_and_plays_in_a_frame_of_its_own(people: People) -> None:
    scene = people.meet()
    bob = scene.bob.page
    scene.bob.context.route("https://www.youtube-nocookie.com/**", _film)
    outside = requests_of(scene.bob)
    scene.ann.write(f"Watch this: {FILM}")
    start = bob.get_by_role("button", name="Play from YouTube, which then sees you")
    expect(start).to_be_visible()
    assert outside == []
    start.click()
    frame = bob.frame_locator("iframe.player-frame")
    expect(frame.get_by_text("The film")).to_be_visible()
    assert outside == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"]
    box = bob.locator("iframe.player-frame")
    assert "allow-top-navigation" not in (box.get_attribute("sandbox") or "")
    assert frame.locator("body").evaluate("() => { try { return top.document.title } catch { return 'closed' } }") == (
        "closed"
    )


def _film(route: Route) -> None:
    assert route.request.headers.get("cookie") is None
    route.fulfill(content_type="text/html", body="<body>The film</body>")
