"""A group's owner says how long messages are kept, and what is older goes from everybody's screen."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from distributed_chat.kernel.clock import DAY
from tests.browser.journeys.visitor import People, Scene
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(people: People, server: RunningServer) -> Scene:
    """Two messages were sent forty days ago and one is of today."""
    scene = people.meet()
    room = f"/conversations/{scene.room_id}/messages"
    for text in ("Spring cleaning on Sunday", "I bring the ladder"):
        scene.bob.api("POST", room, {"text": text})
    with closing(sqlite3.connect(server.data / "distributed.sqlite", timeout=10)) as database, database:
        database.execute("UPDATE messages SET sent_at = sent_at - ?", (40 * DAY,))
    scene.bob.api("POST", room, {"text": "Who has the ladder now?"})
    return scene


def test_what_is_older_goes_from_everybodys_screen(scene: Scene) -> None:
    ann, bob = scene.ann.page, scene.bob.page
    scene.bob.sees("Spring cleaning on Sunday", "Who has the ladder now?")
    scene.bob.mark_page()
    ann.goto(f"{scene.ann.address}/g/{scene.group_id}/settings")
    ann.get_by_label("Keep messages").select_option("For 30 days")
    ann.get_by_role("button", name="Change…").click()
    expect(ann.get_by_role("dialog")).to_contain_text("2 messages are older, in 1 room")
    ann.get_by_role("button", name="Erase what is older").click()
    expect(ann.get_by_text("For 30 days. What is older is erased from every room, with its files.")).to_be_visible()
    expect(scene.bob.says("Spring cleaning on Sunday")).to_have_count(0)
    assert scene.bob.conversation() == ["Who has the ladder now?"]
    expect(bob.get_by_text("What was said before is gone.")).to_be_visible()
    expect(bob.get_by_text("Messages stay here for 30 days.")).to_be_visible()
    assert scene.bob.never_reloaded()
    bob.reload()
    scene.bob.sees("Who has the ladder now?")
    # What this browser kept may be from just before, until it has heard the rest.
    expect(scene.bob.says("Spring cleaning on Sunday")).to_have_count(0)
    assert scene.bob.conversation() == ["Who has the ladder now?"]
    bob.goto(f"{scene.bob.address}/g/{scene.group_id}/settings")
    expect(bob.get_by_text("For 30 days. What is older is erased")).to_be_visible()
    expect(bob.get_by_label("Keep messages")).to_have_count(0)
