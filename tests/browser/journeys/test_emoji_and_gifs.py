"""A group makes an emoji and uses it; gifs come from its shelf, and from a provider that sees no reader."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.journeys.visitor import People
from tests.gifs.provider import KEY, FakeProvider
from tests.pictures.samples import moving
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "Party Parrot.gif"
    file.write_bytes(moving(5, 160))
    return file


def composer(page: Page) -> Locator:
    return page.locator("textarea.composer-text").first


def test_a_group_makes_an_emoji_and_uses_it(people: People, picture: Path) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    bob.open(f"/g/{scene.group_id}/settings")
    bob.page.get_by_role("button", name="New emoji").click()
    dialog = bob.page.get_by_role("dialog", name="New emoji")
    dialog.get_by_label("Picture").set_input_files(picture)
    expect(dialog.get_by_label("Name")).to_have_value("party_parrot")
    expect(dialog.get_by_text("Write it as :party_parrot:")).to_be_visible()
    dialog.get_by_role("button", name="Add").click()
    expect(dialog).to_have_count(0)
    row = bob.page.get_by_role("listitem").filter(has_text=":party_parrot:")
    expect(row).to_contain_text("by Bob Baker")

    composer(ann.page).press_sequentially("Hooray :party_p")
    suggested = ann.page.get_by_role("listbox", name="Suggestions").get_by_role("option").first
    expect(suggested).to_contain_text("party_parrot")
    composer(ann.page).press("Enter")
    expect(composer(ann.page)).to_have_value("Hooray :party_parrot: ")
    composer(ann.page).press("Enter")
    in_text = ann.page.locator("article img[alt=':party_parrot:']")
    expect(in_text).to_have_count(1)
    expect(in_text).to_have_js_property("naturalWidth", 64)

    ann.open(f"/g/{scene.group_id}/settings")
    ann.page.get_by_role("button", name="Delete :party_parrot:").click()
    ann.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    expect(bob.page.get_by_text("None yet. Any member can make some.")).to_be_visible()


@pytest.mark.long
def test_a_gif_is_put_on_the_shelf_found_and_sent_by_keyboard(people: People, picture: Path) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    composer(ann.page).press_sequentially("/gif")
    composer(ann.page).press("Enter")
    gifs = ann.page.get_by_role("dialog", name="Gifs")
    expect(gifs.get_by_text("Nothing on the shelf of Sunday Crew yet.")).to_be_visible()
    gifs.get_by_role("button", name="Add to the shelf").click()
    adding = ann.page.get_by_role("dialog", name="Add to the shelf of Sunday Crew")
    adding.get_by_label("Picture").set_input_files(picture)
    adding.get_by_label("Words to find it by").fill("party parrot")
    adding.get_by_role("button", name="Add", exact=True).click()
    expect(gifs.get_by_role("button", name="Send: party parrot")).to_be_visible()
    ann.page.keyboard.press("Escape")

    bob.page.get_by_role("button", name="More to send").click()
    bob.page.get_by_role("menuitem", name="Gif").click()
    gifs = bob.page.get_by_role("dialog", name="Gifs")
    gifs.get_by_label("Find a gif").fill("parr")
    found = gifs.get_by_role("button", name="Send: party parrot")
    expect(found).to_be_visible()
    gifs.get_by_role("button", name="Tidy up").click()
    expect(gifs.get_by_role("button", name="Take off the shelf")).to_have_count(0)
    found.focus()
    bob.page.keyboard.press("Enter")
    expect(gifs).to_have_count(0)
    for page in (ann.page, bob.page):
        expect(page.locator("article img[src*='/api/files/']").first).to_be_visible()

    ann.page.get_by_role("button", name="More to send").click()
    ann.page.get_by_role("menuitem", name="Gif").click()
    gifs = ann.page.get_by_role("dialog", name="Gifs")
    gifs.get_by_role("button", name="Tidy up").click()
    gifs.get_by_role("button", name="Take off the shelf: party parrot").click()
    gifs.get_by_role("button", name="Take it off the shelf?").click()
    expect(gifs.get_by_text("Nothing on the shelf of Sunday Crew yet.")).to_be_visible()
    assert bob.api("GET", f"/groups/{scene.group_id}/gifs")["gifs"] == []
    expect(bob.page.locator("article img[src*='/api/files/']").first).to_be_visible()


@pytest.mark.long
def test_a_gif_of_a_provider_comes_by_way_of_the_server(chromium: Browser, tmp_path: Path) -> None:
    with (
        FakeProvider() as provider,
        RunningServer(tmp_path, gif_provider="tenor", gif_key=KEY, gif_url=provider.url) as server,
    ):
        people = People(chromium, server.url)
        scene = people.meet()
        asked: list[str] = []
        scene.ann.context.on("request", lambda request: asked.append(request.url))
        composer(scene.ann.page).press_sequentially("/gif cat")
        composer(scene.ann.page).press("Enter")
        gifs = scene.ann.page.get_by_role("dialog", name="Gifs")
        expect(gifs.get_by_label("Find a gif")).to_have_value("cat")
        gifs.get_by_text("Tenor", exact=True).click()
        gifs.get_by_role("button", name="Send: A cat").click()
        expect(gifs).to_have_count(0)
        expect(scene.bob.page.locator("article img[src*='/api/files/']").first).to_be_visible()
        assert all(url.startswith(("http://127.0.0.1", "blob:", "data:")) for url in asked)
        assert not any(url.startswith(provider.url) for url in asked)
        assert people.close() == []
