"""Two people and their polls: asked by keyboard, voted on live, closed by whoever asked."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import People, Scene

pytestmark = pytest.mark.browser


def option(page: Page, text: str) -> Locator:
    return page.locator(".poll-option", has_text=text)


def ask(page: Page, question: str, *options: str, anonymous: bool = False, several: bool = False) -> None:
    """By keyboard, from the command on."""
    composer = page.locator("textarea.composer-text")
    composer.fill(f"/poll {question}")
    composer.press("Enter")
    dialog = page.get_by_role("dialog", name="A new poll")
    expect(dialog.get_by_label("Question")).to_have_value(question)
    expect(dialog.get_by_label("Option 1", exact=True)).to_be_focused()
    for place, text in enumerate(options):
        page.keyboard.type(text)
        if place + 1 < len(options):
            page.keyboard.press("Enter")
    if anonymous:
        dialog.get_by_label("Anonymous").check()
    if several:
        dialog.get_by_text("Several options").click()
    dialog.get_by_role("button", name="Ask").click()
    expect(dialog).to_have_count(0)


def shows(scene: Scene, text: str, votes: int) -> None:
    for person in (scene.ann, scene.bob):
        expect(option(person.page, text).locator(".poll-count")).to_have_text(str(votes))


def test_two_people_vote_live_and_the_one_who_asked_closes_the_poll(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann.page, scene.bob.page
    ask(ann, "What do we eat?", "Soup", "Pizza", "Bread")
    expect(bob.get_by_role("radiogroup", name="Options")).to_be_visible()
    option(bob, "Pizza").click()
    shows(scene, "Pizza", 1)
    expect(option(bob, "Pizza")).to_have_attribute("aria-checked", "true")
    expect(option(ann, "Pizza")).to_have_attribute("aria-checked", "false")
    expect(option(ann, "Pizza").locator(".poll-faces")).to_have_attribute("title", "Bob Baker")

    # By keyboard: arrows look around without voting, the space bar chooses.
    option(ann, "Soup").focus()
    ann.keyboard.press("ArrowDown")
    expect(option(ann, "Pizza")).to_be_focused()
    shows(scene, "Pizza", 1)
    ann.keyboard.press("Space")
    shows(scene, "Pizza", 2)
    expect(bob.get_by_role("radio", name="Pizza, 2 votes, 100%")).to_be_visible()

    bob.get_by_role("button", name="2 votes").click()
    expect(bob.get_by_role("dialog", name="Who voted")).to_contain_text("Ann Archer")
    bob.keyboard.press("Escape")
    option(bob, "Bread").click()
    shows(scene, "Bread", 1)
    shows(scene, "Pizza", 1)
    bob.get_by_role("button", name="Take back my vote").click()
    shows(scene, "Bread", 0)

    expect(bob.get_by_role("button", name="Close the poll")).to_have_count(0)
    ann.get_by_role("button", name="Close the poll").click()
    for page in (ann, bob):
        expect(page.get_by_role("region", name="Poll: Final result")).to_be_visible()
    option(bob, "Soup").click(force=True)
    shows(scene, "Soup", 0)
    bob.reload()
    expect(bob.get_by_role("region", name="Poll: Final result")).to_be_visible()
    shows(scene, "Pizza", 1)


@pytest.mark.long
def test_in_an_anonymous_poll_nobody_is_named_and_i_know_my_own_votes_after_a_reload(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann.page, scene.bob.page
    ask(ann, "Whom do we invite?", "Cat", "Dan", anonymous=True, several=True)
    for text in ("Cat", "Dan"):
        bob.get_by_role("checkbox", name=text).click()
        shows(scene, text, 1)
    expect(ann.locator(".poll-foot")).to_contain_text("1 vote")
    expect(ann.get_by_role("button", name="1 vote")).to_have_count(0)
    assert "Bob" not in ann.locator(".poll").inner_text()
    bob.reload()
    for text in ("Cat", "Dan"):
        expect(option(bob, text)).to_have_attribute("aria-checked", "true")
    expect(option(ann, "Cat")).to_have_attribute("aria-checked", "false")
