"""Who is removed is out at once: the page leaves, and nothing more comes to it."""

import pytest
from playwright.sync_api import WebSocket, expect

from tests.browser.journeys.visitor import People

pytestmark = pytest.mark.browser


def test_a_removed_member_leaves_at_once_and_hears_nothing_more(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    heard: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: heard.append(str(frame)))

    bob.page.on("websocket", listen)
    bob.page.reload()
    scene.settle()
    ann.write("Nobody else reads this")
    bob.sees("Nobody else reads this")
    assert any("Nobody else reads this" in frame for frame in heard)

    bob.network_fails = True  # what he still asks for is answered 404, which the browser notes
    ann.open(f"/g/{scene.group_id}/settings")
    ann.page.get_by_role("button", name="Remove Bob Baker").click()
    ann.page.get_by_role("button", name="Remove", exact=True).click()
    expect(bob.says("Nobody else reads this")).to_have_count(0)
    expect(bob.page.get_by_text("Living room")).to_have_count(0)
    expect(ann.page.get_by_text("Bob Baker")).to_have_count(0)

    ann.open(f"/c/{scene.room_id}")
    ann.write("Now we can talk about his present")
    ann.sees("Now we can talk about his present")
    bob.page.reload()
    expect(bob.page.get_by_text("Living room")).to_have_count(0)
    bob.page.wait_for_timeout(300)
    assert not any("present" in frame for frame in heard)
    assert "present" not in bob.page.content()
