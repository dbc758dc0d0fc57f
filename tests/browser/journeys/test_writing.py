"""Writing: names that call, spoilers, code, commands, emoji, answers, changes and drafts, as two people see them."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import People, Scene, Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(people: People) -> Scene:
    return people.meet()


def composer(page: Page) -> Locator:
    return page.locator("textarea.composer-text").first


def suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def last(person: Visitor) -> Locator:
    return person.page.locator("article").last


def mentions_of(person: Visitor, room_id: str) -> list[int]:
    markers = person.api("GET", "/home")["markers"]
    return [number for it in markers if it["conversation_id"] == room_id for number in it.get("mentions", [])]


def test_somebody_is_called_by_name_and_knows_it(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    ann.api("POST", f"/groups/{scene.group_id}/rooms", {"topic": "Attic"})
    bob.open("/settings")
    text = composer(ann.page)
    text.press_sequentially("Hey @bo")
    expect(suggestions(ann.page)).to_have_count(1)
    expect(suggestions(ann.page).locator("b")).to_have_text("Bob Baker")
    expect(text).to_have_attribute("aria-activedescendant", suggestions(ann.page).first.get_attribute("id") or "")
    text.press("Enter")
    expect(text).to_have_value("Hey @Bob Baker ")
    text.press_sequentially("come to #att")
    expect(suggestions(ann.page).locator("b")).to_have_text("Attic")
    text.press("Tab")
    # What was picked moves with what is written before it.
    text.press("Control+Home")
    text.press_sequentially("🍅 ")
    text.press("Enter")
    expect(last(ann).locator(".mention")).to_have_text(["@Bob Baker", "#Attic"])
    row = bob.page.get_by_role("navigation", name="Conversations").get_by_role("link", name="Living room")
    expect(row).to_contain_text("1")
    assert mentions_of(bob, scene.room_id) == [1]
    assert mentions_of(ann, scene.room_id) == []
    row.click()
    expect(last(bob).locator(".mention.me")).to_have_text("@Bob Baker")
    last(bob).get_by_role("link", name="#Attic").click()
    expect(bob.page.get_by_role("heading", name="Attic", level=1)).to_be_visible()
    expect(row.locator(".pill")).to_have_count(0)


@pytest.mark.long
def test_a_typed_name_calls_too_but_not_in_code(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    ann.write("`@bob` is code, @bob is Bob, x@bob is nobody")
    expect(last(bob).locator(".mention")).to_have_text(["@Bob Baker"])


def test_a_spoiler_is_hidden_until_somebody_wants_it(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    composer(ann.page).fill("It was the butler")
    for _ in range(6):
        composer(ann.page).press("Shift+ArrowLeft")
    composer(ann.page).press("Control+Shift+H")
    expect(composer(ann.page)).to_have_value("It was the ||butler||")
    composer(ann.page).press("Enter")
    spoiler = last(bob).get_by_role("button", name="Spoiler, show it")
    expect(spoiler).to_be_visible()
    assert "butler" not in last(bob).locator("p").first.aria_snapshot()
    spoiler.focus()
    spoiler.press("Enter")
    expect(last(bob).locator(".spoiler.shown")).to_have_text("butler")
    expect(last(bob).locator(".spoiler.shown")).to_be_focused()


def test_code_has_colours_and_is_copied_as_it_is(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    bob.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = "def soup(pot):\n    return pot * 2  # <b>"
    ann.write(f"```python\n{code}\n```")
    expect(last(bob).locator(".code-keyword").first).to_have_text("def")
    assert last(bob).locator("pre code").inner_text() == code
    last(bob).locator(".code-block").hover()
    last(bob).get_by_role("button", name="Copy the code").click()
    expect(last(bob).get_by_text("Copied", exact=True)).to_be_attached()
    assert bob.page.evaluate("navigator.clipboard.readText()") == code


def test_commands(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    composer(ann.page).press_sequentially("/m")
    expect(suggestions(ann.page).locator("b").first).to_have_text("me")
    composer(ann.page).press("Tab")
    composer(ann.page).press_sequentially("waves at @bob")
    expect(suggestions(ann.page)).to_have_count(1)
    composer(ann.page).press("Enter")
    composer(ann.page).press("Enter")
    expect(last(bob).locator(".prose")).to_have_text("Ann waves at @Bob Baker")
    ann.write("/shrug no idea")
    expect(last(bob).locator(".prose")).to_have_text("no idea ¯\\_(ツ)_/¯")
    ann.write("/topic Front room")
    expect(bob.page.get_by_role("heading", name="Front room", level=1)).to_be_visible()
    expect(composer(ann.page)).to_have_value("")
    ann.write("/usr/bin is a folder")
    expect(last(bob).locator(".prose")).to_have_text("/usr/bin is a folder")
    # What a command refuses stays in the composer, with the reason.
    ann.write("/me")
    expect(ann.page.get_by_text("Say what you do: /me waves")).to_be_visible()
    expect(composer(ann.page)).to_have_value("/me")


@pytest.mark.long
def test_emoji_by_name_and_by_picking(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    composer(ann.page).press_sequentially("party :tada:")
    expect(composer(ann.page)).to_have_value("party 🎉")
    composer(ann.page).press_sequentially(" :tomat")
    expect(suggestions(ann.page).first).to_contain_text(":tomato:")
    composer(ann.page).press("Enter")
    composer(ann.page).press("Enter")
    bob.sees("party 🎉 🍅")
    ann.page.get_by_role("button", name="Emoji", exact=True).first.click()
    ann.page.get_by_role("button", name="Tone of skin").click()
    ann.page.get_by_role("button", name="Dark", exact=True).click()
    ann.page.get_by_role("combobox", name="Find an emoji").fill("waving hand")
    ann.page.keyboard.press("Enter")
    composer(ann.page).press("Enter")
    expect(last(bob).locator(".emoji-only")).to_have_text("👋🏿")


@pytest.mark.long
def test_a_change_keeps_what_it_meant_and_leaves_the_draft_alone(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    ann.write("@bob come at eight")
    expect(last(bob).locator(".mention.me")).to_be_visible()
    text = composer(ann.page)
    text.press("ArrowUp")
    expect(ann.page.get_by_text("Changing your message")).to_be_visible()
    expect(text).to_have_value("@bob come at eight")
    text.press("Control+Home")
    text.press_sequentially("Dear ")
    text.press("Control+End")
    text.press_sequentially(", please")
    text.press("Enter")
    expect(last(bob).locator(".prose")).to_have_text("Dear @Bob Baker come at eight, please")
    expect(text).to_have_value("")
    text.fill("A draft")
    expect(ann.page.get_by_text("Changing your message")).to_have_count(0)
    text.press("ArrowUp")
    expect(text).to_have_value("A draft")


@pytest.mark.long
def test_a_draft_waits_in_its_room_and_on_the_other_device(scene: Scene) -> None:
    ann = scene.ann
    attic = ann.api("POST", f"/groups/{scene.group_id}/rooms", {"topic": "Attic"})["room"]["id"]
    other = ann.context.new_page()
    other.goto(f"{ann.address}/c/{attic}")
    composer(ann.page).fill("Half a thought")
    rooms = ann.page.get_by_role("navigation", name="Conversations")
    rooms.get_by_role("link", name="Attic").click()
    expect(composer(ann.page)).to_have_value("")
    rooms.get_by_role("link", name="Living room").click()
    expect(composer(ann.page)).to_have_value("Half a thought")
    other.goto(f"{ann.address}/c/{scene.room_id}")
    expect(composer(other)).to_have_value("Half a thought", timeout=10_000)
    composer(ann.page).press("Enter")
    scene.bob.sees("Half a thought")
    expect(composer(other)).to_have_value("", timeout=10_000)


@pytest.mark.long
def test_keys_and_a_pasted_link_format_what_is_selected(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    ann.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = composer(ann.page)
    text.fill("see here")
    text.press("Control+Shift+ArrowLeft")
    ann.page.evaluate("navigator.clipboard.writeText('https://example.org/soup')")
    text.press("Control+v")
    expect(text).to_have_value("see [here](https://example.org/soup)")
    text.press("Control+z")
    text.press("Control+z")
    expect(text).to_have_value("see here")
    text.press("Control+a")
    text.press("Control+b")
    expect(text).to_have_value("**see here**")
    text.press("Enter")
    expect(last(bob).locator("strong")).to_have_text("see here")


def test_enter_sends_nothing_where_the_button_would_not(scene: Scene) -> None:
    """An empty message was refused by the server and stayed; one that is too long could not be shortened any more."""
    ann = scene.ann
    text = composer(ann.page)
    text.press("Enter")
    text.fill("  \n ")
    text.press("Enter")
    long = "word " * 1_700
    text.fill(long)
    expect(ann.page.get_by_text("characters too long. Send it in two parts.")).to_be_visible()
    text.press("Enter")
    expect(text).to_have_value(long)
    text.fill("Short enough")
    text.press("Enter")
    scene.bob.sees("Short enough")
    expect(ann.page.locator(".conversation article")).to_have_count(1)
    assert ann.complaints == []


def test_what_went_wrong_with_a_change_is_forgotten_with_it(scene: Scene) -> None:
    ann = scene.ann
    ann.network_fails = True
    ann.write("Bring two loafs")
    scene.bob.sees("Bring two loafs")
    text = composer(ann.page)
    refused = ann.page.locator(".composer").get_by_role("alert")
    ann.context.set_offline(True)
    text.press("ArrowUp")
    ann.write("Bring two loaves")
    expect(refused).to_have_count(1)
    text.press("Escape")
    expect(text).to_have_value("")
    expect(refused).to_have_count(0)
    ann.context.set_offline(False)


def test_on_a_phone_a_long_name_in_the_empty_field_ends_in_dots(scene: Scene, people: People) -> None:
    phone = people.second_device_of(scene.ann, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.open(scene.ann.page.url)
    expect(composer(phone.page)).to_be_visible()
    shown = "field => getComputedStyle(field, '::placeholder').textOverflow"
    assert composer(phone.page).evaluate(shown) == "ellipsis"


def test_on_a_phone_an_email_is_not_broken_while_there_is_room_below(scene: Scene, people: People) -> None:
    phone = people.second_device_of(scene.ann, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.open("/settings")
    email = phone.page.get_by_text("ann@example.test", exact=True)
    expect(email).to_be_visible()
    assert email.evaluate("it => it.getBoundingClientRect().height < 1.9 * parseFloat(getComputedStyle(it).fontSize)")
