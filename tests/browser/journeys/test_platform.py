"""A key is made in the page, a program posts with it, its use is seen, and once it is revoked it is refused."""

import re

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.visitor import People, Visitor

pytestmark = pytest.mark.browser


def secret_shown_in(page: Page) -> str:
    return page.get_by_label(re.compile("^Secret of")).input_value()


def post(address: str, room_id: str, secret: str, text: str) -> int:
    """The status that a program gets."""
    headers = {"Authorization": f"Bearer {secret}"}
    answer = httpx2.post(f"{address}/api/conversations/{room_id}/messages", headers=headers, json={"text": text})
    return answer.status_code


def wait_until_counted(person: Visitor) -> None:
    """Use is counted in memory and written every five seconds."""
    for _ in range(60):
        if person.api("GET", "/keys")["keys"][0]["used_today"]:
            return
        person.page.wait_for_timeout(200)
    pytest.fail("The use of the key was not counted within twelve seconds.")


def test_a_key_is_made_used_watched_and_revoked(people: People) -> None:
    scene = people.meet()
    page = scene.ann.page
    page.get_by_role("button", name="More about this room").click()
    page.get_by_role("menuitem", name="API of the room").click()
    expect(page.get_by_label("Post into it", exact=True)).to_have_value(re.compile("YOUR_KEY"))
    page.get_by_role("button", name="Make a key for this room").click()
    expect(page.get_by_label("Secret of the key")).to_have_value(re.compile("^dk_"))
    secret = secret_shown_in(page)
    line = page.get_by_label("Post into it", exact=True).input_value()
    assert secret in line
    assert f"/api/conversations/{scene.room_id}/messages" in line
    page.keyboard.press("Escape")

    assert post(people.address, scene.room_id, secret, "The kettle is on") == 201
    scene.ann.sees("The kettle is on")
    scene.bob.sees("The kettle is on")

    wait_until_counted(scene.ann)

    # From here on by keyboard alone.
    scene.ann.open("/settings/keys")
    expect(page.get_by_text("Only in Living room")).to_be_visible()
    page.get_by_role("button", name="Open the key Room Living room").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Room Living room")
    expect(dialog.get_by_role("img", name="1 call in 30 days, 0 refused, 0 failed")).to_be_visible()
    expect(dialog.get_by_role("rowheader")).to_contain_text("POST /api/conversations/{conversation_id}/messages")
    dialog.get_by_role("button", name="Revoke the key").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Revoke", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No key yet.")).to_be_visible()
    assert post(people.address, scene.room_id, secret, "Still there?") == 401
    expect(scene.bob.says("Still there?")).to_have_count(0)


def fill_in_and_send(page: Page, button: str, **fields: str) -> None:
    dialog = page.get_by_role("dialog")
    for label, value in fields.items():
        dialog.get_by_label(label.replace("_", " "), exact=True).fill(value)
    dialog.get_by_role("button", name=button, exact=True).click()


@pytest.mark.long
def test_a_bot_and_a_webhook_made_in_the_page_speak_in_a_room(people: People) -> None:
    scene = people.meet()
    page = scene.ann.page
    scene.ann.open(f"/g/{scene.group_id}/settings")
    page.get_by_role("link", name="Bots and webhooks…").click()

    page.get_by_role("button", name="Make a bot").click()
    fill_in_and_send(page, "Make the bot", Name="Watering can")
    secret = secret_shown_in(page)
    page.get_by_role("button", name="Done").click()
    assert post(people.address, scene.room_id, secret, "The tomatoes are thirsty") == 201
    expect(scene.bob.says("The tomatoes are thirsty").locator(".tag.bot")).to_have_text("bot")
    page.get_by_role("button", name="Change Watering can").click()
    fill_in_and_send(page, "Save", Name="Hose")
    expect(page.get_by_role("button", name="Another key for Hose")).to_be_visible()

    page.get_by_role("button", name="Make a webhook").click()
    fill_in_and_send(page, "Make the webhook", Name="Oven timer")
    address = page.get_by_label("Address of the webhook").input_value()
    page.get_by_role("button", name="Done").click()
    assert httpx2.post(address, json={"text": "The bread is done"}).text == "ok"
    expect(scene.bob.says("The bread is done")).to_contain_text("Oven timer")


@pytest.mark.long
def test_commands_and_webhooks_out_are_set_up_by_who_leads_the_group(people: People) -> None:
    scene = people.meet()
    page = scene.ann.page
    scene.ann.open(f"/g/{scene.group_id}/platform")
    page.get_by_role("button", name="Make a command").click()
    fill_in_and_send(
        page,
        "Make the command",
        Command="weather",
        What_it_does="Looks out",
        Address_that_answers="https://a.example/c",
    )
    expect(page.get_by_label("Signing secret")).not_to_have_value("")
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Change /weather").click()
    fill_in_and_send(page, "Save", What_it_does="Looks out of the window")
    expect(page.get_by_text("Looks out of the window")).to_be_visible()

    page.get_by_role("button", name="Tell an address").click()
    page.get_by_role("dialog").get_by_label("Somebody writes").uncheck()
    page.get_by_role("dialog").get_by_label("A room is deleted").check()
    fill_in_and_send(page, "Make the webhook", Name="Archive", Address="https://a.example/hook")
    expect(page.get_by_label("Signing secret")).not_to_have_value("")
    page.get_by_role("button", name="Done").click()
    page.get_by_label("Archive is on").uncheck()
    expect(page.get_by_text("1 kind of event, all open rooms · off")).to_be_visible()
    page.get_by_role("button", name="Log of Archive").click()
    expect(page.get_by_text("Nothing was sent yet.")).to_be_visible()
    page.keyboard.press("Escape")

    # Bob leads nothing: he sees no way there, and nothing when he goes there.
    scene.bob.open(f"/g/{scene.group_id}/platform")
    expect(scene.bob.page.get_by_text("Nothing to see here")).to_be_visible()
